package dev.planetfall.faults;

import dev.planetfall.postgres.Database;
import dev.planetfall.postgres.DatabaseException;
import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.Session;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Each makes one trouble. */
final class Troubles {
    private static final String TERMINATE = "SELECT pg_terminate_backend(active_pid) AS ended FROM pg_replication_slots"
            + " WHERE database = current_database() AND active";
    private static final String DROP = "SELECT pg_drop_replication_slot(slot_name)::text AS dropped"
            + " FROM pg_replication_slots WHERE database = current_database() AND NOT active";
    private static final String FOUND =
            "SELECT count(*) AS found FROM pg_replication_slots WHERE database = current_database()";

    private static final String MANY_CHANGES =
            "DO $$ BEGIN FOR i IN 1..400 LOOP UPDATE account SET balance = balance; END LOOP; END $$";

    private Troubles() {}

    static Trouble impatience(Ground ground) {
        alterRoles(ground, "SET statement_timeout = '20ms'");
        return lasting(() -> alterRoles(ground, "RESET statement_timeout"));
    }

    private static void alterRoles(Ground ground, String change) {
        for (Database admin : List.of(ground.sourceAdmin(), ground.targetAdmin())) {
            String role = new Identifier(owner(ground, admin)).quoted();
            admin.despiteFreeze()
                    .useSession(session ->
                            session.execute("ALTER ROLE " + role + " IN DATABASE " + ground.name() + " " + change));
        }
    }

    private static String owner(Ground ground, Database admin) {
        boolean isSource =
                admin.settings().port() == ground.sourceAdmin().settings().port();
        return (isSource ? ground.sourceDatabase() : ground.targetDatabase())
                .settings()
                .user();
    }

    /** @param publisher whose changes would need more room than there is */
    static Trouble fullDisk(Ground ground, SmallDisk disk, Database publisher) throws IOException {
        disk.fill();
        if (publisher.settings().port() == ground.sourceAdmin().settings().port()) {
            publisher.despiteFreeze().useSession(session -> session.execute(MANY_CHANGES));
        }
        return new Trouble() {
            private boolean mended;

            @Override
            public void mend(CutoverCourse course) {
                disk.makeRoom();
                mended = true;
            }

            @Override
            public boolean stops(CutoverCourse course) {
                return !mended
                        && course.writable()
                                .settings()
                                .equals(ground.targetDatabase().settings());
            }
        };
    }

    static Trouble column(Ground ground) {
        ground.sourceAdmin()
                .despiteFreeze()
                .useSession(session -> session.execute("ALTER TABLE ledger ADD COLUMN note text"));
        return course -> course.migration().mendSchemas();
    }

    /** A subscriber may come back between the end of its sender and the drop of its slot. */
    static Trouble slot(Database publisher) {
        publisher.despiteFreeze().useSession(session -> {
            while (session.queryOne(FOUND, row -> row.number("found")) > 0) {
                session.query(TERMINATE, row -> row.flag("ended"));
                Gate.pause(5);
                dropIdle(session);
            }
        });
        return CutoverCourse::beginReplicationAgain;
    }

    private static void dropIdle(Session session) {
        try {
            session.query(DROP, row -> row.optionalText("dropped"));
        } catch (DatabaseException e) {
            // It was taken again in that moment.
        }
    }

    /** They hold a number, so that whatever waits for older transactions waits for them. */
    static Trouble transactions(Ground ground) throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(1);
        for (Database admin : List.of(ground.sourceAdmin(), ground.targetAdmin())) {
            CountDownLatch begun = new CountDownLatch(1);
            Thread thread = new Thread(() -> stayOpen(admin, begun, ended), "open-transaction");
            thread.setDaemon(true);
            thread.start();
            begun.await();
        }
        return lasting(ended::countDown);
    }

    private static Trouble lasting(Runnable mend) {
        return new Trouble() {
            @Override
            public void mend(CutoverCourse course) {
                mend.run();
            }

            @Override
            public boolean isOutside() {
                return true;
            }
        };
    }

    private static void stayOpen(Database admin, CountDownLatch begun, CountDownLatch ended) {
        try {
            admin.asApplication("forgotten")
                    .useSession(session -> session.rolledBack(() -> {
                        session.query("SELECT txid_current()::text AS number", row -> row.text("number"));
                        begun.countDown();
                        Gate.await(ended);
                        return true;
                    }));
        } catch (RuntimeException e) {
            begun.countDown();
        }
    }
}
