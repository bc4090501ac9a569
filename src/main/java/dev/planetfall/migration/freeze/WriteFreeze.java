package dev.planetfall.migration.freeze;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.CutoverEvent.FreezeLifted;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Side;
import dev.planetfall.migration.StepFailedException;
import dev.planetfall.postgres.DatabaseException;
import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.Session;
import dev.planetfall.postgres.SqlState;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * The stop of all writers on the source: the database becomes read-only for every session that begins from then on, and
 * those that began before are ended. It outlives this program and the sessions that made it, so whoever starts it must see
 * that it is lifted.
 */
public final class WriteFreeze {
    /**
     * Sessions of people and programs: not the server's own, not the subscriber's, not ours from this computer, and not
     * a superuser's that only a superuser may end, such as the provider's monitoring. Of a session that our role may not look into
     * the server tells nothing but whose it is: it may be a writer.
     */
    static final String CLIENTS = """
            FROM pg_stat_activity a JOIN pg_roles r ON r.oid = a.usesysid
            WHERE a.datname = current_database() AND a.pid <> pg_backend_pid()
              AND coalesce(a.backend_type, 'client backend') = 'client backend'
              AND NOT (a.application_name = 'planetfall' AND a.usename = current_user
                AND a.client_addr IS NOT DISTINCT FROM inet_client_addr())
              AND (NOT r.rolsuper OR (SELECT rolsuper FROM pg_roles WHERE rolname = current_user))
            """;

    private WriteFreeze() {}

    /** Transactions that survive their session and could be committed at any time. */
    public static List<String> preparedTransactions(MigrationContext context) {
        return context.source()
                .withReadOnlySession(session -> session.query(
                        "SELECT gid FROM pg_prepared_xacts WHERE database = current_database() ORDER BY 1",
                        row -> row.text("gid")));
    }

    /**
     * Looks whether it could be imposed, in a transaction that is rolled back.
     *
     * @return how many sessions would be ended
     */
    public static long rehearse(MigrationContext context) {
        return context.source()
                .withSession(session -> session.rolledBack(() -> {
                    FreezeStatements.of(session).imposing().forEach(session::execute);
                    return session.queryOne("SELECT count(*) AS sessions " + CLIENTS, row -> row.number("sessions"));
                }));
    }

    /**
     * Makes the database read-only for sessions that begin from now on: for all roles or, when one of them cannot be bound, for none.
     *
     * @throws StepFailedException when a role could write all the same
     */
    public static Imposed impose(MigrationContext context) {
        return context.source().withSession(session -> {
            session.inTransaction(() -> {
                FreezeStatements.of(session).imposing().forEach(session::execute);
                if (!isImposed(session)) {
                    throw new StepFailedException(
                            Messages.text(
                                    "freeze.write-freeze.still-lets-these-roles-write",
                                    context.actual(Side.SOURCE).first(),
                                    String.join(", ", RevokedRights.stillWriting(session))),
                            Messages.text("freeze.write-freeze.stop-the-programs-that-use"));
                }
                return true;
            });
            Instant now = session.queryOne(
                    "SELECT clock_timestamp() AS now",
                    row -> row.optionalInstant("now").orElse(Instant.MAX));
            List<String> unknown = session.query(
                    "SELECT a.pid::text AS pid " + CLIENTS + " AND a.backend_start IS NULL", row -> row.text("pid"));
            return new Imposed(now, unknown);
        });
    }

    /** Whether no new session of an ordinary role can write. */
    public static boolean isImposed(Session session) {
        return session.queryOne("SELECT " + FreezeStatements.IMPOSED + " AS imposed", row -> row.flag("imposed"));
    }

    /** Whether that is so by settings, which anybody can see and take back who may change them. */
    public static boolean isReadOnly(Session session) {
        return session.queryOne("SELECT " + FreezeStatements.READ_ONLY + " AS imposed", row -> row.flag("imposed"));
    }

