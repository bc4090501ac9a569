package dev.planetfall.migration.schema;

import dev.planetfall.postgres.Session;

/**
 * How much of the target may build at once.
 *
 * @param builders sessions
 * @param memory of each, as {@code maintenance_work_mem} takes it
 */
record BuildCapacity(int builders, String memory) {
    private static final int MOST_BUILDERS = 8;

    /**
     * A builder keeps itself and its parallel workers busy, so a server with the defaults (8 and 2) gets two. A quarter of what
     * the server uses as its cache is given to all builders together, which is a sixteenth of its memory by the usual rule, and
     * never less to each than its role has anyway, nor more than 1 GB, beyond which sorting was not found to gain.
     *
     * @see <a href="https://www.postgresql.org/docs/current/runtime-config-resource.html">max_parallel_maintenance_workers</a>
     */
    private static final String QUERY = """
            WITH found AS (
              SELECT greatest(1, least(?::int, current_setting('max_parallel_workers')::int
                       / (1 + current_setting('max_parallel_maintenance_workers')::int))) AS builders,
                     pg_size_bytes(current_setting('maintenance_work_mem')) AS own,
                     pg_size_bytes(current_setting('shared_buffers')) AS cache)
            SELECT builders, greatest(own, least(1024 * 1024 * 1024, cache / 4 / builders)) / 1024 AS kilobytes FROM found
            """;

    static BuildCapacity of(Session target) {
        return target.queryOne(
                QUERY,
                row -> new BuildCapacity((int) row.number("builders"), row.number("kilobytes") + "kB"),
                MOST_BUILDERS);
    }
}
