package dev.planetfall.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.Method;
import dev.planetfall.migration.copy.SnapshotCopy;
import dev.planetfall.migration.copy.Subscription;
import dev.planetfall.postgres.Database;
import dev.planetfall.postgres.DatabaseException;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** That no slot stays on the source, whatever state it is found in. */
@ExtendWith(TwoPostgresExtension.class)
@Timeout(120)
class SlotRemovalPostgresTest extends CopyInProgress {
    @Test
    void dropsASlotThatIsStillBeingMade(TwoPostgres servers) throws Exception {
        prepare(servers, Method.SNAPSHOT_COPY);
        String slot = context.plan().names().slot().name();
        servers.sourceDatabase().useSession(writer -> {
            writer.execute("BEGIN");
            writer.execute("INSERT INTO gated VALUES (9000, 'for long')");
            Thread maker = new Thread(() -> makeSlot(servers.sourceDatabase(), slot));
            maker.start();
            awaitActive(servers.sourceDatabase(), slot);
            for (int i = 0; i < 3; i++) {
                SnapshotCopy.undo(context);
            }
            assertThat(slots(servers)).isEmpty();
            writer.execute("ROLLBACK");
        });
    }

    @Test
    void dropsTheSlotsOfTableCopiesWhoseSubscriptionIsGone(TwoPostgres servers) throws Exception {
        prepare(servers, Method.LOGICAL_REPLICATION);
        try (Gate gate = Gate.shut(servers.targetDatabase(), Stage.COPYING)) {
            Subscription.create(context);
            gate.awaitAnybody(servers.targetAdmin());
            String name = context.plan().names().subscription().quoted();
            servers.targetDatabase().useSession(target -> {
                target.execute("ALTER SUBSCRIPTION " + name + " DISABLE");
                target.execute("ALTER SUBSCRIPTION " + name + " SET (slot_name = NONE)");
                end(servers.targetAdmin(), "backend_type LIKE 'logical replication%'");
                // As Subscription.drop does where the source is away: PostgreSQL cannot drop the slots then.
                servers.sourceAdmin().useSession(source -> source.execute("ALTER ROLE store_owner NOLOGIN"));
                try {
                    target.execute("DROP SUBSCRIPTION " + name);
                } finally {
                    servers.sourceAdmin().useSession(source -> source.execute("ALTER ROLE store_owner LOGIN"));
                }
            });
        }
        assertThat(slots(servers)).hasSizeGreaterThan(1);
        Subscription.drop(context);
        assertThat(slots(servers)).isEmpty();
    }

    private static void makeSlot(Database source, String slot) {
        try {
            source.withReplicationSession(session -> session.queryOne(
                    "CREATE_REPLICATION_SLOT \"" + slot + "\" LOGICAL pgoutput (SNAPSHOT 'export')",
                    row -> row.text("snapshot_name")));
        } catch (DatabaseException e) {
            // It was ended, as it should be.
        }
    }

    private static void awaitActive(Database source, String slot) {
        source.useSession(session -> {
            while (session.query(
                            "SELECT 1 AS one FROM pg_replication_slots WHERE slot_name = ? AND active",
                            row -> row.number("one"),
                            slot)
                    .isEmpty()) {
                Gate.pause(20);
            }
        });
    }

    private static List<String> slots(TwoPostgres servers) {
        return servers.sourceDatabase()
                .withSession(session -> session.query(
                        "SELECT slot_name FROM pg_replication_slots WHERE database = current_database()",
                        row -> row.text("slot_name")));
    }
}
