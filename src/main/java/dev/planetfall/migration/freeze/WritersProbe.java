package dev.planetfall.migration.freeze;

import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Scope;
import dev.planetfall.migration.Writers;
import dev.planetfall.migration.Writers.WriterSession;
import dev.planetfall.postgres.QualifiedName;
import dev.planetfall.postgres.Row;
import dev.planetfall.postgres.Session;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Looks who could write to the source of a context, by the very sessions that a freeze would end, and what was written. */
public final class WritersProbe {
    private static final String SESSIONS =
            """
            SELECT a.pid::bigint AS pid, r.rolname AS role, coalesce(a.application_name, '') AS application,
                   host(a.client_addr) AS address, coalesce(a.state, '') AS state,
                   (extract(epoch FROM clock_timestamp() - greatest(a.query_start, a.state_change)) * 1000)::bigint AS quiet,
                   a.backend_xid IS NOT NULL AS writes
            """ + WriteFreeze.CLIENTS + " ORDER BY a.backend_xid IS NULL, quiet NULLS LAST, 1";

    private static final String TUPLES = """
            SELECT schemaname AS schema, relname AS name, n_tup_ins + n_tup_upd + n_tup_del AS tuples
            FROM pg_stat_user_tables WHERE schemaname <> ? AND n_tup_ins + n_tup_upd + n_tup_del > 0
            """;

    private WritersProbe() {}

    /** Two short statements. */
    public static Writers look(MigrationContext context) {
        return context.source()
                .withReadOnlySession(
                        session -> new Writers(context.clock().instant(), sessions(session), tuples(session)));
    }

    private static List<WriterSession> sessions(Session session) {
        return session.query(SESSIONS, WritersProbe::session);
    }

    private static WriterSession session(Row row) {
        return new WriterSession(
                row.number("pid"),
                row.text("role"),
                row.text("application"),
                row.optionalText("address"),
                row.text("state"),
                row.optionalNumber("quiet").isPresent()
                        ? Optional.of(Duration.ofMillis(
                                Math.max(0, row.optionalNumber("quiet").getAsLong())))
                        : Optional.empty(),
                row.flag("writes"));
    }

    private static Map<QualifiedName, Long> tuples(Session session) {
        return session
                .query(
                        TUPLES,
                        row -> Map.entry(row.qualifiedName("schema", "name"), row.number("tuples")),
                        Scope.OWN_SCHEMA)
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one));
    }
}
