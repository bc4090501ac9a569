package dev.planetfall.migration.copy;

import dev.planetfall.postgres.Session;

/** How many streams copy side by side. */
final class CopyStreams {
    /**
     * Half as many as the target would give to parallel queries: 4 with the defaults. A stream is one busy process on each server, and
     * hides the other's time on the network.
     *
     * @see <a href="https://www.postgresql.org/docs/current/runtime-config-resource.html">max_parallel_workers</a>
     */
    private static final String QUERY =
            "SELECT greatest(2, least(8, current_setting('max_parallel_workers')::int / 2)) AS streams";

    private CopyStreams() {}

    static int of(Session target) {
        return target.queryOne(QUERY, row -> row.integer("streams"));
    }
}
