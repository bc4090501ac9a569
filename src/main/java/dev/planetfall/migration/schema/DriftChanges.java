package dev.planetfall.migration.schema;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.StepFailedException;
import dev.planetfall.postgres.DatabaseException;
import dev.planetfall.postgres.Session;
import dev.planetfall.postgres.SqlState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Runs statements on the target beside replication: all of them or none, in one transaction. It never waits so long for a lock that the
 * subscription is taken for one side of a deadlock, but tries again.
 */
public final class DriftChanges {
    /** A label of a type is only of use to statements that come after the transaction which adds it. */
    static final String ADD_LABEL = "ALTER TYPE %s ADD VALUE IF NOT EXISTS ";

    /** Shorter than the second after which a server looks for a deadlock. */
    private static final String LOCK_PATIENCE = "SET lock_timeout = '600ms'";

    private static final Duration PAUSE = Duration.ofMillis(400);
    private static final int ATTEMPTS = 30;

    private final MigrationContext context;
    private final List<String> statements;
    private final int attempts;
    private String current = "";

    private DriftChanges(MigrationContext context, List<String> statements, int attempts) {
        this.context = context;
        this.attempts = attempts;
        this.statements = List.copyOf(statements);
    }

    /**
     * @param statements without final semicolons, in the order in which they are run
     * @throws StepFailedException with the server's words when it refused one; nothing is changed then
     */
    public static void run(MigrationContext context, List<String> statements) {
        run(context, statements, ATTEMPTS);
    }

    /** @param attempts to get the locks, each of a second */
    static void run(MigrationContext context, List<String> statements, int attempts) {
        new DriftChanges(context, statements, attempts).run();
    }

    private void run() {
        try {
            context.target().withScriptSession(session -> {
                TargetSession.SETTINGS.forEach(session::execute);
                session.execute(LOCK_PATIENCE);
                for (int attempt = 1; !isRun(session, attempt); attempt++) {
                    context.pause(PAUSE);
                }
                return true;
            });
        } catch (DatabaseException e) {
            context.throwIfCancelled();
            throw refused(e);
        }
    }

    /** Labels are added first, each by itself: to add one again changes nothing. */
    private boolean isRun(Session session, int attempt) {
        Map<Boolean, List<String>> parts =
                statements.stream().collect(Collectors.partitioningBy(DriftChanges::addsLabel));
        try {
            parts.get(true).forEach(sql -> send(session, sql));
            session.inTransaction(() -> {
                parts.get(false).forEach(sql -> send(session, sql));
                return true;
            });
            return true;
        } catch (DatabaseException e) {
            if (attempt == attempts || !e.state().equals(SqlState.LOCK_NOT_AVAILABLE)) {
                throw e;
            }
            return false;
        }
    }

    private void send(Session session, String sql) {
        current = sql;
        session.execute(sql);
    }

    private static boolean addsLabel(String sql) {
        return sql.startsWith("ALTER TYPE ") && sql.contains(" ADD VALUE IF NOT EXISTS ");
    }

    private StepFailedException refused(DatabaseException e) {
        if (e.state().equals(SqlState.LOCK_NOT_AVAILABLE)) {
            return new StepFailedException(
                    Messages.text("schema.drift-changes.nothing-was-changed-another-session", current),
                    Messages.text("schema.drift-changes.press-again-in-a-while"));
        }
        return e.state().isConnectionLoss()
                ? new StepFailedException(
                        Messages.text("schema.drift-changes.the-connection-to-planetscale-was", e.getMessage()),
                        Messages.text("schema.drift-changes.press-again-what-is-done"))
                : new StepFailedException(
                        Messages.text(
                                "schema.drift-changes.nothing-was-changed-planetscale-refused",
                                current,
                                e.getMessage()),
                        Messages.text("schema.drift-changes.mend-the-cause-or-choose"));
    }
}
