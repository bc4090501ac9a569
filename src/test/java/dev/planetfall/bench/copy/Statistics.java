package dev.planetfall.bench.copy;

import dev.planetfall.migration.schema.KeysByChanges;
import dev.planetfall.postgres.Session;

/** What the source remembers of how often its rows were changed. */
final class Statistics {
    private static final String LARGEST = "SELECT max(pg_table_size(t)) AS bytes FROM unnest(?::regclass[]) t";

    private static final String AGE = """
            SELECT extract(epoch FROM clock_timestamp() - greatest(pg_postmaster_start_time(), stats_reset))::bigint AS seconds
            FROM pg_stat_database WHERE datname = current_database()
            """;

    private Statistics() {}

    /**
     * Waits until they reach back as far as those of any server that was not made for this: as long as Planetfall wants to know
     * that nobody changes the largest table.
     */
    static void grow(CopyGround ground) {
        ground.source().useSession(session -> {
            long bytes = session.queryOne(
                    LARGEST, row -> row.number("bytes"), ground.data().tableNames());
            long wanted = KeysByChanges.Limits.USUAL.quiet(bytes).toSeconds() + 1;
            long left = Math.max(0, wanted - age(session));
            System.out.printf("Waiting %d s until the source is %d s old%n", left, wanted);
            session.execute("SELECT pg_sleep(" + left + ")");
        });
    }

    private static long age(Session session) {
        return session.queryOne(AGE, row -> row.number("seconds"));
    }
}
