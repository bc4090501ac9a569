package dev.planetfall.migration.watch;

import dev.planetfall.postgres.Session;

/**
 * What else keeps the target busy.
 *
 * @param seesAll whether the role is shown what other roles' sessions do
 */
record TargetFacts(long vacuums, long copies, long idleInTransaction, boolean seesAll) {
    private static final String QUESTION = """
            SELECT (SELECT count(*) FROM pg_stat_progress_vacuum WHERE datname = current_database()) AS vacuums,
                   (SELECT count(*) FROM pg_stat_progress_copy WHERE datname = current_database()) AS copies,
                   (SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()
                     AND state LIKE 'idle in transaction%') AS idle,
                   pg_has_role(current_user, 'pg_read_all_stats', 'USAGE') AS sees_all
            """;

    static TargetFacts ask(Session target) {
        return target.queryOne(
                QUESTION,
                row -> new TargetFacts(
                        row.number("vacuums"), row.number("copies"), row.number("idle"), row.flag("sees_all")));
    }
}