    /**
     * What would let writers on again, to be remembered before it is imposed. A freeze that an earlier run left hides what it changed, so
     * what is known of that one comes first.
     */
    public static List<String> lifting(MigrationContext context) {
        List<String> known = context.state().lifting(context.actual(Side.SOURCE));
        List<String> now =
                context.source().withReadOnlySession(FreezeStatements::of).lifting();
        return Stream.concat(known.stream(), now.stream()).distinct().toList();
    }

    /** Whether writers were stopped by this migration and could not write at any time since. */
    public static boolean lasts(MigrationContext context) {
        return context.state().isFrozen(context.actual(Side.SOURCE))
                && context.source().withReadOnlySession(WriteFreeze::isImposed);
    }

    /**
     * Asks every session that began before the freeze to end.
     *
     * @return how many there were; nobody can write once it is 0
     * @throws dev.planetfall.postgres.DatabaseException when our role may not end one of them
     */
    public static int endWriters(MigrationContext context, Imposed imposed) {
        return context.source()
                .withSession(session -> session.query(
                                "SELECT pg_terminate_backend(a.pid) AS ended " + CLIENTS
                                        + " AND (a.backend_start <= ?::timestamptz OR a.pid::text = ANY (?))",
                                row -> row.flag("ended"),
                                imposed.at().toString(),
                                imposed.unknown())
                        .size());
    }

    /**
     * Lets writers on again. Sessions that began meanwhile keep their read-only default for as long as they live, so they
     * are ended, too: connection pools open new ones.
     */
    public static void lift(MigrationContext context) {
        Side side = context.actual(Side.SOURCE);
        List<String> known = context.state().lifting(side);
        boolean wasImposed = context.source().withSession(session -> {
            List<String> lifting = !isBegun(session) ? List.of() : known.isEmpty() ? ofDatabase(session) : known;
            lifting.forEach(statement -> lift(session, statement));
            if (!lifting.isEmpty()) {
                session.query(
                        "SELECT pg_terminate_backend(a.pid) AS ended " + CLIENTS + " AND a.backend_start IS NOT NULL",
                        row -> row.flag("ended"));
            }
            return !lifting.isEmpty();
        });
        if (wasImposed || context.state().isFrozen(side)) {
            context.report(new FreezeLifted(context.clock().instant(), side));
        }
    }

    private static boolean isBegun(Session session) {
        return session.queryOne("SELECT " + FreezeStatements.BEGUN + " AS begun", row -> row.flag("begun"));
    }

    /** A role that was dropped since need not write. */
    private static void lift(Session session, String statement) {
        try {
            session.execute(statement);
        } catch (DatabaseException e) {
            if (!e.state().equals(SqlState.UNDEFINED_OBJECT) || !statement.startsWith("ALTER ROLE")) {
                throw e;
            }
        }
    }

    /** Of a freeze that nothing is known of but what the server tells. */
    private static List<String> ofDatabase(Session session) {
        boolean set = session.queryOne("""
                SELECT EXISTS (SELECT FROM pg_db_role_setting s JOIN pg_database d ON d.oid = s.setdatabase
                  WHERE d.datname = current_database() AND s.setrole = 0
                    AND 'default_transaction_read_only=on' = ANY (s.setconfig)) AS imposed
                """, row -> row.flag("imposed"));
        return set
                ? List.of("ALTER DATABASE " + database(session) + " RESET default_transaction_read_only")
                : List.of();
    }

    /**
     * Which sessions may still write.
     *
     * @param at the source's time after the freeze: those that began before it
     * @param unknown and those of which the server does not tell when they began, by process id
     */
    public record Imposed(Instant at, List<String> unknown) {
        public Imposed {
            unknown = List.copyOf(unknown);
        }
    }

    private static String database(Session session) {
        return new Identifier(session.queryOne("SELECT current_database() AS name", row -> row.text("name"))).quoted();
    }
}
