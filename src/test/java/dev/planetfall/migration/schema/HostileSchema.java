package dev.planetfall.migration.schema;

import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.MigrationPlan;
import dev.planetfall.migration.PlanBuilder;
import dev.planetfall.migration.Scope;
import dev.planetfall.postgres.Database;
import dev.planetfall.testing.RecordingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A schema in which every name and every kind of object tries to break the way to the target. */
final class HostileSchema {
    private HostileSchema() {}

    static void create(Database database) {
        create(database, text());
    }

    static void create(Database database, String sql) {
        database.withScriptSession(session -> {
            session.execute(sql);
            return true;
        });
    }

    static MigrationContext context(MigrationPlan plan, Scope scope) {
        return new RecordingContext(PlanBuilder.from(plan).scope(scope).build().orElseThrow());
    }

    private static String text() {
        try (InputStream file = HostileSchema.class.getResourceAsStream("hostile.sql")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
