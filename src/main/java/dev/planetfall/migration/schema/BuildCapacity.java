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
     * Half as many as the server would give to parallel queries, as its cores cannot be asked for: 4 with the defaults. Each builds
     * by itself as long as there is enough to build; measured on two cores, four such took as long as two, and both 8 % less than
     * two with two parallel workers each. A quarter of what the server uses as its cache is given to all builders together, which is
     * a sixteenth of its memory by the usual rule, and never less to each than its role has anyway, nor more than 1 GB, beyond which
     * sorting was not found to gain.
     *
     * @see <a href="https://www.postgresql.org/docs/current/runtime-config-resource.html">max_parallel_workers</a>
     */
    private static final String QUERY = """
            WITH found AS (
              SELECT greatest(1, least(?::int, current_setting('max_parallel_workers')::int / 2)) AS builders,
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
