package dev.planetfall.migration.watch;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.SessionName;
import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.Row;
import dev.planetfall.postgres.Session;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Asks each server what the processes of a subscription wait for: one statement. */
final class ProcessProbe {
    private static final String WAITS = """
             CASE WHEN a.state IS NULL AND a.wait_event IS NULL AND a.backend_start IS NULL THEN NULL
                  ELSE coalesce(a.wait_event_type || '/' || a.wait_event, 'running') END AS wait,
             (SELECT l.relation::regclass::text FROM pg_locks l WHERE l.pid = a.pid AND NOT l.granted AND l.relation IS NOT NULL
               LIMIT 1) AS locked,
             b.pid::bigint AS blocker, b.application_name AS application, b.usename AS role,
             b.state LIKE 'idle in transaction%' AS idle,
             extract(epoch FROM clock_timestamp() - b.state_change)::bigint AS since
            """;

    private static final String BLOCKER = " LEFT JOIN pg_stat_activity b ON b.pid = (pg_blocking_pids(a.pid))[1] ";

    private static final String ON_TARGET = "SELECT s.pid::bigint AS pid, s.relid::regclass::text AS copied, " + WAITS
            + " FROM pg_stat_subscription s JOIN pg_stat_activity a ON a.pid = s.pid" + BLOCKER
            + " WHERE s.subid = (SELECT oid FROM pg_subscription WHERE subname = ? AND subdbid ="
            + " (SELECT oid FROM pg_database WHERE datname = current_database())) ORDER BY s.pid";

    private static final String ON_SOURCE = "SELECT a.pid::bigint AS pid, NULL AS copied, " + WAITS
            + " FROM pg_stat_replication r JOIN pg_stat_activity a ON a.pid = r.pid" + BLOCKER
            + " WHERE r.application_name = ? ORDER BY a.pid";

    private ProcessProbe() {}

    static List<ProcessSample> onTarget(Session target, Identifier subscription) {
        return target.query(ON_TARGET, ProcessProbe::sample, subscription);
    }

    /** They carry the subscription's name, as its connection says. */
    static List<ProcessSample> onSource(Session source, Identifier subscription) {
        return source.query(ON_SOURCE, ProcessProbe::sample, subscription);
    }

    private static ProcessSample sample(Row row) {
        Optional<Blocker> blocker = row.optionalNumber("blocker").isEmpty()
                ? Optional.empty()
                : Optional.of(new Blocker(
                        row.number("blocker"),
                        row.optionalText("application").orElse(""),
                        SessionName.of(row.optionalText("application"), row.optionalText("role"))
                                .orElse(Messages.text("watch.process-probe.a-session-that-this-role")),
                        row.flag("idle"),
                        Duration.ofSeconds(row.optionalNumber("since").orElse(0))));
        return new ProcessSample(
                row.number("pid"),
                row.optionalText("copied"),
                row.optionalText("wait"),
                row.optionalText("locked"),
                blocker);
    }
}
