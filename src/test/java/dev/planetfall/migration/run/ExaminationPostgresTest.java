package dev.planetfall.migration.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.faults.SlowNetwork;
import dev.planetfall.migration.Diagnosis;
import dev.planetfall.migration.PlanBuilder;
import dev.planetfall.migration.ReplicationEvent.ReplicationMeasured;
import dev.planetfall.migration.ReplicationStatus;
import dev.planetfall.migration.TableCopy;
import dev.planetfall.migration.copy.ReplicationProbe;
import dev.planetfall.testing.PhaseRun;
import dev.planetfall.testing.PostgresPair;
import dev.planetfall.testing.RecordingContext;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Why the copy of a real table stands still, as far as the two servers tell. */
@ExtendWith(TwoPostgresExtension.class)
@PostgresPair(source = 17, target = 18)
@Timeout(120)
class ExaminationPostgresTest {
    private RecordingContext context;

    @BeforeEach
    void prepare(TwoPostgres servers) {
        servers.sourceDatabase()
                .useSession(session -> session.execute("CREATE TABLE item (id int PRIMARY KEY, word text);"
                        + " INSERT INTO item SELECT n, repeat('a', 100) FROM generate_series(1, 1000) n"));
        context = servers.context();
        new PhaseRun(context, dev.planetfall.migration.Phase.SCHEMA).run();
    }

    @AfterEach
    void takeBack() {
        PhaseRun.replicate(context).takeBack();
    }

    @Test
    void namesTheTransactionThatTheSourceWaitsForBeforeACopy(TwoPostgres servers) {
        PhaseRun.replicate(context).runUntil("wait-for-copy");
        awaitLive();
        servers.sourceDatabase().useSession(session -> {
            session.execute("CREATE TABLE later (id int PRIMARY KEY)");
            servers.targetDatabase().useSession(target -> target.execute("CREATE TABLE later (id int PRIMARY KEY)"));
            session.execute(
                    "ALTER PUBLICATION " + context.plan().names().publication().quoted() + " ADD TABLE later");
            servers.sourceDatabase().useSession(writer -> {
                writer.execute("BEGIN; INSERT INTO item VALUES (-1, 'open')");
                servers.targetDatabase()
                        .useSession(target -> target.execute("ALTER SUBSCRIPTION "
                                + context.plan().names().subscription().quoted() + " REFRESH PUBLICATION"));
                Diagnosis found = examined("transaction-on-source");
                assertThat(found.sentence())
                        .startsWith(
                                "The source cannot begin the copy of a table before a transaction has ended: process ")
                        .contains("role store_owner");
                writer.execute("ROLLBACK");
            });
        });
        awaitLive();
    }

    @Test
    void namesTheLockThatACopyWaitsFor(TwoPostgres servers) {
        servers.targetDatabase().useSession(holder -> {
            holder.execute("BEGIN; LOCK TABLE item IN SHARE MODE");
            PhaseRun.replicate(context).runUntil("wait-for-copy");
            Diagnosis found = examined("lock");
            assertThat(found.sentence()).startsWith("PlanetScale waits for a lock on item, held by process ");
            assertThat(found.evidence())
                    .contains("1 session idle in transaction on PlanetScale.")
                    .anyMatch(fact -> fact.startsWith("Processes on the source: "));
            holder.execute("ROLLBACK");
        });
        awaitLive();
    }

    @Test
    void tellsThatTheNetworkIsTheLimit(TwoPostgres servers) {
        servers.sourceDatabase()
                .useSession(session -> session.execute("INSERT INTO item SELECT n, repeat(md5(n::text), 30)"
                        + " FROM generate_series(2000, 40000) n"));
        try (SlowNetwork network = new SlowNetwork(servers.sourceSettings(), 2_000_000)) {
            RecordingContext direct = context;
            context = new RecordingContext(PlanBuilder.from(servers.plan())
                    .source(network.settings())
                    .build()
                    .orElseThrow());
            direct.events().forEach(context::report);
            PhaseRun.replicate(context).runUntil("wait-for-copy");
            Diagnosis found = examined("network");
            assertThat(found.evidence())
                    .anyMatch(fact -> fact.startsWith("Processes on the source: ") && fact.contains("Client/"));
            network.heal();
            awaitLive();
            PhaseRun.replicate(context).takeBack();
            context = direct;
        }
    }

    @Test
    void tellsThatNoTableMayBeCopied(TwoPostgres servers) {
        servers.targetAdmin().useSession(admin -> {
            admin.execute("ALTER SYSTEM SET max_sync_workers_per_subscription = 0");
            admin.execute("SELECT pg_reload_conf()");
            try {
                PhaseRun.replicate(context).runUntil("wait-for-copy");
                assertThat(examined("workers").sentence())
                        .isEqualTo("No table can be copied: max_sync_workers_per_subscription allows none.");
            } finally {
                admin.execute("ALTER SYSTEM RESET max_sync_workers_per_subscription");
                admin.execute("SELECT pg_reload_conf()");
            }
        });
        awaitLive();
    }

    /** More are looked at than one second needs: the servers take their time to get there. */
    private Diagnosis examined(String id) {
        Diagnosis found = examine();
        for (int i = 0; i < 20 && !found.id().equals(id); i++) {
            context.pause(Duration.ofMillis(300));
            found = examine();
        }
        assertThat(found.id()).as(found.toString()).isEqualTo(id);
        return found;
    }

    private Diagnosis examine() {
        measure();
        return Examining.tell(context);
    }

    private ReplicationStatus measure() {
        ReplicationProbe probe = new ReplicationProbe(context.plan(), context.clock());
        ReplicationStatus now = context.source()
                .withSession(source -> context.target().withSession(target -> probe.measure(source, target)))
                .orElseThrow();
        context.report(new ReplicationMeasured(now.at(), now));
        return now;
    }

    private void awaitLive() {
        while (measure().tables().stream().anyMatch(table -> table.state() != TableCopy.State.READY)) {
            context.pause(Duration.ofMillis(100));
        }
    }
}
