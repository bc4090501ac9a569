package dev.planetfall.faults;

import dev.planetfall.postgres.Database;
import dev.planetfall.postgres.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One database on each of two servers, and what can be seen there. */
record Ground(CrashableServer source, CrashableServer target, String name) {
    private static final String LEFT = """
            SELECT 'slot ' || slot_name AS what FROM pg_replication_slots
            UNION ALL SELECT 'publication ' || pubname FROM pg_publication
            UNION ALL SELECT 'subscription ' || subname FROM pg_subscription
            UNION ALL SELECT 'origin ' || roname FROM pg_replication_origin
            UNION ALL SELECT 'schema ' || nspname FROM pg_namespace WHERE nspname = '_planetfall'
            UNION ALL SELECT 'session ' || application_name || ' ' || left(query, 80) FROM pg_stat_activity
              WHERE datname = current_database() AND pid <> pg_backend_pid() AND application_name <> 'storefront'
                AND backend_type NOT LIKE 'auto%'
            ORDER BY 1
            """;

    Ground {
        source.server().createDatabase(name);
        target.server().createDatabase(name);
    }

    Database sourceDatabase() {
        return new Database(source.server().settings(name), "source");
    }

    Database targetDatabase() {
        return new Database(target.server().settings(name), "target");
    }

    Database sourceAdmin() {
        return new Database(source.server().superuserSettings(name), "source");
    }

    Database targetAdmin() {
        return new Database(target.server().superuserSettings(name), "target");
    }

    /** Anything of the program or of replication on either server, after a moment for what ends by itself. */
    List<String> left() {
        List<String> left = leftNow();
        for (int i = 0; i < 50 && !left.isEmpty(); i++) {
            Gate.pause(100);
            left = leftNow();
        }
        return left;
    }

    private List<String> leftNow() {
        List<String> left = new ArrayList<>();
        sourceAdmin().withSession(Ground::left).forEach(what -> left.add("source: " + what));
        targetAdmin().withSession(Ground::left).forEach(what -> left.add("target: " + what));
        return left;
    }

    private static List<String> left(Session session) {
        return session.query(LEFT, row -> row.text("what"));
    }

    /** Number of rows and a hash over all of them, of each table. */
    static Map<String, String> rows(Database database) {
        return database.withSession(session -> {
            Map<String, String> rows = new TreeMap<>();
            for (String table : session.query(
                    "SELECT c.oid::regclass::text AS name FROM pg_class c WHERE relkind = 'r' AND relnamespace::regnamespace::text"
                            + " NOT IN ('pg_catalog', 'information_schema', '_planetfall') AND relnamespace::regnamespace::text"
                            + " NOT LIKE 'pg_toast%'",
                    row -> row.text("name"))) {
                rows.put(
                        table,
                        session.queryOne(
                                "SELECT count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)), 0) AS rows FROM ONLY "
                                        + table + " t",
                                row -> row.text("rows")));
            }
            return rows;
        });
    }

    void drop() {
        target.server().dropDatabase(name);
        source.server().dropDatabase(name);
    }
}
