package dev.planetfall.bench.copy;

import dev.planetfall.migration.schema.KeysByChanges;
import dev.planetfall.migration.schema.RowChanges;

/** What the source remembers of how often its rows were changed. */
final class Statistics {
    private static final String LARGEST = "SELECT max(pg_table_size(t)) AS bytes FROM unnest(?::regclass[]) t";

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
            long left = Math.max(0, wanted - RowChanges.of(session).over().toSeconds());
            System.out.printf("Waiting %d s until the source is %d s old%n", left, wanted);
            session.execute("SELECT pg_sleep(" + left + ")");
        });
    }
}
