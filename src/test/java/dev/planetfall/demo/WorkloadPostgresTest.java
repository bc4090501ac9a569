package dev.planetfall.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.postgres.Identifier;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TwoPostgresExtension.class)
class WorkloadPostgresTest {
    @Test
    void savesEveryTransactionItCounts(TwoPostgres servers) {
        SampleStore.load(servers.sourceDatabase(), 1);
        try (Workload workload = Workload.start(servers.sourceSettings(), 100)) {
            waitUntil(() -> workload.acknowledged() > 200);
            assertThat(workload.perSecond()).isBetween(1.0, 110.0);
            workload.stop();

            assertThat(ledgerRows(servers)).isEqualTo(workload.acknowledged());
            assertThat(workload.missingFrom(servers.sourceDatabase())).isZero();
        }
    }

    @Test
    void noticesLostWrite(TwoPostgres servers) {
        SampleStore.load(servers.sourceDatabase(), 1);
        try (Workload workload = Workload.start(servers.sourceSettings(), 50)) {
            waitUntil(() -> workload.acknowledged() > 10);
            workload.stop();
            servers.sourceDatabase()
                    .useSession(session -> session.execute("DELETE FROM write_ledger WHERE ctid = '(0,3)'"));

            assertThat(workload.missingFrom(servers.sourceDatabase())).isEqualTo(1);
        }
    }

    @Test
    void doesEveryKindOfActivity(TwoPostgres servers) {
        SampleStore.load(servers.sourceDatabase(), 1);

        servers.sourceDatabase().useSession(session -> {
            for (StoreActivity activity : StoreActivity.values()) {
                assertThat(activity.perform(session)).as(activity.name()).isPositive();
            }
        });
    }

    @Test
    void comesBackAfterWriteFreezeAndLosesNothing(TwoPostgres servers) {
        SampleStore.load(servers.sourceDatabase(), 1);
        try (Workload workload = Workload.start(servers.sourceSettings(), 100)) {
            waitUntil(() -> workload.acknowledged() > 50);
            freeze(servers, "on");
            waitUntil(() -> workload.perSecond() == 0);
            long whileFrozen = workload.acknowledged();
            assertThat(ledgerRows(servers)).isGreaterThanOrEqualTo(whileFrozen);
            freeze(servers, "off");
            waitUntil(() -> workload.acknowledged() > whileFrozen + 50);
            workload.stop();

            assertThat(workload.missingFrom(servers.sourceDatabase())).isZero();
        }
    }

    @Test
    void isSeenAsAnotherApplication(TwoPostgres servers) {
        SampleStore.load(servers.sourceDatabase(), 1);
        try (Workload workload = Workload.start(servers.sourceSettings(), 100)) {
            waitUntil(() -> workload.acknowledged() > 10 && sessions(servers) >= 4);

            assertThat(sessions(servers)).isEqualTo(4);
        }
    }

    private static long sessions(TwoPostgres servers) {
        return servers.sourceAdmin()
                .withSession(session -> session.queryOne(
                        "SELECT count(*) AS sessions FROM pg_stat_activity WHERE application_name = ?",
                        row -> row.number("sessions"),
                        Workload.APPLICATION_NAME));
    }

    /** What the cutover does. */
    private static void freeze(TwoPostgres servers, String readOnly) {
        String database = servers.sourceSettings().database();
        servers.sourceAdmin().useSession(session -> {
            session.execute("SET default_transaction_read_only = off");
            session.execute("ALTER DATABASE " + new Identifier(database).quoted()
                    + " SET default_transaction_read_only = " + readOnly);
            session.query(
                    "SELECT pg_terminate_backend(pid) AS ended FROM pg_stat_activity"
                            + " WHERE datname = current_database() AND pid <> pg_backend_pid()",
                    row -> row.flag("ended"));
        });
    }

    private static long ledgerRows(TwoPostgres servers) {
        return servers.sourceDatabase()
                .withSession(session ->
                        session.queryOne("SELECT count(*) AS rows FROM write_ledger", row -> row.number("rows")));
    }

    private static void waitUntil(BooleanSupplier condition) {
        Instant deadline = Instant.now().plus(Duration.ofSeconds(60));
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(deadline);
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
    }
}
