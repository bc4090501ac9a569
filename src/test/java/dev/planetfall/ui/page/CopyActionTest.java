package dev.planetfall.ui.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.CutoverCondition;
import dev.planetfall.migration.CutoverCondition.Standing;
import dev.planetfall.migration.CutoverEvent.FreezeBegun;
import dev.planetfall.migration.CutoverEvent.FreezeLifted;
import dev.planetfall.migration.Method;
import dev.planetfall.migration.MigrationEvent;
import dev.planetfall.migration.MigrationEvent.PlanDecided;
import dev.planetfall.migration.MigrationEvent.StepStarted;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.PhaseStatus;
import dev.planetfall.migration.PlanBuilder;
import dev.planetfall.migration.ReplicationEvent;
import dev.planetfall.migration.TableCopy;
import dev.planetfall.migration.watch.CopyAction;
import dev.planetfall.migration.watch.NextAction;
import dev.planetfall.migration.watch.NextAction.Tone;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said of a copy through this computer, and of the cutover after it. */
class CopyActionTest {
    private static final String STAY =
            "The rows go through this computer: closing the window stops the copy, and it begins anew.";

    @Test
    void saysBeforehandThatWritesWillStop() {
        assertThat(summary(Method.DUMP_AND_RESTORE))
                .isEqualTo(new NextAction(
                        Tone.IDLE,
                        "Nothing is copied yet.",
                        "Starting stops writes on the source first. They stay stopped until you have cut over, or let"
                                + " writers on again."));
    }

    @Test
    void saysHowManyTablesAreStillCopyingAndThatTheWindowMustStayOpen() {
        assertThat(summary(
                        Method.STALE_COPY,
                        Story.started(Phase.REPLICATE),
                        new StepStarted(Story.START, "copy-rows"),
                        Story.event(Story.measured(
                                        Story.table("a", TableCopy.State.COPIED, 4, 4),
                                        Story.table("b", TableCopy.State.COPYING, 1, 4))
                                .status())))
                .isEqualTo(new NextAction(Tone.BUSY, "1 of 2 tables still copying.", STAY));
    }

    @Test
    void hurriesNobodyWhereNothingIsStopped() {
        assertThat(summary(Method.STALE_COPY, Story.started(Phase.REPLICATE), Story.done(Phase.REPLICATE)))
                .isEqualTo(new NextAction(
                        Tone.GOOD,
                        "All rows are there as they were when the copy began.",
                        "What was written since stays behind. Go on when you are ready."));
    }

    @Test
    void remindsOfTheApplicationThatCannotWrite() {
        assertThat(summary(Method.DUMP_AND_RESTORE, copied()))
                .isEqualTo(new NextAction(
                        Tone.GOOD,
                        "All rows are there, and nobody has written to the source since.",
                        "Go on as soon as you can: Verify, Sequences, Cut over."));
    }

    @Test
    void asksForAnotherCopyOnceWritersWereLetOn() {
        List<MigrationEvent> events = new ArrayList<>(List.of(copied()));
        events.add(new FreezeLifted(Story.START));
        assertThat(summary(Method.DUMP_AND_RESTORE, events.toArray(MigrationEvent[]::new))
                        .tone())
                .isEqualTo(Tone.WARNING);
        events.add(Story.ended(Phase.REPLICATE, PhaseStatus.CANCELLED));
        assertThat(summary(Method.DUMP_AND_RESTORE, events.toArray(MigrationEvent[]::new)))
                .isEqualTo(new NextAction(
                        Tone.WARNING,
                        "The copy was stopped, and the source accepts writes again.",
                        "Start it again: the copy begins anew."));
        assertThat(conditions(Method.DUMP_AND_RESTORE, events))
                .contains(new CutoverCondition(
                        "Writes have been stopped since the copy",
                        "Copy the rows again: that stops writes.",
                        Standing.BLOCKED));
    }

    @Test
    void leavesReplicationToItsOwnWords() {
        assertThat(CopyAction.concerns(state(Method.LOGICAL_REPLICATION))).isFalse();
        assertThat(CopyAction.concerns(state(Method.SNAPSHOT_COPY, Story.started(Phase.REPLICATE))))
                .isTrue();
        assertThat(CopyAction.concerns(
                        state(Method.SNAPSHOT_COPY, Story.started(Phase.REPLICATE), Story.done(Phase.REPLICATE))))
                .isFalse();
    }

    @Test
    void cutsOverADumpWithoutAnyReplication() {
        List<MigrationEvent> events = readyToCutOver();
        assertThat(conditions(Method.DUMP_AND_RESTORE, events))
                .extracting(CutoverCondition::title)
                .contains("All rows are on PlanetScale", "Writes have been stopped since the copy")
                .doesNotContain("Replication runs without errors");
        CutOverViewModel model = new CutOverViewModel();
        model.show(state(Method.DUMP_AND_RESTORE, events.toArray(MigrationEvent[]::new)), false, Instant.now());
        assertThat(model.stageProperty().get()).isEqualTo(CutOverViewModel.Stage.BEFORE);
        assertThat(model.readyProperty().get()).isTrue();
    }

    @Test
    void mayGoOnAfterTheCutoverOfACopyOfOneMomentAndSaysWhatIsNotProven() {
        List<MigrationEvent> events = readyToCutOver();
        events.removeIf(FreezeBegun.class::isInstance);
        events.add(Story.done(Phase.CUTOVER));
        CutOverViewModel model = new CutOverViewModel();
        model.show(state(Method.STALE_COPY, events.toArray(MigrationEvent[]::new)), false, Instant.now());
        assertThat(model.cutOverProperty().get()).isTrue();
        assertThat(model.mayRunProperty().get()).isFalse();
        assertThat(model.resultSentence()).contains("Not verified against later writes");
    }

    private static MigrationEvent[] copied() {
        return new MigrationEvent[] {
            Story.started(Phase.REPLICATE), new FreezeBegun(Story.START), Story.done(Phase.REPLICATE)
        };
    }

    private static List<MigrationEvent> readyToCutOver() {
        List<MigrationEvent> events = Story.readyToCutOver();
        events.remove(0);
        events.removeIf(ReplicationEvent.ReplicationMeasured.class::isInstance);
        events.add(new FreezeBegun(Story.START));
        return events;
    }

    private static List<CutoverCondition> conditions(Method method, List<MigrationEvent> events) {
        return CutoverCondition.of(state(method, events.toArray(MigrationEvent[]::new)));
    }

    private static NextAction summary(Method method, MigrationEvent... events) {
        MigrationState state = state(method, events);
        return NextAction.of(state, List.of(), true);
    }

    private static MigrationState state(Method method, MigrationEvent... events) {
        List<MigrationEvent> all = new ArrayList<>();
        all.add(new PlanDecided(
                Story.START,
                PlanBuilder.from(Story.plan()).method(method).build().orElseThrow()));
        all.addAll(List.of(events));
        return Story.fold(all);
    }
}
