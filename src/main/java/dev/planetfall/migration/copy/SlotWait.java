package dev.planetfall.migration.copy;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.Listing;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Progress;
import dev.planetfall.postgres.DatabaseException;
import dev.planetfall.postgres.Row;
import dev.planetfall.postgres.Session;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells, while a replication slot is being made on the source, what it waits for: the end of every transaction of the whole server that
 * had begun to write. Some never end by themselves.
 *
 * @see <a href="https://www.postgresql.org/docs/current/view-pg-prepared-xacts.html">Prepared transactions</a>
 */
final class SlotWait {
    private static final Logger LOG = LoggerFactory.getLogger(SlotWait.class);
    private static final int SECONDS = 3;

    /** A transaction of another database counts as well. */
    private static final String OPEN = """
            SELECT gid AS prepared, owner AS role, database, NULL::int AS pid, NULL AS application, prepared AS since
            FROM pg_prepared_xacts WHERE prepared < now() - interval '%1$d s'
            UNION ALL SELECT NULL, usename, datname, pid, nullif(application_name, ''), xact_start
            FROM pg_stat_activity
            WHERE backend_xid IS NOT NULL AND xact_start < now() - interval '%1$d s' AND pid <> pg_backend_pid()
            ORDER BY since
            """.formatted(SECONDS);

    private final MigrationContext context;
    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread thread = new Thread(this::look, "slot-wait");

    private SlotWait(MigrationContext context) {
        this.context = context;
    }

    /** Looks beside the work that makes the slot; its session is given back before this returns. */
    static void during(MigrationContext context, Runnable work) {
        SlotWait wait = new SlotWait(context);
        wait.thread.setDaemon(true);
        wait.thread.start();
        try {
            work.run();
        } finally {
            wait.end();
        }
    }

    private void look() {
        try {
            if (!over.await(SECONDS, TimeUnit.SECONDS)) {
                context.source().withReadOnlySession(this::lookEachTime);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (DatabaseException e) {
            LOG.info("What the slot waits for could not be found out", e);
        }
    }

    private boolean lookEachTime(Session source) {
        do {
            tell(source.query(OPEN, SlotWait::named));
        } while (!isOver());
        return true;
    }

    private static String named(Row row) {
        Optional<String> prepared = row.optionalText("prepared");
        if (prepared.isPresent()) {
            return Messages.text(
                    "copy.slot-wait.prepared-transaction", prepared.get(), row.text("role"), row.text("database"));
        }
        String pid = Long.toString(row.number("pid"));
        Optional<String> role = row.optionalText("role");
        Optional<String> application = row.optionalText("application");
        if (role.isEmpty()) {
            return Messages.text("copy.slot-wait.process", pid);
        }
        return application
                .map(name -> Messages.text("copy.slot-wait.process-of-role-application", pid, role.get(), name))
                .orElseGet(() -> Messages.text("copy.slot-wait.process-of-role", pid, role.get()));
    }

    private boolean isOver() {
        try {
            return over.await(SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private void tell(List<String> open) {
        if (!open.isEmpty()) {
            context.report(new Progress(
                    Messages.text("copy.slot-wait.waits-for-a-transaction-on", Listing.of(open)),
                    0,
                    0,
                    "transactions"));
        }
    }

    private void end() {
        over.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
