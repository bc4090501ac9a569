package dev.planetfall.migration.copy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.ReplicationNames;
import dev.planetfall.migration.ReplicationStatus;
import dev.planetfall.migration.Side;
import dev.planetfall.migration.TableCopy;
import dev.planetfall.postgres.StatementLog;
import dev.planetfall.testing.ManyTables;
import dev.planetfall.testing.PhaseRun;
import dev.planetfall.testing.RecordingContext;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TwoPostgresExtension.class)
class ReplicationProbePostgresTest {
    /** Of the twelve in five seconds that a server should be asked at most; others ask, too. */
    private static final long MOST_STATEMENTS = 9;

    @Test
    void asksAsMuchOfHundredsOfTablesAsOfOne(TwoPostgres servers) {
        RecordingContext context = replicating(servers);
        Map<String, Long> ofOne = statementsOfASample(context);
        ManyTables.addLive(servers, 300);
        Map<String, Long> ofMany = statementsOfASample(context);

        assertThat(ofOne.values()).allMatch(count -> count <= MOST_STATEMENTS);
        assertThat(ofMany.values()).allMatch(count -> count <= MOST_STATEMENTS);
        // How often the target is asked for the heartbeat is a matter of luck.
        assertThat(ofMany.get(Side.SOURCE.label())).isEqualTo(ofOne.get(Side.SOURCE.label()));
        PhaseRun.replicate(context).takeBack();
    }

    @Test
    void seesWhatWasWrittenAndConfirmed(TwoPostgres servers) {
        RecordingContext context = replicating(servers);
        List<ReplicationStatus> measured = measure(context, 2);

        assertThat(measured).allMatch(ReplicationStatus::allTablesLive);
        assertThat(measured.get(1).lagTime().orElseThrow()).isLessThan(Duration.ofSeconds(5));
        assertThat(measured.get(1).confirmed().orElseThrow())
                .isGreaterThanOrEqualTo(measured.get(0).confirmed().orElseThrow());
        assertThat(measured.get(1).tables()).extracting(TableCopy::bytesTotal).allMatch(bytes -> bytes > 0);
        PhaseRun.replicate(context).takeBack();
    }

    @Test
    void takesNoMemoryForTablesThatStayAsTheyAre(TwoPostgres servers) {
        RecordingContext context = replicating(servers);
        List<ReplicationStatus> measured = measure(context, 2);

        assertThat(measured.get(1).tables().get(0))
                .isSameAs(measured.get(0).tables().get(0));
        PhaseRun.replicate(context).takeBack();
    }

    @Test
    void measuresAgainWithoutTheHeartbeatWhenItsTableIsGone(TwoPostgres servers) {
        RecordingContext context = replicating(servers);
        ReplicationProbe probe = new ReplicationProbe(context.plan(), context.clock());
        context.source()
                .useSession(source -> context.target().useSession(target -> {
                    assertThat(probe.measure(source, target).orElseThrow().lagTime())
                            .isPresent();
                    servers.sourceDatabase()
                            .useSession(
                                    session -> session.execute("DROP TABLE " + ReplicationNames.MARKER_TABLE.quoted()));

                    assertThat(probe.measure(source, target).orElseThrow().lagTime())
                            .isEmpty();
                }));
        PhaseRun.replicate(context).takeBack();
    }

    private static RecordingContext replicating(TwoPostgres servers) {
        for (var database : List.of(servers.sourceDatabase(), servers.targetDatabase())) {
            database.useSession(session -> session.execute("CREATE TABLE item (id int PRIMARY KEY)"));
        }
        servers.sourceDatabase()
                .useSession(session -> session.execute("INSERT INTO item SELECT generate_series(1, 1000)"));
        RecordingContext context = servers.context();
        PhaseRun.replicate(context).run();
        return context;
    }

    private static Map<String, Long> statementsOfASample(RecordingContext context) {
        ReplicationProbe probe = new ReplicationProbe(context.plan(), context.clock());
        List<StatementLog.Statement> sent = new ArrayList<>();
        context.source()
                .useSession(source -> context.target().useSession(target -> {
                    probe.measure(source, target);
                    int before = context.statements().size();
                    probe.measure(source, target);
                    sent.addAll(context.statements()
                            .subList(before, context.statements().size()));
                }));
        return sent.stream().collect(Collectors.groupingBy(StatementLog.Statement::server, Collectors.counting()));
    }

    private static List<ReplicationStatus> measure(RecordingContext context, int times) {
        ReplicationProbe probe = new ReplicationProbe(context.plan(), context.clock());
        List<ReplicationStatus> measured = new ArrayList<>();
        context.source()
                .useSession(source -> context.target().useSession(target -> {
                    for (int i = 0; i < times; i++) {
                        measured.add(probe.measure(source, target).orElseThrow());
                    }
                }));
        return measured;
    }
}
