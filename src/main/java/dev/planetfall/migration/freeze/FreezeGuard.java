package dev.planetfall.migration.freeze;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.MigrationEvent.StatementSent;
import dev.planetfall.migration.Side;
import dev.planetfall.migration.StepFailedException;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.Database;
import dev.planetfall.postgres.DatabaseException;
import dev.planetfall.postgres.ServerVersion;
import dev.planetfall.postgres.Session;
import dev.planetfall.postgres.SqlLiteral;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A session on the server whose writers are stopped that lets them on again by itself after a while. A server does not look whether the
 * program at the other end of a running statement still lives, so this works although the program was killed, this computer sleeps or
 * the network is gone. Who succeeds in time ends it first.
 */
public final class FreezeGuard {
    private static final Logger LOG = LoggerFactory.getLogger(FreezeGuard.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(5);
    /** After the program itself has tried to let writers on. */
    private static final Duration LATER = Duration.ofSeconds(5);

    /** From version 11 on what a block has done can be committed in its middle: sessions that begin from then on may write. */
    private static final int COMMITS_IN_BLOCKS = 11;

    private static final String GUARDS = """
            FROM pg_stat_activity WHERE datname = current_database() AND usename = current_user AND state = 'active'
            AND pid <> pg_backend_pid() AND left(query, length(?)) = ?
            """;

    private FreezeGuard() {}

    /**
     * Posts one, before writers are stopped.
     *
     * @param limit after which the program itself lets writers on
     * @param lifting what lets them on, see {@link WriteFreeze#lifting}
     * @throws StepFailedException when it does not stand
     */
    public static void post(MigrationContext context, Duration limit, List<String> lifting) {
        Database database = context.unstoppable(Side.SOURCE);
        String mark = mark(context);
        String server = context.actual(Side.SOURCE).id();
        Thread thread =
                new Thread(() -> stand(context, database, server, mark, limit.plus(LATER), lifting), "freeze-guard");
        thread.setDaemon(true);
        thread.start();
        if (!await(context, 1)) {
            throw new StepFailedException(
                    Messages.text(
                            "freeze.freeze-guard.no-writer-was-stopped-because",
                            context.actual(Side.SOURCE).on()),
                    Messages.text("freeze.freeze-guard.look-whether-a-connection-is"));
        }
    }

    /** Ends every one of this migration; it cannot let anybody on any more when this returns. */
    public static void end(MigrationContext context) {
        String mark = mark(context);
        context.source()
                .useSession(session -> session.query(
                        "SELECT pg_terminate_backend(pid) AS ended " + GUARDS, row -> row.flag("ended"), mark, mark));
        if (!await(context, 0)) {
            throw new StepFailedException(
                    Messages.text(
                            "freeze.freeze-guard.the-session-that-lets-writers",
                            context.actual(Side.SOURCE).on()),
                    Messages.text("freeze.freeze-guard.try-again"));
        }
    }

    private static boolean await(MigrationContext context, int wanted) {
        String mark = mark(context);
        return context.source().withReadOnlySession(session -> {
            long tries = PATIENCE.dividedBy(POLL);
            while (standing(session, mark) != wanted && tries-- > 0) {
                context.pause(POLL);
            }
            return standing(session, mark) == wanted;
        });
    }

    private static long standing(Session session, String mark) {
        return session.queryOne("SELECT count(*) AS guards " + GUARDS, row -> row.number("guards"), mark, mark);
    }

    private static void stand(
            MigrationContext context,
            Database database,
            String server,
            String mark,
            Duration time,
            List<String> lifting) {
        try {
            database.useSession(session -> {
                ServerVersion version = new Catalog(session).version();
                patient(version).forEach(session::execute);
                String statement = mark + statement(version, time, lifting);
                context.report(new StatementSent(
                        context.clock().instant(), server, statement, Duration.ZERO, 0, Optional.empty()));
                session.execute(statement);
            });
        } catch (DatabaseException e) {
            LOG.debug("The guard was ended", e);
        }
    }

    /** Nothing may end the statement before its time. */
    private static List<String> patient(ServerVersion version) {
        return version.isAtLeast(17)
                ? List.of(
                        "SET statement_timeout = 0",
                        "SET transaction_timeout = 0",
                        "SET client_connection_check_interval = 0")
                : version.isAtLeast(14)
                        ? List.of("SET statement_timeout = 0", "SET client_connection_check_interval = 0")
                        : List.of("SET statement_timeout = 0");
    }

    private static String statement(ServerVersion version, Duration time, List<String> lifting) {
        StringBuilder block = new StringBuilder(
                "BEGIN PERFORM pg_sleep(" + time.toMillis() / 1000.0 + "); IF (" + FreezeStatements.BEGUN + ") THEN ");
        lifting.forEach(sql -> block.append("BEGIN EXECUTE ")
                .append(SqlLiteral.quote(sql))
                .append("; EXCEPTION WHEN undefined_object THEN NULL; END; "));
        if (version.isAtLeast(COMMITS_IN_BLOCKS)) {
            block.append("COMMIT; ");
        }
        block.append("PERFORM pg_terminate_backend(a.pid) ")
                .append(WriteFreeze.CLIENTS)
                .append("; END IF; END");
        return "DO " + SqlLiteral.quote(block.toString());
    }

    private static String mark(MigrationContext context) {
        return "/* planetfall " + context.plan().id() + " lets writers on again */ ";
    }
}
