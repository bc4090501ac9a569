package dev.planetfall.ui.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.CutoverEvent;
import dev.planetfall.migration.DiskNeed;
import dev.planetfall.migration.DiskSize;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.JournalDamage;
import dev.planetfall.migration.MigrationEvent.DiskMeasured;
import dev.planetfall.migration.MigrationEvent.FindingReported;
import dev.planetfall.migration.MigrationEvent.JournalDamaged;
import dev.planetfall.migration.MigrationLibrary.Summary;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.PhaseStatus;
import dev.planetfall.ui.page.DiskSizeViewModel.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import org.junit.jupiter.api.Test;

class FirstPagesViewModelTest {
    private static final long GIGABYTE = 1L << 30;
    private static final DiskSize DISK = new DiskSize(20 * GIGABYTE, 4 * GIGABYTE, 12 * GIGABYTE);
    private static final MigrationState MEASURED = Story.fold(new DiskMeasured(Story.START, DISK));

    @Test
    void listsAMigrationWithPhaseAndAge() {
        MigrationState state = Story.fold(Story.decided(), Story.started(Phase.CONNECT), Story.done(Phase.CONNECT));

        assertThat(home(Duration.ofMinutes(125), state))
                .extracting(HomeViewModel.Row::name, HomeViewModel.Row::standing, HomeViewModel.Row::warning)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        "store from db.example.com", "Connect: done, 2 h 5 min ago", ""));
    }

    @Test
    void warnsFirstOfWritesThatNobodyLetGoOn() {
        MigrationState frozen = Story.fold(
                Story.decided(),
                Story.started(Phase.REPLICATE),
                Story.started(Phase.CUTOVER),
                new CutoverEvent.FreezeBegun(Instant.EPOCH));

        assertThat(home(Duration.ZERO, frozen).get(0).warning())
                .isEqualTo("Writes on the source may still be stopped: resume it, then cut over or allow them again");
    }

    @Test
    void warnsOfAMigrationForWhichTheSourceKeepsLog() {
        MigrationState state =
                Story.fold(Story.decided(), Story.started(Phase.REPLICATE), Story.started(Phase.CONNECT));

        HomeViewModel.Row row = home(Duration.ZERO, state).get(0);

        assertThat(row.standing()).isEqualTo("Replicate: interrupted, just now");
        assertThat(row.warning()).isEqualTo("The source keeps log for this migration");
        assertThat(HomeViewModel.deletion(row, false))
                .isEqualTo(
                        "Delete \"store from db.example.com\" from this computer? Nothing on the servers is touched. What"
                                + " it made there may stay: a subscription on PlanetScale, a publication and a slot on the source, schema"
                                + " _planetfall on both. The source goes on keeping log for it, which can fill its disk. To remove it,"
                                + " resume it instead, connect both servers, close the window and choose to drop it.");
        assertThat(HomeViewModel.deletion(row, true))
                .isEqualTo(
                        "Delete \"store from db.example.com\" from this computer? Nothing on the servers is touched.");
    }

    @Test
    void tellsMigrationsOfOneDatabaseApart() {
        MigrationState under = Story.fold(Story.decided(), Story.started(Phase.CUTOVER), Story.done(Phase.CUTOVER));
        MigrationState over = Story.fold(Story.decided(), Story.done(Phase.REPLICATE), Story.done(Phase.FINISH));

        assertThat(home(Duration.ZERO, under))
                .extracting(HomeViewModel.Row::way, HomeViewModel.Row::action)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        "Logical replication to postgres on x7k2p9.pg.psdb.cloud", "Resume"));
        assertThat(home(Duration.ZERO, over))
                .extracting(HomeViewModel.Row::action, row -> HomeViewModel.deletion(row, false))
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        "Open",
                        "Delete \"store from db.example.com\" from this computer? Nothing on the servers is touched."));
    }

    @Test
    void doesNotListWhatWasNeverDecided() {
        assertThat(home(Duration.ZERO, MigrationState.INITIAL)).isEmpty();
    }

    @Test
    void advancesOnlyAfterTestAndConnect() {
        ReadOnlyBooleanWrapper tested = new ReadOnlyBooleanWrapper();
        PlanetScaleViewModel model = new PlanetScaleViewModel(tested.getReadOnlyProperty());
        model.open("m1", MigrationState.INITIAL);

        tested.set(true);
        model.connecting(Optional.of(Story.plan().source()));
        assertThat(model.mayAdvanceProperty().get()).isFalse();
        model.connected(PhaseStatus.DONE, MigrationState.INITIAL);
        assertThat(model.mayAdvanceProperty().get()).isTrue();
        assertThat(model.isOutdated(Optional.of(Story.plan().source()))).isFalse();
        assertThat(model.isOutdated(Optional.of(Story.plan().target()))).isTrue();

        tested.set(false);
        assertThat(model.mayAdvanceProperty().get()).isFalse();
    }

    @Test
    void leadsAResumedMigrationToThePhaseItReachedOnce() {
        ReadOnlyBooleanWrapper tested = new ReadOnlyBooleanWrapper();
        PlanetScaleViewModel model = new PlanetScaleViewModel(tested.getReadOnlyProperty());
        model.open("m1", Story.fold(Story.decided(), Story.done(Phase.SCHEMA), Story.started(Phase.REPLICATE)));
        assertThat(model.resumedPhase()).contains(Phase.REPLICATE);

        model.left();
        assertThat(model.resumedPhase()).contains(Phase.REPLICATE);

        tested.set(true);
        model.connected(PhaseStatus.DONE, MigrationState.INITIAL);
        model.left();
        assertThat(model.resumedPhase()).isEmpty();
    }

    @Test
    void startsTheChecksByItselfOnlyBeforeTheyWereAsked() {
        assertThat(ChecksViewModel.startsByItself(MigrationState.INITIAL)).isTrue();
        assertThat(ChecksViewModel.startsByItself(
                        Story.fold(Story.started(Phase.CHECK), Story.ended(Phase.CHECK, PhaseStatus.BLOCKED))))
                .isFalse();
    }

    @Test
    void sumsTheFindingsUp() {
        ChecksViewModel model = new ChecksViewModel();

        model.show(Story.fold(
                new FindingReported(Story.START, Finding.passed("a", "Good.")),
                new FindingReported(Story.START, Finding.blocker("b", "Bad.", "")),
                new FindingReported(Story.START, Finding.unknown("c", "Unknown.", ""))));

        assertThat(model.summaryProperty().get()).isEqualTo("1 blocker, 1 could not be checked, 1 passed");
    }

    @Test
    void acceptsTheRecommendedDisk() {
        DiskSizeViewModel model = disk("36");

        assertThat(new DiskNeed(DISK, Optional.empty()).recommendedGigabytes()).isEqualTo(50);
        assertThat(model.verdictProperty().get()).isEqualTo(Verdict.TIGHT);
        assertThat(model.mayAdvanceProperty().get()).isFalse();

        model.typedProperty().set("50");
        assertThat(model.confirmed()).isEqualTo(OptionalLong.of(50));
    }

    @Test
    void acceptsATightDiskOnlyWhenThePersonSaysSo() {
        DiskSizeViewModel model = disk("24");

        model.overrideProperty().set(true);
        assertThat(model.confirmed()).isEqualTo(OptionalLong.of(24));

        model.typedProperty().set("25");
        assertThat(model.confirmed()).isEmpty();
    }

    @Test
    void refusesADiskThatDoesNotHoldTheData() {
        DiskSizeViewModel model = disk("23");

        model.overrideProperty().set(true);

        assertThat(model.verdictProperty().get()).isEqualTo(Verdict.TOO_SMALL);
        assertThat(model.mayAdvanceProperty().get()).isFalse();
        assertThat(model.sentenceProperty().get())
                .isEqualTo("That is less than the 24.0 GB measured on the source, so the copy would fill the disk.");
    }

    @Test
    void takesASizeWithItsUnit() {
        assertThat(disk("50 GB").confirmed()).isEqualTo(OptionalLong.of(50));
        assertThat(disk(" 50gib ").confirmed()).isEqualTo(OptionalLong.of(50));
    }

    /** What another unit means differs by a tenth, and a fraction looks otherwise in each language. */
    @Test
    void refusesUnitsAndFractionsThatCouldBeMisread() {
        assertThat(disk("1 TB").verdictProperty().get()).isEqualTo(Verdict.NOT_A_NUMBER);
        assertThat(disk("50.5").verdictProperty().get()).isEqualTo(Verdict.NOT_A_NUMBER);
        assertThat(disk("0 GB").verdictProperty().get()).isEqualTo(Verdict.NOT_A_NUMBER);
    }

    @Test
    void refusesWhatIsNoNumber() {
        assertThat(disk("ten").verdictProperty().get()).isEqualTo(Verdict.NOT_A_NUMBER);
        assertThat(disk("").sentenceProperty().get()).isEmpty();
    }

    @Test
    void holdsNobodyUpOnceTheCopyHasBegun() {
        DiskSizeViewModel model = disk("");
        assertThat(model.mayAdvanceProperty().get()).isFalse();

        model.show("m1", MEASURED.after(Story.started(Phase.REPLICATE)));

        assertThat(model.mayAdvanceProperty().get()).isTrue();
        assertThat(model.confirmed()).isEmpty();
    }

    @Test
    void knowsTheDiskOfAResumedMigration() {
        DiskSizeViewModel model = new DiskSizeViewModel();
        DiskSize small = new DiskSize(GIGABYTE, GIGABYTE, GIGABYTE);

        model.show("m1", Story.fold(Story.decided(), new DiskMeasured(Story.START, small)));

        assertThat(model.confirmed()).isEqualTo(OptionalLong.of(20));
    }

    @Test
    void warnsOfADamagedJournalBesideWhatIsPressing() {
        JournalDamaged damaged =
                new JournalDamaged(Story.START, new JournalDamage(2, List.of("journal.jsonl.damaged-0123456789ab")));

        HomeViewModel.Row row = home(
                        Duration.ZERO, Story.fold(Story.decided(), Story.started(Phase.REPLICATE), damaged))
                .get(0);

        assertThat(row.warning())
                .isEqualTo("The source keeps log for this migration. 2 lines of its journal cannot be read. Before"
                        + " anything is added, the file is kept as journal.jsonl.damaged-0123456789ab. Resume it: the"
                        + " servers are asked what is true. Then clean up if in doubt");
        assertThat(HomeViewModel.deletion(row, false)).contains("What it made there may stay");
    }

    @Test
    void namesWhatMayBeOnTheServersWhenNothingTellsWhichTheyAre() {
        HomeViewModel.Row row = home(
                        Duration.ZERO,
                        Story.fold(new JournalDamaged(
                                Story.START, new JournalDamage(1, List.of("journal.jsonl.damaged-0123456789ab")))))
                .get(0);

        assertThat(row.isResumable()).isFalse();
        assertThat(row.name()).isEqualTo("m1");
        assertThat(row.standing()).isEqualTo("It is not known how far it got");
        assertThat(row.warning())
                .isEqualTo("1 line of its journal cannot be read. No other line tells which servers it concerns, so it"
                        + " cannot be resumed here. The source may hold the slot and the publication planetfall_m1,"
                        + " PlanetScale the subscription planetfall_m1. Remove them with: java -jar planetfall.jar run"
                        + " --abandon --resume m1 --source URI --target URI");
        assertThat(HomeViewModel.deletion(row, false))
                .isEqualTo("Delete \"m1\" from this computer? Nothing on the servers is touched. " + row.warning());
    }

    private static DiskSizeViewModel disk(String typed) {
        DiskSizeViewModel model = new DiskSizeViewModel();
        model.show("m1", MEASURED);
        model.typedProperty().set(typed);
        return model;
    }

    private static List<HomeViewModel.Row> home(Duration later, MigrationState state) {
        HomeViewModel model = new HomeViewModel(Clock.fixed(Story.START.plus(later), ZoneOffset.UTC));
        return model.rows(List.of(new Summary("m1", state, false)));
    }
}
