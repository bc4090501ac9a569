package dev.planetfall.migration.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.Scope;
import dev.planetfall.migration.schema.catalog.CatalogEntry;
import dev.planetfall.migration.schema.catalog.CatalogReading;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.Database;
import dev.planetfall.postgres.ServerVersion;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(TwoPostgresExtension.class)
class SchemaRemovalPostgresTest {
    @ParameterizedTest
    @EnumSource(
            names = {
                "PARTITIONS_AND_INHERITANCE",
                "TYPES",
                "ROUTINES",
                "OPERATORS_AND_TEXT_SEARCH",
                "TRIGGERS_AND_POLICIES",
                "NAMES"
            })
    void removesAllThatTheSourceHasAndNothingElse(SampleSchema schema, TwoPostgres servers) {
        schema.create(servers.sourceDatabase());
        schema.create(servers.targetDatabase());
        HostileSchema.create(
                servers.targetDatabase(), "CREATE SCHEMA here_before; CREATE TABLE here_before.kept (a int)");

        SchemaRemoval.remove(servers.context());

        assertThat(left(servers.targetDatabase()))
                .containsExactlyInAnyOrder("SCHEMA public", "SCHEMA here_before", "TABLE here_before.kept");
    }

    private static List<String> left(Database target) {
        ServerVersion version = target.withReadOnlySession(session -> new Catalog(session).version());
        return CatalogReading.of(target, version, Scope.EVERYTHING).objects().stream()
                .map(SchemaRemovalPostgresTest::named)
                .toList();
    }

    private static String named(CatalogEntry entry) {
        return entry.kind() + " " + entry.identity();
    }
}
