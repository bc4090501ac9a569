package dev.planetfall.migration.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.Finding;
import dev.planetfall.migration.MigrationEvent.WritesMeasured;
import dev.planetfall.migration.MigrationPlan;
import dev.planetfall.migration.PlanBuilder;
import dev.planetfall.migration.Severity;
import dev.planetfall.testing.PostgresPair;
import dev.planetfall.testing.RecordingContext;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a source that writes, and one that keeps little, is told. */
@ExtendWith(TwoPostgresExtension.class)
class LogRetentionCheckPostgresTest {
    @Test
    void measuresWhatTheSourceWrites(TwoPostgres servers) throws InterruptedException {
        RecordingContext context = new RecordingContext(watching(servers, Duration.ofSeconds(1)));

        List<Finding> findings = whileWriting(servers, context);

        assertThat(findings).extracting(Finding::severity).containsExactly(Severity.PASSED);
        assertThat(findings.get(0).sentence())
                .contains("(watched for 1.", "of log an hour")
                .endsWith(" of it.");
        assertThat(context.events(WritesMeasured.class)).singleElement().satisfies(event -> {
            assertThat(event.rate().over()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(5));
            assertThat(event.rate().logBytes()).isGreaterThan(10L << 20);
        });
    }

    @Test
    void warnsOfALimitThatTheCopyComesNear(TwoPostgres servers) throws InterruptedException {
        List<Finding> findings = with(
                servers,
                "max_slot_wal_keep_size = '1MB'",
                () -> whileWriting(servers, new RecordingContext(watching(servers, Duration.ofSeconds(1)))));

        assertThat(findings).extracting(Finding::severity).containsExactly(Severity.WARNING);
        assertThat(findings.get(0).sentence()).endsWith(", and gives the migration up beyond 1.00 MB.");
    }

    @Test
    @PostgresPair(source = 18, target = 18)
    void warnsOfASourceThatGivesUnusedSlotsUp(TwoPostgres servers) throws InterruptedException {
        List<Finding> findings = with(
                servers,
                "idle_replication_slot_timeout = '90min'",
                () -> Asked.findings(new LogRetentionCheck(), servers));

        assertThat(findings).extracting(Finding::severity).containsExactly(Severity.PASSED, Severity.WARNING);
        assertThat(findings.get(1).sentence())
                .isEqualTo("The source gives a replication slot up that nobody has used for 1 h 30 min.");
    }

    private static MigrationPlan watching(TwoPostgres servers, Duration time) {
        return PlanBuilder.from(servers.plan()).sampleTime(time).build().orElseThrow();
    }

    /** Asks while another session writes 20 MB of log. */
    private static List<Finding> whileWriting(TwoPostgres servers, RecordingContext context)
            throws InterruptedException {
        Thread writer = new Thread(() -> servers.sourceAdmin().useSession(session -> {
            session.execute("SELECT pg_sleep(0.5)");
            session.execute("CREATE TABLE written AS SELECT repeat(md5(i::text), 30) AS filler"
                    + " FROM generate_series(1, 20000) i");
        }));
        writer.start();
        List<Finding> findings = new ArrayList<>();
        new LogRetentionCheck().run(context, findings::add);
        writer.join();
        return findings;
    }

    /** The setting is the whole server's: it is taken back before anyone else uses it. */
    private static List<Finding> with(TwoPostgres servers, String setting, Question question)
            throws InterruptedException {
        String name = setting.substring(0, setting.indexOf(' '));
        try {
            configure(servers, "SET " + setting);
            return question.ask();
        } finally {
            configure(servers, "RESET " + name);
        }
    }

    private static void configure(TwoPostgres servers, String change) throws InterruptedException {
        servers.sourceAdmin().useSession(session -> {
            session.execute("ALTER SYSTEM " + change);
            session.execute("SELECT pg_reload_conf()");
        });
        Thread.sleep(300);
    }

    private interface Question {
        List<Finding> ask() throws InterruptedException;
    }
}
