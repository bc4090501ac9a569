package dev.planetfall.postgres;

/**
 * The limits for workers on a server that subscribes, and how many work.
 *
 * @param processes the limit for workers of every kind
 * @param replication the limit for those that replicate, which count as workers, too
 * @param sync the limit for tables that one subscription copies at a time
 * @param replicating workers that replicate now
 * @param working workers of every kind now
 * @param copying workers that copy tables of one subscription now
 * @param useful copies at a time that the server has the processors for, as far as its settings tell
 * @see <a href="https://www.postgresql.org/docs/current/runtime-config-replication.html">Settings of subscribers</a>
 */
public record ReplicationWorkers(
        long processes, long replication, long sync, long replicating, long working, long copying, long useful) {
    /**
     * Processes of the server itself are no workers; those of parallel queries come and go. From a role that may not see
     * what other sessions are, the server hides even its own, so those that must be there are counted at least. Nobody tells how
     * many processors there are; who sets a limit for parallel workers means as many. More than eight copies share the disk and
     * the way between the servers, and four do on a server that nobody has tuned.
     */
    private static final String FACTS = """
            SELECT current_setting('max_worker_processes')::int AS processes,
                   current_setting('max_logical_replication_workers')::int AS replication,
                   current_setting('max_sync_workers_per_subscription')::int AS sync,
                   (SELECT count(*) FROM pg_stat_subscription WHERE pid IS NOT NULL) AS replicating,
                   (SELECT count(*) FROM pg_stat_subscription
                    WHERE subname = ? AND pid IS NOT NULL AND relid IS NOT NULL) AS copying,
                   (SELECT count(*) FROM pg_stat_activity WHERE backend_type NOT IN ('client backend', 'walsender',
                      'walreceiver', 'walwriter', 'walsummarizer', 'background writer', 'checkpointer', 'startup', 'archiver',
                      'logger', 'autovacuum launcher', 'autovacuum worker', 'io worker', 'slotsync worker',
                      'parallel worker')) AS working,
                   (SELECT CASE WHEN setting = boot_val THEN 4 ELSE least(8, greatest(2, setting::int)) END
                    FROM pg_settings WHERE name = 'max_parallel_workers') AS useful
            """;

    /** @param subscription whose copies are counted; it need not exist */
    public static ReplicationWorkers of(Session target, Identifier subscription) {
        return target.queryOne(FACTS, ReplicationWorkers::of, subscription);
    }

    private static ReplicationWorkers of(Row row) {
        long replication = row.number("replication");
        long replicating = row.number("replicating");
        long launched = replication > 0 ? 1 + replicating : 0;
        return new ReplicationWorkers(
                row.number("processes"),
                replication,
                row.number("sync"),
                replicating,
                Math.max(launched, row.number("working")),
                row.number("copying"),
                row.number("useful"));
    }

    public long free() {
        return Math.max(0, Math.min(processes - working, replication - replicating));
    }
}
