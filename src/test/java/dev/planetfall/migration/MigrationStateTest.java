package dev.planetfall.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.CutoverEvent.Drained;
import dev.planetfall.migration.CutoverEvent.FreezeBegun;
import dev.planetfall.migration.CutoverEvent.FreezeLifted;
import dev.planetfall.migration.CutoverEvent.TargetReady;
import dev.planetfall.migration.CutoverEvent.WritersGone;
import dev.planetfall.migration.MigrationEvent.DiskMeasured;
import dev.planetfall.migration.MigrationEvent.FindingReported;
import dev.planetfall.migration.MigrationEvent.PhaseEnded;
import dev.planetfall.migration.MigrationEvent.PhaseStarted;
import dev.planetfall.migration.MigrationEvent.PlanDecided;
import dev.planetfall.postgres.ConnectionSettings;
import dev.planetfall.postgres.Password;
import dev.planetfall.postgres.SslMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MigrationStateTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    @Test
    void holdsNoPassword() {
        ConnectionSettings settings =
                new ConnectionSettings("h", 5432, "d", "u", Password.of("secret"), SslMode.REQUIRE, Optional.empty());
        MigrationPlan plan =
                new PlanBuilder("m1").source(settings).target(settings).build().orElseThrow();
        MigrationState state = MigrationState.INITIAL.after(new PlanDecided(NOON, plan));
        assertThat(state.plan().orElseThrow()).isEqualTo(plan.withoutPasswords());
        assertThat(state.plan().orElseThrow().source().password().isEmpty()).isTrue();
    }

    @Test
    void countsTheTimeWithoutWritesFromTheCopyForWhichTheyWereStopped() {
        MigrationPlan dump = PlanBuilder.from(plan("one"))
                .method(Method.DUMP_AND_RESTORE)
                .build()
                .orElseThrow();
        MigrationState copied = MigrationState.INITIAL
                .after(new PlanDecided(NOON, dump))
                .after(new FreezeBegun(NOON))
                .after(new WritersGone(NOON.plusMillis(80), NOON));
        Instant cutover = NOON.plusSeconds(3600);
        MigrationState over = copied.after(new FreezeBegun(cutover))
                .after(new WritersGone(cutover.plusMillis(20), cutover))
                .after(new TargetReady(cutover.plusSeconds(2)));

        assertThat(over.cutover())
                .contains(new CutoverTimes(NOON, Duration.ofMillis(80), Duration.ZERO, Duration.ofMillis(3_601_920)));
        assertThat(over.cutover().orElseThrow().total()).isEqualTo(Duration.ofSeconds(3602));
    }

    @Test
    void countsTheTimeWithoutWritesAnewOnceWritersWereLetOn() {
        MigrationState again = MigrationState.INITIAL
                .after(new FreezeBegun(NOON))
                .after(new WritersGone(NOON.plusMillis(80), NOON))
                .after(new FreezeLifted(NOON.plusSeconds(5)))
                .after(new FreezeBegun(NOON.plusSeconds(60)))
                .after(new WritersGone(NOON.plusSeconds(61), NOON.plusSeconds(60)));

        assertThat(again.cutover().orElseThrow().frozenAt()).isEqualTo(NOON.plusSeconds(60));
    }

    @Test
    void forgetsFindingsWhenTheChecksRunAgain() {
        MigrationState found = MigrationState.INITIAL
                .after(new PhaseStarted(NOON, Phase.CHECK))
                .after(new FindingReported(NOON, Finding.blocker("wal-level", "Not logical.", "Set it.")));
        assertThat(found.isBlocked()).isTrue();
        assertThat(found.after(new PhaseStarted(NOON, Phase.CHECK)).findings()).isEmpty();
    }

    @Test
    void forgetsTheChecksWhenTheyWereAboutAnotherServer() {
        MigrationState checked = checked(plan("one"));
        MigrationState moved = checked.after(new PlanDecided(NOON, plan("other")));
        assertThat(moved.status(Phase.CHECK)).isEqualTo(PhaseStatus.NOT_STARTED);
        assertThat(moved.findings()).isEmpty();
        assertThat(moved.disk()).isEmpty();
    }

    @Test
    void takesChecksForNothingThatWereForgottenWhileTheyWereAsked() {
        MigrationState asking = MigrationState.INITIAL
                .after(new PlanDecided(NOON, plan("one")))
                .after(new PhaseStarted(NOON, Phase.CHECK))
                .after(new FindingReported(NOON, Finding.blocker("wal-level", "Not logical.", "Set it.")));

        MigrationState after = asking.after(new PlanDecided(NOON, plan("other")))
                .after(new FindingReported(NOON, Finding.passed("encoding", "Both write UTF8.")))
                .after(new PhaseEnded(NOON, Phase.CHECK, PhaseStatus.DONE));

        assertThat(after.status(Phase.CHECK)).isEqualTo(PhaseStatus.NOT_STARTED);
        assertThat(after.findings()).isEmpty();
    }

    @Test
    void beginsWithTheCopyWhenACutoverIsTakenBackAfterTheCleanUp() {
        MigrationState over = MigrationState.INITIAL;
        for (Phase phase : List.of(Phase.REPLICATE, Phase.VERIFY, Phase.SEQUENCES, Phase.CUTOVER)) {
            over = over.after(new PhaseEnded(NOON, phase, PhaseStatus.DONE));
        }
        MigrationState early = over.after(new PhaseEnded(NOON, Phase.CUTOVER, PhaseStatus.NOT_STARTED));
        MigrationState late = over.after(new PhaseEnded(NOON, Phase.FINISH, PhaseStatus.DONE))
                .after(new PhaseEnded(NOON, Phase.CUTOVER, PhaseStatus.NOT_STARTED));

        assertThat(early.isDone(Phase.REPLICATE)).isTrue();
        assertThat(late.phases().values()).containsOnly(PhaseStatus.NOT_STARTED);
        assertThat(late.isUnderWay()).isFalse();
        assertThat(late.after(new PhaseStarted(NOON, Phase.REPLICATE)).isUnderWay())
                .isTrue();
    }

    @Test
    void keepsTheChecksWhenOnlyTheDiskSizeOrAPasswordChanged() {
        MigrationState checked = checked(plan("one"));
        MigrationPlan changed = PlanBuilder.from(plan("one"))
                .source(settings("one").withPassword(Password.of("other")))
                .diskConfirmedGigabytes(50)
                .build()
                .orElseThrow();
        MigrationState after = checked.after(new PlanDecided(NOON, changed));
        assertThat(after.isDone(Phase.CHECK)).isTrue();
        assertThat(after.findings()).isEqualTo(checked.findings());
        assertThat(after.disk()).isEqualTo(checked.disk());
    }

    @Test
    void keepsTheChecksOnceTheSchemaWasBegun() {
        MigrationState begun = checked(plan("one")).after(new PhaseStarted(NOON, Phase.SCHEMA));
        assertThat(begun.after(new PlanDecided(NOON, plan("other"))).isDone(Phase.CHECK))
                .isTrue();
    }

    @Test
    void remembersFromWhenOnTheSourceKeepsLog() {
        MigrationState started = MigrationState.INITIAL.after(new PhaseStarted(NOON, Phase.REPLICATE));
        assertThat(MigrationState.INITIAL.mayHoldSlot()).isFalse();
        assertThat(started.mayHoldSlot()).isTrue();
        assertThat(started.after(new PhaseEnded(NOON, Phase.FINISH, PhaseStatus.DONE))
                        .mayHoldSlot())
                .isFalse();
    }

    @Test
    void splitsTheTimeWithoutWrites() {
        MigrationState ready = MigrationState.INITIAL
                .after(new FreezeBegun(NOON))
                .after(new WritersGone(NOON.plusMillis(80), NOON))
                .after(new Drained(NOON.plusMillis(130), Duration.ofMillis(50)))
                .after(new TargetReady(NOON.plusMillis(400)));
        assertThat(ready.cutover())
                .contains(new CutoverTimes(NOON, Duration.ofMillis(80), Duration.ofMillis(50), Duration.ofMillis(270)));
        assertThat(ready.cutover().orElseThrow().total()).isEqualTo(Duration.ofMillis(400));
        assertThat(ready.writesFrozen()).isTrue();
        assertThat(ready.after(new FreezeLifted(NOON)).writesFrozen()).isFalse();
    }

    @Test
    void hasCutOverOnceTheTargetIsReadyWhateverHappensToTheProgram() {
        MigrationState ready = MigrationState.INITIAL
                .after(new PhaseStarted(NOON, Phase.CUTOVER))
                .after(new FreezeBegun(NOON))
                .after(new TargetReady(NOON.plusMillis(400)));
        assertThat(ready.isDone(Phase.CUTOVER)).isTrue();
    }

    @Test
    void forgetsAnUnfinishedComparisonOfRowsThatAreCopiedAnew() {
        Instant at = Instant.parse("2026-03-01T12:00:00Z");
        MigrationState broken = MigrationState.INITIAL.after(new VerificationEvent.ComparisonBegun(at, false));
        assertThat(broken.unfinishedComparison()).isPresent();

        assertThat(broken.after(new PhaseStarted(at, Phase.REPLICATE)).unfinishedComparison())
                .isEmpty();
    }

    @Test
    void leavesTheOldStateAsItWas() {
        MigrationState before = MigrationState.INITIAL;
        before.after(new PhaseStarted(NOON, Phase.CHECK));
        assertThat(before.phases()).isEmpty();
        assertThat(before).isEqualTo(MigrationState.INITIAL);
    }

    private static MigrationState checked(MigrationPlan plan) {
        return MigrationState.INITIAL
                .after(new PlanDecided(NOON, plan))
                .after(new PhaseStarted(NOON, Phase.CHECK))
                .after(new FindingReported(NOON, Finding.blocker("wal-level", "Not logical.", "Set it.")))
                .after(new DiskMeasured(NOON, new DiskSize(3, 2, 1)))
                .after(new PhaseEnded(NOON, Phase.CHECK, PhaseStatus.DONE));
    }

    private static MigrationPlan plan(String sourceHost) {
        return new PlanBuilder("m1")
                .source(settings(sourceHost))
                .target(settings("target"))
                .build()
                .orElseThrow();
    }

    private static ConnectionSettings settings(String host) {
        return new ConnectionSettings(host, 5432, "d", "u", Password.of("secret"), SslMode.REQUIRE, Optional.empty());
    }
}
