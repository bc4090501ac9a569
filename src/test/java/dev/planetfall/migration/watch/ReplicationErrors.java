package dev.planetfall.migration.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.postgres.Database;
import dev.planetfall.testing.ServerLog;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Errors of replication as the two servers tell them, which is in their logs only: each is made to happen and must be recognised. */
@ExtendWith(TwoPostgresExtension.class)
@Timeout(180)
abstract class ReplicationErrors {
    private static final String ITEM = "CREATE TABLE item (id int PRIMARY KEY, word text)";

    @Test
    void knowsAColumnThatTheTargetLacks(TwoPostgres servers) {
        assertApplyFails(
                servers,
                ITEM,
                "CREATE TABLE item (id int PRIMARY KEY)",
                "INSERT INTO item VALUES (1, 'a')",
                "column-missing");
    }

    @Test
    void knowsATableThatTheTargetLacks(TwoPostgres servers) {
        try (SmallSubscription small = SmallSubscription.of(servers, ITEM, ITEM)) {
            small.target("DROP TABLE item");
            small.source("INSERT INTO item VALUES (1, 'a')");
            small.told("table-missing");
        }
    }

    @Test
    void knowsAKeyThatIsThereTwice(TwoPostgres servers) {
        assertApplyFails(
                servers,
                ITEM,
                ITEM + "; INSERT INTO item VALUES (1, 'mine')",
                "INSERT INTO item VALUES (1, 'a')",
                "duplicate-key");
    }

    @Test
    void knowsATableWhoseKeyDiffers(TwoPostgres servers) {
        assertApplyFails(
                servers,
                ITEM + "; INSERT INTO item VALUES (1, 'a')",
                "CREATE TABLE item (id int, word text PRIMARY KEY)",
                "UPDATE item SET word = 'b'",
                "identity-differs");
    }

    @Test
    void knowsATypeThatCannotBeCompared(TwoPostgres servers) {
        String comparable = "CREATE TABLE item (id int, word %s); ALTER TABLE item REPLICA IDENTITY FULL;"
                + " INSERT INTO item VALUES (1, '{}')";
        assertApplyFails(
                servers,
                comparable.formatted("json"),
                comparable.formatted("json"),
                "UPDATE item SET id = 2",
                "no-equality");
    }

    @Test
    void knowsACheckThatOnlyTheTargetHas(TwoPostgres servers) {
        assertApplyFails(
                servers,
                ITEM,
                "CREATE TABLE item (id int PRIMARY KEY CHECK (id > 5), word text)",
                "INSERT INTO item VALUES (1, 'a')",
                "constraint-violated");
    }

    @Test
    void knowsAColumnOfAnotherType(TwoPostgres servers) {
        assertApplyFails(
                servers,
                ITEM,
                "CREATE TABLE item (id int PRIMARY KEY, word int)",
                "INSERT INTO item VALUES (1, 'a')",
                "type-differs");
    }

    @Test
    void knowsAnOwnerAsWhomTheTargetMayNotWrite(TwoPostgres servers) {
        Database admin = servers.targetAdmin();
        admin.useSession(session -> session.execute("CREATE ROLE small_owner"));
        try (SmallSubscription small = SmallSubscription.of(servers, ITEM, ITEM)) {
            admin.useSession(session -> session.execute("ALTER TABLE item OWNER TO small_owner"));
            small.source("INSERT INTO item VALUES (1, 'a')");
            small.told("cannot-set-role");
        } finally {
            admin.useSession(session -> session.execute("DROP TABLE item; DROP ROLE small_owner"));
        }
    }

    @Test
    void knowsASlotThatIsGone(TwoPostgres servers) {
        try (SmallSubscription small = SmallSubscription.of(servers, ITEM, ITEM)) {
            stop(small);
            small.source("SELECT pg_drop_replication_slot('" + SmallSubscription.SLOT + "')");
            small.target("ALTER SUBSCRIPTION small ENABLE");
            small.told("slot-missing");
            small.target("ALTER SUBSCRIPTION small DISABLE; ALTER SUBSCRIPTION small SET (slot_name = NONE)");
        }
    }

    @Test
    void knowsASlotThatTheSourceGaveUp(TwoPostgres servers) {
        Database admin = servers.sourceAdmin();
        try (SmallSubscription small = SmallSubscription.of(servers, ITEM, ITEM)) {
            stop(small);
            admin.useSession(session -> {
                session.execute("ALTER SYSTEM SET max_slot_wal_keep_size = '1MB'");
                session.execute("SELECT pg_reload_conf()");
                for (int i = 0; i < 4; i++) {
                    session.execute("INSERT INTO item SELECT n, '' FROM generate_series(" + i + "1, " + i + "9) n");
                    session.execute("SELECT pg_switch_wal()");
                }
                session.execute("CHECKPOINT");
            });
            small.target("ALTER SUBSCRIPTION small ENABLE");
            small.told("slot-invalidated");
        } finally {
            admin.useSession(session -> {
                session.execute("ALTER SYSTEM RESET max_slot_wal_keep_size");
                session.execute("SELECT pg_reload_conf()");
            });
        }
    }

    /** The target does not answer while it waits for a lock. */
    @Test
    void knowsThatTheOtherServerDidNotAnswerInTime(TwoPostgres servers) {
        ServerLog source = ServerLog.fromNowOn(servers.sourceServer());
        try (SmallSubscription small = SmallSubscription.of(servers, ITEM, ITEM, "-c wal_sender_timeout=2s")) {
            servers.targetDatabase().useSession(session -> {
                session.execute("BEGIN; LOCK TABLE item");
                small.source("INSERT INTO item VALUES (1, 'a')");
                source.await(line -> SmallSubscription.isKnownAs("walsender-timeout", line));
                session.execute("ROLLBACK");
            });
        }
    }

    private static void stop(SmallSubscription small) {
        small.target("ALTER SUBSCRIPTION small DISABLE");
        small.awaitActive(false);
    }

    static void assertApplyFails(TwoPostgres servers, String source, String target, String change, String id) {
        try (SmallSubscription small = SmallSubscription.of(servers, source, target)) {
            small.source(change);
            assertThat(small.told(id)).contains("ERROR");
        }
    }

    /** What every class must assert besides. */
    static List<String> ids() {
        return List.of(
                "column-missing",
                "table-missing",
                "duplicate-key",
                "identity-differs",
                "no-equality",
                "constraint-violated",
                "type-differs",
                "cannot-set-role",
                "slot-missing",
                "slot-invalidated",
                "walsender-timeout",
                "publication-missing",
                "generated-column");
    }
}
