package dev.planetfall.ui.page;

import static dev.planetfall.ui.page.Story.MEGABYTE;
import static dev.planetfall.ui.page.Story.START;
import static dev.planetfall.ui.page.Story.table;
import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.Alarm;
import dev.planetfall.migration.CopyWorkers;
import dev.planetfall.migration.CutoverEvent.FreezeBegun;
import dev.planetfall.migration.Diagnosis;
import dev.planetfall.migration.MigrationEvent;
import dev.planetfall.migration.MigrationEvent.SchemaObjectApplied;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.PhaseStatus;
import dev.planetfall.migration.ReplicationEvent.MeasurementFailed;
import dev.planetfall.migration.ReplicationStatus;
import dev.planetfall.migration.SafetyEvent;
import dev.planetfall.migration.SchemaOutcome;
import dev.planetfall.migration.TableCopy.State;
import dev.planetfall.migration.watch.NextAction;
import dev.planetfall.migration.watch.NextAction.Tone;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NextActionTest {
    private static final MeasurementFailed UNREACHABLE =
            new MeasurementFailed(START, "PlanetScale did not answer within 10 s.");

    @Test
    void asksToStartWhenNothingWasStarted() {
        assertThat(NextAction.of(MigrationState.INITIAL, List.of(), false))
                .isEqualTo(
                        new NextAction(Tone.IDLE, "Nothing is copied yet.", "Start replication when you are ready."));
    }

    @Test
    void waitsWhileReplicationIsBeingSetUp() {
        MigrationState state = Story.fold(Story.started(Phase.REPLICATE));

        assertThat(NextAction.of(state, List.of(), true))
                .isEqualTo(new NextAction(Tone.BUSY, "Nothing to do: replication is being set up.", ""));
    }

    @Test
    void asksToStartAgainWhenTheProgramEndedInTheMiddle() {
        MigrationState state = Story.fold(Story.started(Phase.REPLICATE), Story.event(half(START, 0)));

        assertThat(NextAction.of(state, List.of(), false))
                .isEqualTo(new NextAction(
                        Tone.WARNING,
                        "Starting replication was interrupted.",
                        "What flows goes on flowing. Start it again to do the rest: what is done is kept."));
    }

    @Test
    void pointsToTheStepThatFailed() {
        MigrationState state =
                Story.fold(Story.started(Phase.REPLICATE), Story.ended(Phase.REPLICATE, PhaseStatus.FAILED));

        assertThat(NextAction.of(state, List.of(), false))
                .isEqualTo(new NextAction(
                        Tone.STOPPED,
                        "Starting replication failed.",
                        "Mend what the step below says. Start it again: what is done is kept."));
    }

    @Test
    void tellsThatThePersonStoppedIt() {
        MigrationState state =
                Story.fold(Story.started(Phase.REPLICATE), Story.ended(Phase.REPLICATE, PhaseStatus.CANCELLED));

        assertThat(NextAction.of(state, List.of(), false).sentence())
                .isEqualTo("Starting replication was stopped half way.");
    }

    @Test
    void asksTheServersAfterAResume() {
        assertThat(NextAction.of(running(), List.of(), false).sentence())
                .isEqualTo("Both servers are being asked how far it is.");
    }

    @Test
    void tellsThatNothingCouldBeMeasured() {
        MigrationState state = running().after(UNREACHABLE);

        assertThat(NextAction.of(state, List.of(), false))
                .isEqualTo(new NextAction(
                        Tone.WARNING,
                        "PlanetScale did not answer within 10 s.",
                        "It is tried again every few seconds."));
    }

    @Test
    void saysThatOldFiguresAreOld() {
        MigrationState state = running(Story.live().status()).after(UNREACHABLE);

        NextAction summary = NextAction.of(state, List.of(), false);

        assertThat(summary.tone()).isEqualTo(Tone.WARNING);
        assertThat(summary.sentence())
                .isEqualTo("The figures below are out of date. PlanetScale did not answer within 10 s.");
    }

    @Test
    void countsTablesStillCopyingAndTellsTheTimeLeft() {
        List<ReplicationStatus> measurements = steady(5 * MEGABYTE);

        assertThat(judged(measurements))
                .isEqualTo(new NextAction(
                        Tone.BUSY, "Nothing to do: 2 of 3 tables still copying, about 1-2 min left.", ""));
    }

    @Test
    void promisesNoTimeBeforeTheRateIsKnown() {
        assertThat(judged(List.of(half(START, 100))).sentence())
                .isEqualTo("Nothing to do: 2 of 3 tables still copying.");
    }

    @Test
    void tellsThatTheLastTablesCatchUp() {
        ReplicationStatus status = Story.measured(
                        table("a", State.READY, 1, 1),
                        table("b", State.CATCHING_UP, 1, 1),
                        table("c", State.COPIED, 1, 1))
                .status();

        assertThat(judged(List.of(status)).sentence())
                .isEqualTo("Nothing to do: the last 2 of 3 tables are catching up.");
    }

    @Test
    void warnsWhenNothingArrivesForLong() {
        List<ReplicationStatus> measurements = steady(0);

        assertThat(judged(measurements).tone()).isEqualTo(Tone.WARNING);
        assertThat(judged(measurements).sentence())
                .isEqualTo("Nothing has arrived for 2 min 0 s: public.big, public.waiting.");
    }

    @Test
    void invitesToGoOnWhenEverythingIsLive() {
        assertThat(judged(List.of(Story.live().status())))
                .isEqualTo(new NextAction(
                        Tone.GOOD, "Everything is live and 400 ms behind. Go on when you are ready.", ""));
    }

    @Test
    void waitsForTheFirstHeartbeat() {
        assertThat(judged(List.of(Story.live().noLag().status())).sentence())
                .isEqualTo("Nothing to do: everything is live, the first heartbeat is on its way.");
    }

    @Test
    void asksToWaitWhenTheTargetIsFarBehind() {
        NextAction summary =
                judged(List.of(Story.live().lag(Duration.ofSeconds(125)).status()));

        assertThat(summary.tone()).isEqualTo(Tone.BUSY);
        assertThat(summary.sentence()).isEqualTo("Everything is live, but PlanetScale is 2 min 5 s behind.");
    }

    @Test
    void neverCallsAnEmptyMigrationLive() {
        assertThat(judged(List.of(Story.measured().status())).sentence()).isEqualTo("No table is replicated.");
    }

    @Test
    void tellsHowToEnableASubscriptionThatAnErrorDisabled() {
        NextAction summary = judged(List.of(Story.live().errors(3, 0).disabled().status()));

        assertThat(summary)
                .isEqualTo(new NextAction(
                        Tone.STOPPED,
                        "Replication has stopped: PlanetScale refused a change (3 errors).",
                        "The server log on PlanetScale names the table and the row. Mend it there, then run ALTER"
                                + " SUBSCRIPTION \"planetfall_20260301_100000\" ENABLE. Meanwhile the source keeps its log"
                                + " and its disk fills."));
    }

    @Test
    void tellsThatSomebodyDisabledTheSubscription() {
        assertThat(judged(List.of(Story.live().disabled().status())).sentence())
                .isEqualTo("Replication has stopped: the subscription on PlanetScale is disabled.");
    }

    @Test
    void warnsWhenAnErrorIsNew() {
        ReplicationStatus before = Story.live().errors(1, 0).status();
        ReplicationStatus now =
                Story.live().errors(2, 0).at(START.plusSeconds(10)).status();

        assertThat(judged(List.of(before, now)).sentence())
                .isEqualTo("PlanetScale refuses a change and tries it again and again.");
    }

    @Test
    void forgetsErrorsThatWereMended() {
        ReplicationStatus before = Story.live().errors(1, 2).status();
        ReplicationStatus now =
                Story.live().errors(1, 2).at(START.plusSeconds(10)).status();

        assertThat(judged(List.of(before, now)).tone()).isEqualTo(Tone.GOOD);
    }

    @Test
    void namesTheTableThatCannotBeCopied() {
        ReplicationStatus before = half(START, 10);
        ReplicationStatus now = Story.measured(table("big", State.COPYING, 10, 900), table("small", State.READY, 9, 9))
                .errors(0, 1)
                .at(START.plusSeconds(5))
                .status();

        assertThat(judged(List.of(before, now)).sentence())
                .isEqualTo("PlanetScale cannot copy a table and tries again and again: public.big.");
    }

    @Test
    void warnsBeforeTheDiskThatWasConfirmedIsFull() {
        MigrationState state = running(Story.live().targetBytes(18L << 30).status());

        assertThat(NextAction.of(state, List.of(), false))
                .isEqualTo(new NextAction(
                        Tone.WARNING,
                        "PlanetScale's disk is nearly full: the database has 18.0 GB of the 20.0 GB you confirmed.",
                        "Raise its storage in the PlanetScale dashboard now; a full disk stops the copy."));
        assertThat(NextAction.of(running(Story.live().targetBytes(15L << 30).status()), List.of(), false)
                        .tone())
                .isEqualTo(Tone.GOOD);
    }

    @Test
    void warnsBeforeTheSourceDiscardsLog() {
        ReplicationStatus status =
                Story.live().wal(850 * MEGABYTE, 1_000 * MEGABYTE, "extended").status();

        assertThat(judged(List.of(status)).sentence())
                .isEqualTo("The source keeps 850 MB of 1000 MB of log and will soon discard some.");
    }

    @Test
    void saysThatALostSlotIsTheEnd() {
        ReplicationStatus status =
                Story.live().wal(0, 1_000 * MEGABYTE, "lost").disabled().status();

        assertThat(judged(List.of(status)).sentence())
                .isEqualTo("Replication cannot go on: the source has discarded log that PlanetScale still needed.");
    }

    @Test
    void saysWhatWouldMakeTheCopyQuicker() {
        CopyWorkers workers = new CopyWorkers(
                6, 2, "max_sync_workers_per_subscription", 2, 6, CopyWorkers.Place.TARGET, 1_024 * MEGABYTE);
        ReplicationStatus status = Story.measured(
                        table("big", State.COPYING, 0, 1_024 * MEGABYTE),
                        table("next", State.WAITING, 0, 1_024 * MEGABYTE))
                .workers(workers)
                .status();

        assertThat(judged(List.of(status)))
                .isEqualTo(new NextAction(
                        Tone.BUSY,
                        "2 of 2 tables still copying.",
                        workers.sentence().orElseThrow()));
    }

    @Test
    void asksToStayOpenWhileAChangeWaitsForAKey() {
        SchemaOutcome key = new SchemaOutcome(
                "CONSTRAINT",
                "public.orders orders_pkey",
                SchemaOutcome.Result.HELD_BACK,
                "ALTER TABLE ONLY \"public\".\"orders\" ADD CONSTRAINT \"orders_pkey\" PRIMARY KEY (\"id\")",
                "");
        ReplicationStatus before = half(START, 0);
        ReplicationStatus after = Story.measured(table("big", State.COPYING, 0, MEGABYTE))
                .at(START.plusSeconds(4))
                .errors(1, 0)
                .status();
        MigrationState state = running(after).after(new SchemaObjectApplied(START, key));

        assertThat(NextAction.of(state, List.of(before, after), true))
                .isEqualTo(new NextAction(
                        Tone.WARNING,
                        "PlanetScale tries a change again and again, perhaps until a table has its primary key.",
                        "Keep this program open: it builds the key as soon as the rows of the table are there. If it goes on"
                                + " after that, the server log on PlanetScale names the table and the row."));
    }

    @Test
    void restsAfterTheCutoverAndTheCleanUp() {
        List<MigrationEvent> events = new ArrayList<>(Story.readyToCutOver());
        events.add(new FreezeBegun(START));
        events.add(Story.done(Phase.CUTOVER));
        MigrationState cutOver = Story.fold(events);
        MigrationState cleaned = cutOver.after(Story.done(Phase.FINISH));

        assertThat(NextAction.of(cutOver, List.of(), false).sentence())
                .isEqualTo("The cutover is done: no change is left to carry over.");
        assertThat(NextAction.of(cleaned, List.of(), false).tone()).isEqualTo(Tone.IDLE);
    }

    @Test
    void tellsAPauseFromAStop() {
        MigrationState state =
                running(Story.live().disabled().status()).after(new SafetyEvent.ReplicationPaused(START));

        assertThat(NextAction.of(state, List.of(), false))
                .isEqualTo(new NextAction(
                        Tone.WARNING,
                        "Replication is paused.",
                        "Press Resume below when PlanetScale may take changes again. Meanwhile the source keeps its log and its"
                                + " disk fills."));
    }

    @Test
    void putsAnAlarmThatCannotWaitBeforeEverythingElse() {
        Alarm alarm = new Alarm("slot-missing", Alarm.Level.CRITICAL, "The slot is gone.", "Begin anew.", START);
        MigrationState state = running(Story.live().status()).after(new SafetyEvent.AlarmRaised(START, alarm));

        assertThat(NextAction.of(state, List.of(), false))
                .isEqualTo(new NextAction(Tone.WARNING, "The slot is gone.", "Begin anew."));
    }

    @Test
    void saysWhyNothingArrivesIfThatWasFoundOut() {
        Diagnosis lock = new Diagnosis(START, "lock", "A lock holds it up.", List.of(), "End it.");
        List<ReplicationStatus> silent = steady(0);
        MigrationState state = running(silent.get(silent.size() - 1)).after(new SafetyEvent.Diagnosed(START, lock));

        assertThat(NextAction.of(state, silent, false))
                .isEqualTo(new NextAction(
                        Tone.WARNING,
                        "Nothing has arrived for 2 min 0 s: public.big, public.waiting.",
                        "A lock holds it up. End it."));
    }

    private static NextAction judged(List<ReplicationStatus> measurements) {
        return NextAction.of(running(measurements.get(measurements.size() - 1)), measurements, false);
    }

    private static MigrationState running() {
        return Story.fold(Story.decided(), Story.started(Phase.REPLICATE), Story.done(Phase.REPLICATE));
    }

    private static MigrationState running(ReplicationStatus measured) {
        return Optional.of(measured).map(Story::event).map(running()::after).orElseThrow();
    }

    /** One table of 1 GB partly copied, one waiting, one live. */
    private static ReplicationStatus half(Instant at, long copied) {
        return Story.measured(
                        table("big", State.COPYING, copied, 1_024 * MEGABYTE),
                        table("waiting", State.WAITING, 0, 100 * MEGABYTE),
                        table("small", State.READY, MEGABYTE, MEGABYTE))
                .at(at)
                .status();
    }

    /** Two minutes, measured every two seconds. */
    private static List<ReplicationStatus> steady(long bytesPerSecond) {
        List<ReplicationStatus> measurements = new ArrayList<>();
        for (int second = 0; second <= 120; second += 2) {
            measurements.add(half(START.plusSeconds(second), second * bytesPerSecond));
        }
        return measurements;
    }
}
