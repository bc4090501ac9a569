package dev.planetfall.migration.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.Journal;
import dev.planetfall.migration.MigrationPlan;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.PhaseStatus;
import dev.planetfall.migration.PlanBuilder;
import dev.planetfall.postgres.Password;
import dev.planetfall.postgres.Session;
import dev.planetfall.postgres.SqlLiteral;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a person is told, and can do, when somebody broke what carries the changes. */
@ExtendWith(TwoPostgresExtension.class)
@Timeout(60)
class ReplicationBrokenPostgresTest {
    private static final String SENDERS =
            "SELECT pg_terminate_backend(pid) AS ended FROM pg_stat_activity WHERE backend_type = 'walsender'"
                    + " AND datname = current_database()";

    @Test
    void stopsNobodyWhereTheSlotIsGone(TwoPostgres servers) {
        try (OpenMigration migration = replicating(servers)) {
            dropSlot(servers, migration.plan().orElseThrow());

            assertThat(migration.run(Phase.CUTOVER).join()).isEqualTo(PhaseStatus.FAILED);
            assertThat(migration
                            .state()
                            .step("check-replication")
                            .failure()
                            .orElseThrow()
                            .sentence())
                    .isEqualTo(
                            "The replication slot of this migration is gone from the source: somebody dropped it, or another"
                                    + " server took over there that never had it.");
            assertThat(migration.state().frozen()).isEmpty();
            migration.undo(Phase.REPLICATE).join();
        }
    }

    @Test
    void givesTheSubscriptionThePasswordThatWasTypedAgain(TwoPostgres servers) {
        Password before = servers.sourceSettings().password();
        Password after = Password.of("another-one");
        try (OpenMigration migration = replicating(servers)) {
            setPassword(servers, after);
            servers.sourceAdmin().useSession(session -> session.query(SENDERS, row -> row.flag("ended")));
            servers.sourceAdmin().useSession(session -> session.execute("INSERT INTO item VALUES (0)"));

            MigrationPlan plan = migration.plan().orElseThrow();
            migration.decide(PlanBuilder.from(plan)
                    .source(plan.source().withPassword(after))
                    .build()
                    .orElseThrow());
            awaitRow(servers);
            migration.undo(Phase.REPLICATE).join();
        } finally {
            setPassword(servers, before);
        }
    }

    private static OpenMigration replicating(TwoPostgres servers) {
        servers.sourceDatabase().useSession(session -> {
            session.execute("CREATE TABLE item (id int PRIMARY KEY)");
            session.execute("INSERT INTO item SELECT generate_series(1, 10)");
        });
        MigrationPlan plan = servers.plan();
        OpenMigration migration = new OpenMigration(plan.id(), MigrationState.INITIAL, Journal.NONE, Clock.systemUTC());
        migration.decide(plan);
        for (Phase phase : List.of(Phase.SCHEMA, Phase.REPLICATE, Phase.VERIFY, Phase.SEQUENCES)) {
            assertThat(migration.run(phase).join()).isEqualTo(PhaseStatus.DONE);
        }
        return migration;
    }

    private static void setPassword(TwoPostgres servers, Password password) {
        servers.sourceAdmin()
                .useSession(session -> session.hiding(password)
                        .execute("ALTER ROLE " + servers.sourceSettings().user() + " PASSWORD "
                                + SqlLiteral.quote(password.reveal())));
    }

    /** The subscription comes back for it again and again. */
    private static void dropSlot(TwoPostgres servers, MigrationPlan plan) {
        String slot = plan.names().slot().name();
        servers.targetDatabase()
                .useSession(session -> session.execute(
                        "ALTER SUBSCRIPTION " + plan.names().subscription().quoted() + " DISABLE"));
        servers.sourceAdmin().useSession(session -> {
            while (isActive(session, slot)) {
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            }
            session.query("SELECT pg_drop_replication_slot(?)::text AS dropped", row -> row.text("dropped"), slot);
        });
        servers.targetDatabase()
                .useSession(session -> session.execute(
                        "ALTER SUBSCRIPTION " + plan.names().subscription().quoted() + " ENABLE"));
    }

    private static boolean isActive(Session session, String slot) {
        return session.queryOne(
                "SELECT active FROM pg_replication_slots WHERE slot_name = ?", row -> row.flag("active"), slot);
    }

    private static void awaitRow(TwoPostgres servers) {
        servers.targetDatabase().useSession(session -> {
            while (session.queryOne("SELECT count(*) AS n FROM item", row -> row.number("n")) < 11) {
                LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            }
        });
    }
}
