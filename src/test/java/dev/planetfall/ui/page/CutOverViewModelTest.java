package dev.planetfall.ui.page;

import static dev.planetfall.ui.page.Story.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.Alarm;
import dev.planetfall.migration.CutoverCondition;
import dev.planetfall.migration.CutoverCondition.Standing;
import dev.planetfall.migration.CutoverEvent.FreezeLifted;
import dev.planetfall.migration.MigrationEvent;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.PhaseStatus;
import dev.planetfall.migration.ReplicationEvent.MeasurementFailed;
import dev.planetfall.migration.ReplicationEvent.SchemaComparisonFailed;
import dev.planetfall.migration.ReplicationEvent.SchemaDriftFound;
import dev.planetfall.migration.SafetyEvent.AlarmRaised;
import dev.planetfall.migration.SchemaDrift;
import dev.planetfall.migration.SchemaOutcome;
import dev.planetfall.migration.TableComparison.Verdict;
import dev.planetfall.migration.VerificationEvent;
import dev.planetfall.ui.page.CutOverViewModel.Stage;
import dev.planetfall.ui.page.CutOverViewModel.Stopwatch;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CutOverViewModelTest {
    private final CutOverViewModel model = new CutOverViewModel();

    @Test
    void blocksEveryConditionOfANewMigration() {
        show(MigrationState.INITIAL);

        assertThat(model.conditionsProperty().get())
                .extracting(CutoverCondition::standing)
                .containsOnly(Standing.BLOCKED);
        assertThat(model.readyProperty().get()).isFalse();
    }

    @Test
    void needsTheConditionsAndThePersonsWord() {
        show(Story.fold(Story.readyToCutOver()));

        assertThat(model.conditionsProperty().get())
                .containsExactly(
                        ready("The schema is on PlanetScale", "1 object, none failed"),
                        ready("Every index and key is built", "None is held back any more"),
                        ready("The schemas of both servers agree", "They are compared again before writes are stopped"),
                        ready("Every table is live", "2 of 2 tables"),
                        ready("PlanetScale is at most 10 s behind", "400 ms"),
                        ready("Replication runs without errors", "No errors since it was made"),
                        ready("The rows were compared", "Once more while writes are frozen"),
                        ready("The sequences are ahead", "1 sequence"),
                        ready("The source keeps all log that is needed", "16.0 MB kept"),
                        ready("No transaction is open for long", "On the source"),
                        ready("PlanetScale's settings are as they were", "Nothing was changed for the copy"));
        assertThat(model.mayRunProperty().get()).isFalse();

        model.confirmedProperty().set(true);

        assertThat(model.mayRunProperty().get()).isTrue();
    }

    @Test
    void letsThePersonJudgeASkippedComparison() {
        show(ready(new VerificationEvent.ComparisonSkipped(START)));

        assertThat(model.conditionsProperty().get())
                .contains(new CutoverCondition(
                        "The rows were compared",
                        "You went on without. What is wrong is only found while writes are stopped.",
                        CutoverCondition.Standing.LOOK));
    }

    /** A second try may compare less than the one that failed for a difference. */
    @Test
    void doesNotForgetTheDifferenceForWhichACutoverFailed() {
        List<MigrationEvent> events = Story.readyToCutOver();
        events.addAll(Story.frozen());
        events.add(Story.compared(true, Story.compared("customer", 900, 899, Verdict.DIFFERS)));
        events.add(new MigrationEvent.PhaseEnded(START, Phase.CUTOVER, PhaseStatus.FAILED));
        events.add(new FreezeLifted(START.plusSeconds(1)));
        show(Story.fold(events));

        assertThat(model.warningsProperty().get())
                .containsExactly("The rows were compared: 1 table differs: see the Verify page.");
        model.confirmedProperty().set(true);
        assertThat(model.mayRunProperty().get()).isFalse();
    }

    @Test
    void waitsForALargeLag() {
        show(ready(Story.event(Story.live().lag(Duration.ofSeconds(11)).status())));

        assertThat(blocked()).containsExactly(blocked("PlanetScale is at most 10 s behind", "11.0 s"));
    }

    @Test
    void waitsForTheFirstHeartbeat() {
        show(ready(Story.event(Story.live().noLag().status())));

        assertThat(blocked()).containsExactly(blocked("PlanetScale is at most 10 s behind", "no heartbeat yet"));
    }

    @Test
    void doesNotTrustOldFigures() {
        show(ready(new MeasurementFailed(START, "The source did not answer.")));

        assertThat(blocked())
                .hasSize(3)
                .allSatisfy(condition ->
                        assertThat(condition.detail()).isEqualTo("Could not be measured: The source did not answer."));
    }

    @Test
    void refusesWhileTheSubscriptionIsDisabled() {
        show(ready(Story.event(Story.live().disabled().status())));

        assertThat(blocked())
                .containsExactly(blocked("Replication runs without errors", "It has stopped: see the Replicate page."));
    }

    @Test
    void refusesWhileTheSchemasHaveComeApart() {
        SchemaDrift drift = new SchemaDrift(List.of("column public.customer.phone"), List.of(), List.of());
        show(ready(new SchemaDriftFound(START, drift)));

        assertThat(blocked())
                .containsExactly(blocked("The schemas of both servers agree", "1 difference: see the Replicate page."));

        show(ready(new SchemaComparisonFailed(START, "The schemas could not be compared: too slow.")));

        assertThat(blocked()).isEmpty();
        assertThat(model.conditionsProperty().get())
                .contains(new CutoverCondition(
                        "The schemas of both servers agree",
                        "The schemas could not be compared: too slow. They are compared again before writes are stopped.",
                        Standing.LOOK));
    }

    @Test
    void letsThePersonJudgeRefusedRowsAndFailedObjects() {
        Alarm refused =
                new Alarm("refused", Alarm.Level.WARNING, "PlanetScale refuses rows.", "Look at its log.", START);
        show(Story.fold(Story.readyToCutOver())
                .after(Story.applied("INDEX", "public.i", SchemaOutcome.Result.FAILED, "no such function"))
                .after(Story.event(Story.live().errors(1, 0).status()))
                .after(new AlarmRaised(START, refused)));

        assertThat(model.readyProperty().get()).isTrue();
        assertThat(model.warningsProperty().get())
                .containsExactly(
                        "The schema is on PlanetScale: 1 object failed: see the Schema page.",
                        "Replication runs without errors: PlanetScale refuses rows.");
        model.confirmedProperty().set(true);
        assertThat(model.mayRunProperty().get()).isFalse();

        model.typedProperty().set("Cut over anyway ");

        assertThat(model.mayRunProperty().get()).isTrue();
    }

    @Test
    void asksNobodyToJudgeErrorsThatReplicationGotOver() {
        show(Story.fold(Story.readyToCutOver())
                .after(Story.event(Story.live().errors(1, 0).status())));

        assertThat(model.warningsProperty().get()).isEmpty();
        assertThat(model.conditionsProperty().get())
                .contains(ready("Replication runs without errors", "It got over 1 error since it was made"));
    }

    @Test
    void runsTheStopwatchFromTheFirstStoppedWriter() {
        MigrationState state = Story.fold(Story.readyToCutOver());
        for (MigrationEvent event : Story.frozen()) {
            state = state.after(event);
        }

        model.show(state, true, START.plusMillis(500));

        assertThat(model.stageProperty().get()).isEqualTo(Stage.RUNNING);
        assertThat(model.stopwatchProperty().get()).isEqualTo(new Stopwatch("80 ms", "240 ms", "-", "-", "500 ms"));

        model.tick(START.plusMillis(700));

        assertThat(model.stopwatchProperty().get().total()).isEqualTo("700 ms");
    }

    @Test
    void saysVerifiedWhenEveryTableIsEqual() {
        show(Story.fold(
                Story.cutOver(Story.compared(true, Story.compared("customer", 1_254_502, 1_254_502, Verdict.EQUAL)))));

        assertThat(model.stageProperty().get()).isEqualTo(Stage.PROVEN);
        assertThat(model.resultSentence())
                .isEqualTo("Verified: 1 table, 1,254,502 rows, 0 differences. Writes were stopped for 820 ms.");
        assertThat(model.stopwatchProperty().get())
                .isEqualTo(new Stopwatch("80 ms", "240 ms", "0 ms", "500 ms", "820 ms"));
        assertThat(model.cutOverProperty().get()).isTrue();
    }

    @Test
    void neverSaysVerifiedWhenATableDiffers() {
        show(Story.fold(Story.cutOver(Story.compared(true, Story.compared("customer", 900, 899, Verdict.DIFFERS)))));

        assertThat(model.stageProperty().get()).isEqualTo(Stage.UNPROVEN);
        assertThat(model.resultSentence()).startsWith("Not verified: 1 table, 1 differ, 0 not compared.");
    }

    @Test
    void doesNotTakeTheTrialForAProof() {
        show(Story.fold(Story.cutOver(Story.compared(false, Story.compared("customer", 900, 900, Verdict.EQUAL)))));

        assertThat(model.stageProperty().get()).isEqualTo(Stage.UNPROVEN);
        assertThat(model.resultSentence())
                .startsWith("Not verified: the tables were not compared while writes were frozen.");
    }

    @Test
    void seesAFreezeThatAnInterruptedCutoverLeft() {
        MigrationState state = Story.fold(Story.readyToCutOver());
        for (MigrationEvent event : Story.frozen()) {
            state = state.after(event);
        }

        show(state);

        assertThat(model.stageProperty().get()).isEqualTo(Stage.STUCK);
        assertThat(model.readyProperty().get()).isFalse();

        show(state.after(new FreezeLifted(START)));

        assertThat(model.stageProperty().get()).isEqualTo(Stage.BEFORE);
    }

    @Test
    void neverCutsOverTwice() {
        show(Story.fold(Story.cutOver(Story.compared(true, Story.compared("customer", 1, 1, Verdict.EQUAL)))));
        model.confirmedProperty().set(true);

        assertThat(model.mayRunProperty().get()).isFalse();
    }

    @Test
    void mayCutOverAgainAfterGoingBack() {
        show(Story.fold(Story.cutOver(Story.compared(true, Story.compared("customer", 1, 1, Verdict.EQUAL))))
                .after(new FreezeLifted(START)));

        assertThat(model.cutOverProperty().get()).isFalse();
        assertThat(model.readyProperty().get()).isTrue();
    }

    @Test
    void asksForThePersonsWordAgainAfterAFailure() {
        MigrationState before = Story.fold(Story.readyToCutOver());
        show(before);
        model.confirmedProperty().set(true);
        model.show(before.after(Story.started(Phase.CUTOVER)), true, START);
        show(before.after(Story.ended(Phase.CUTOVER, PhaseStatus.FAILED)));

        assertThat(model.readyProperty().get()).isTrue();
        assertThat(model.confirmedProperty().get()).isFalse();
    }

    @Test
    void tellsHowLongWritesMayStayFrozen() {
        show(Story.fold(Story.decided()));

        assertThat(model.patience()).isEqualTo("30 s");
    }

    private void show(MigrationState state) {
        model.show(state, false, START);
    }

    private List<CutoverCondition> blocked() {
        return model.conditionsProperty().get().stream()
                .filter(condition -> condition.standing() == Standing.BLOCKED)
                .toList();
    }

    private static MigrationState ready(MigrationEvent butThen) {
        return Story.fold(Story.readyToCutOver()).after(butThen);
    }

    private static CutoverCondition ready(String title, String detail) {
        return new CutoverCondition(title, detail, Standing.READY);
    }

    private static CutoverCondition blocked(String title, String detail) {
        return new CutoverCondition(title, detail, Standing.BLOCKED);
    }
}
