package dev.planetfall.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.planetfall.migration.Method;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.PlanBuilder;
import dev.planetfall.migration.step.Steps;
import dev.planetfall.postgres.Database;
import dev.planetfall.postgres.DatabaseException;
import dev.planetfall.postgres.Session;
import dev.planetfall.testing.RecordingContext;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What goes wrong in the middle of a copy through this computer, one thing at a time. */
@ExtendWith(TwoPostgresExtension.class)
@Timeout(120)
class CopyRecoveryPostgresTest extends CopyInProgress {
    @Test
    void copiesAChunkAgainWhoseSessionOnTheTargetWasEnded(TwoPostgres servers) throws Exception {
        prepare(servers, Method.SNAPSHOT_COPY);
        copyWith(servers, waiting -> end(servers.targetDatabase(), "wait_event = 'PgSleep'"));
        assertThat(attempts).isEqualTo(1);
        assertThat(told)
                .anyMatch(label -> label.contains("tables copied; a server does not answer and is asked again;"));
        assertWhole(servers);
    }

    @Test
    void copiesOnWhenOnlyTheHolderOfTheSnapshotWasEnded(TwoPostgres servers) throws Exception {
        prepare(servers, Method.SNAPSHOT_COPY);
        copyWith(servers, waiting -> {
            Gate.pause(300);
            end(servers.sourceDatabase(), "application_name = 'planetfall' AND state = 'idle in transaction'");
        });
        assertThat(attempts).isEqualTo(1);
        assertWhole(servers);
    }

    @Test
    void beginsAnewWhenTheSnapshotIsLost(TwoPostgres servers) throws Exception {
        prepare(servers, Method.SNAPSHOT_COPY);
        servers.targetDatabase().useSession(other -> {
            other.execute("BEGIN");
            // Its stream has the snapshot, and cannot ask the source for rows yet.
            other.execute("LOCK TABLE third IN SHARE MODE");
            copy(copy -> {
                if (attempts == 1) {
                    awaitLock(servers.targetAdmin());
                    end(servers.sourceDatabase(), "application_name = 'planetfall'");
                    other.execute("ROLLBACK");
                }
            });
        });
        assertThat(attempts).isEqualTo(2);
        assertWhole(servers);
    }

    @Test
    void buildsAnIndexAgainWhoseSessionWasEndedWhileOtherRowsAreCopied(TwoPostgres servers) throws Exception {
        prepare(servers, Method.DUMP_AND_RESTORE);
        servers.targetDatabase().useSession(other -> {
            other.execute("BEGIN");
            other.execute("LOCK TABLE third IN SHARE MODE");
            Thread ending = new Thread(() -> endIndexBuild(servers, other));
            ending.start();
            Steps.of(context.plan().method(), Phase.REPLICATE).stream()
                    .filter(step -> step.id().equals("copy-rows"))
                    .forEach(step -> step.run(context));
        });
        assertWhole(servers);
    }

    private static void endIndexBuild(TwoPostgres servers, Session other) {
        try (Gate gate = Gate.shut(servers.targetDatabase(), Stage.INDEXING)) {
            gate.awaitAnybody(servers.targetAdmin());
            end(servers.targetDatabase(), "wait_event = 'PgSleep'");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            Gate.pause(500);
            other.execute("ROLLBACK");
        }
    }

    @Test
    void endsASessionThatAnEarlierRunLeftWithRowsToCommit(TwoPostgres servers) throws Exception {
        prepare(servers, Method.DUMP_AND_RESTORE);
        Database zombie = servers.targetDatabase()
                .asApplication("planetfall copy " + context.plan().id());
        assertThatThrownBy(() -> zombie.useSession(session -> {
                    session.execute("BEGIN");
                    session.execute("INSERT INTO gated VALUES (5000, 'by an earlier run')");
                    copy(copy -> {});
                    session.execute("COMMIT");
                }))
                .isInstanceOf(DatabaseException.class);
        assertWhole(servers);
    }

    @Test
    void believesTheLedgerWhenACommitWasNotAnswered(TwoPostgres servers) throws Exception {
        assertSurvivesCut(servers, true);
    }

    @Test
    void believesTheLedgerWhenACommitDidNotArrive(TwoPostgres servers) throws Exception {
        assertSurvivesCut(servers, false);
    }

    private void assertSurvivesCut(TwoPostgres servers, boolean letsCommit) throws Exception {
        prepare(servers, Method.DUMP_AND_RESTORE);
        RecordingContext direct = context;
        try (CuttingProxy proxy = new CuttingProxy(servers.targetSettings(), letsCommit)) {
            context = new RecordingContext(PlanBuilder.from(direct.plan())
                    .target(proxy.settings())
                    .build()
                    .orElseThrow());
            copy(copy -> {});
            assertThat(proxy.cuts()).isEqualTo(1);
        }
        context = direct;
        assertThat(attempts).isEqualTo(1);
        assertWhole(servers);
    }
}
