package dev.planetfall.migration.schema.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.Scope;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.Database;
import dev.planetfall.postgres.ServerVersion;
import dev.planetfall.testing.TwoPostgres;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the catalogs told before and after the statements were run on another server. */
record Copied(CatalogReading source, CatalogReading target) {
    /** Makes it on the source, reads it, runs every statement on the target and reads that. */
    static Copied from(TwoPostgres servers, String sql) {
        script(servers.sourceDatabase(), sql);
        ServerVersion version = version(servers.targetDatabase());
        CatalogReading read = CatalogReading.of(servers.sourceDatabase(), version, Scope.EVERYTHING);
        servers.targetDatabase().withScriptSession(session -> {
            session.execute("SET check_function_bodies = off");
            session.execute("SELECT pg_catalog.set_config('search_path', '', false)");
            read.objects().stream()
                    .flatMap(entry -> entry.statements().stream())
                    .filter(statement -> !statement.equals("CREATE SCHEMA \"public\""))
                    .forEach(session::execute);
            return true;
        });
        return new Copied(read, CatalogReading.of(servers.targetDatabase(), version, Scope.EVERYTHING));
    }

    /**
     * Copies what the script makes, and fails unless all of it was carried and is the same on both servers.
     *
     * @param moreThan the least number of objects there must be, so that a script of nothing cannot pass
     */
    static Copied wholly(TwoPostgres servers, String sql, int moreThan) {
        Copied copied = from(servers, sql);
        assertThat(copied.source().notCarried()).isEmpty();
        assertThat(copied.onSource()).hasSizeGreaterThan(moreThan);
        assertThat(copied.onTarget()).isEqualTo(copied.onSource());
        return copied;
    }

    static void script(Database database, String sql) {
        database.withScriptSession(session -> {
            session.execute(sql);
            return true;
        });
    }

    static Map<String, List<String>> statements(CatalogReading reading) {
        Map<String, List<String>> statements = new TreeMap<>();
        reading.objects().forEach(entry -> statements.put(entry.kind() + " " + entry.identity(), entry.statements()));
        return statements;
    }

    Map<String, List<String>> onSource() {
        return statements(source);
    }

    Map<String, List<String>> onTarget() {
        return statements(target);
    }

    private static ServerVersion version(Database database) {
        return database.withReadOnlySession(session -> new Catalog(session).version());
    }
}
