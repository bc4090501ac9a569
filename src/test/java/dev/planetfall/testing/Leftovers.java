package dev.planetfall.testing;

import dev.planetfall.postgres.Database;
import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What a test left behind on one server's database.
 *
 * @param side for sentences
 * @param admin as superuser
 */
record Leftovers(String side, Database admin) {
    /** A server process outlives its client's close by a moment. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final String OTHER_SESSIONS = """
            FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
            AND backend_type IN ('client backend', 'walsender')
            """;
    private static final String SUBSCRIPTIONS =
            "FROM pg_subscription WHERE subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())";
    private static final String SLOTS = "FROM pg_replication_slots WHERE database = current_database()";

    /** Waits a little for what ends by itself: sessions, and the temporary slots they hold. */
    List<String> found() {
        return admin.withSession(session -> {
            List<String> found = new ArrayList<>(lasting(session));
            Instant deadline = Instant.now().plus(found.isEmpty() ? PATIENCE : Duration.ZERO);
            List<String> passing = passing(session);
            while (!passing.isEmpty() && Instant.now().isBefore(deadline)) {
                session.execute("SELECT pg_sleep(0.01)");
                passing = passing(session);
            }
            found.addAll(passing);
            return found;
        });
    }

    void remove() {
        admin.useSession(session -> {
            session.execute("SET default_transaction_read_only = off");
            dropSubscriptions(session);
            dropPublications(session);
            // First the programs that hold a slot, or it cannot be dropped.
            session.execute("SELECT pg_terminate_backend(pid) " + OTHER_SESSIONS);
            dropSlots(session);
        });
    }

    private List<String> lasting(Session session) {
        List<String> found = new ArrayList<>();
        found.addAll(names(session, "subscription", "SELECT subname AS name " + SUBSCRIPTIONS));
        found.addAll(names(session, "publication", "SELECT pubname AS name FROM pg_publication"));
        return found;
    }

    private List<String> passing(Session session) {
        List<String> found = new ArrayList<>();
        found.addAll(names(session, "replication slot", "SELECT slot_name AS name " + SLOTS));
        found.addAll(names(
                session,
                "session",
                "SELECT concat_ws(' ', application_name, 'of', usename, state, left(query, 200)) AS name "
                        + OTHER_SESSIONS));
        return found;
    }

    private List<String> names(Session session, String what, String query) {
        return session.query(query, row -> what + " on the " + side + ": " + row.text("name"));
    }

    private static void dropSubscriptions(Session session) {
        for (Identifier name : session.query("SELECT subname " + SUBSCRIPTIONS, row -> row.identifier("subname"))) {
            session.execute("ALTER SUBSCRIPTION " + name.quoted() + " DISABLE");
            session.execute("ALTER SUBSCRIPTION " + name.quoted() + " SET (slot_name = NONE)");
            session.execute("DROP SUBSCRIPTION " + name.quoted());
        }
    }

    private static void dropPublications(Session session) {
        for (Identifier name : session.query("SELECT pubname FROM pg_publication", row -> row.identifier("pubname"))) {
            session.execute("DROP PUBLICATION " + name.quoted());
        }
    }

    private static void dropSlots(Session session) {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (hasSlots(session) && Instant.now().isBefore(deadline)) {
            session.execute("SELECT pg_terminate_backend(active_pid) " + SLOTS + " AND active");
            session.execute("SELECT pg_drop_replication_slot(slot_name) " + SLOTS + " AND NOT active");
        }
    }

    private static boolean hasSlots(Session session) {
        return session.queryOne("SELECT EXISTS (SELECT " + SLOTS + ") AS found", row -> row.flag("found"));
    }
}
