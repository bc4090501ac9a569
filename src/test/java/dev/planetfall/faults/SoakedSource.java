package dev.planetfall.faults;

import dev.planetfall.postgres.Database;
import dev.planetfall.postgres.DatabaseException;
import dev.planetfall.postgres.Session;
import dev.planetfall.testing.TwoPostgres;
import java.util.concurrent.TimeUnit;

/** What other people do on the source of a soak, and what its administrator sets there. */
final class SoakedSource implements AutoCloseable {
    private static final String FORGOTTEN = "forgotten";
    private static final String REPORTING = "reporting";
    private static final String TAKEN = "soak_taken_";

    private final Database owner;
    private final Database admin;
    private final String slot;

    SoakedSource(TwoPostgres servers) {
        owner = servers.sourceDatabase();
        admin = servers.sourceAdmin();
        slot = servers.plan().names().slot().name();
    }

    /** Of the log, whatever it holds. */
    void limitKeptLog(String size) {
        admin.useSession(session -> {
            session.execute("ALTER SYSTEM SET max_slot_wal_keep_size = '" + size + "'");
            session.execute("SELECT pg_reload_conf()");
        });
    }

    void limitNoLog() {
        admin.useSession(session -> {
            session.execute("ALTER SYSTEM RESET max_slot_wal_keep_size");
            session.execute("SELECT pg_reload_conf()");
        });
    }

    /** Writes log, mostly empty, until the slot keeps so many megabytes. */
    void keepLog(long megabytes) {
        admin.useSession(session -> {
            while (kept(session) < megabytes << 20) {
                session.execute("SELECT pg_logical_emit_message(true, 'soak', 'x'); SELECT pg_switch_wal()");
            }
        });
    }

    private long kept(Session session) {
        return session.queryOne(
                "SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn)::bigint AS kept FROM pg_replication_slots"
                        + " WHERE slot_name = ?",
                row -> row.number("kept"),
                slot);
    }

    /** A session that has written and does nothing any more, until {@link #endForgotten}. */
    void forgetTransaction() {
        inBackground(FORGOTTEN, session -> {
            session.execute("BEGIN; SELECT pg_current_xact_id()");
            sleep();
        });
    }

    /** As the alarm advises. */
    void endForgotten() {
        end("pg_terminate_backend", FORGOTTEN);
    }

    /** One statement that does not come to its end before {@link #endReport}. */
    void runLongReport() {
        inBackground(REPORTING, session -> session.execute("SELECT pg_sleep(100000)"));
    }

    /** As the alarm advises. */
    void endReport() {
        end("pg_cancel_backend", REPORTING);
    }

    void takeAllSlots() {
        admin.useSession(session -> session.execute("SELECT pg_create_physical_replication_slot('" + TAKEN
                + "' || n) FROM generate_series(1, current_setting('max_replication_slots')::int"
                + " - (SELECT count(*) FROM pg_replication_slots)) AS n"));
    }

    void freeSlots() {
        admin.useSession(
                session -> session.execute("SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots"
                        + " WHERE starts_with(slot_name, '" + TAKEN + "')"));
    }

    private void end(String function, String application) {
        owner.useSession(session -> session.execute("SELECT " + function
                + "(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = '"
                + application + "'"));
    }

    private void inBackground(String application, java.util.function.Consumer<Session> work) {
        Thread thread = new Thread(() -> ignoringItsEnd(application, work), application);
        thread.setDaemon(true);
        thread.start();
    }

    private void ignoringItsEnd(String application, java.util.function.Consumer<Session> work) {
        try {
            owner.asApplication(application).useSession(work);
        } catch (DatabaseException e) {
            // Somebody ended it, as was planned.
        }
    }

    /** Until its session is found ended, which is at the next statement: there is none. */
    private static void sleep() {
        try {
            TimeUnit.DAYS.sleep(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        limitNoLog();
        freeSlots();
        endForgotten();
        endReport();
    }
}
