package dev.planetfall.ui.page;

import static dev.planetfall.ui.page.Story.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.planetfall.migration.MigrationEvent;
import dev.planetfall.migration.MigrationEvent.LeftoversListed;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.Remnant;
import dev.planetfall.migration.RowDifference;
import dev.planetfall.migration.RowDifferences;
import dev.planetfall.migration.SequenceValue;
import dev.planetfall.migration.TableComparison;
import dev.planetfall.migration.TableComparison.Verdict;
import dev.planetfall.migration.VerificationEvent;
import dev.planetfall.migration.WayBackEvent.WayBackArmed;
import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.QualifiedName;
import dev.planetfall.ui.page.CleanUpViewModel.Doomed;
import dev.planetfall.ui.page.VerifyViewModel.Certainty;
import dev.planetfall.ui.page.VerifyViewModel.Result;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LastPagesViewModelTest {
    @Nested
    class Verify {
        private static final String WHEN = " Compared on "
                + LocalDateTime.ofInstant(Story.START, ZoneId.systemDefault())
                        .toString()
                        .replace("T", " at ") + ".";

        private final VerifyViewModel model = new VerifyViewModel();

        @Test
        void saysNothingBeforeTheFirstComparison() {
            model.show(MigrationState.INITIAL);

            assertThat(model.resultProperty().get()).isEqualTo(new Result(Certainty.NONE, ""));
        }

        @Test
        void tellsThatAllTablesWereEqualWhileWritesWentOn() {
            model.show(Story.fold(Story.compared(
                    false, Story.compared("a", 5, 5, Verdict.EQUAL), Story.compared("b", 7, 7, Verdict.EQUAL))));

            assertThat(model.resultProperty().get())
                    .isEqualTo(new Result(
                            Certainty.PROVEN,
                            "2 of 2 tables are equal: 12 rows were compared by checksum while writes went on. The cutover"
                                    + " compares once more, when nobody writes.",
                            WHEN));
        }

        @Test
        void warnsOfRowsThatDifferThoughNobodyWroteThem() {
            TableComparison lost = new TableComparison(
                    QualifiedName.of("public", "a"),
                    OptionalLong.of(2),
                    OptionalLong.of(1),
                    Verdict.DIFFERS,
                    "1 row missing on PlanetScale",
                    new RowDifferences(
                            List.of(new Identifier("id")),
                            List.of(new RowDifference(List.of("2"), RowDifference.Kind.MISSING, List.of())),
                            true));
            model.show(Story.fold(Story.compared(false, lost, Story.compared("b", 9, 9, Verdict.EQUAL))));

            assertThat(model.resultProperty().get())
                    .isEqualTo(new Result(
                            Certainty.DISPROVEN,
                            "1 table differs on PlanetScale, in 1 row, and not because something was just being written. Choose a table to see"
                                    + " which. Do not cut over before you know why.",
                            WHEN));
        }

        @Test
        void pointsToTablesThatCouldNotBeCompared() {
            TableComparison unread = new TableComparison(
                    QualifiedName.of("public", "a"),
                    OptionalLong.empty(),
                    OptionalLong.empty(),
                    Verdict.NOT_VERIFIED,
                    "permission denied");
            model.show(Story.fold(Story.compared(false, unread, Story.compared("b", 9, 9, Verdict.EQUAL))));

            assertThat(model.resultProperty().get().certainty()).isEqualTo(Certainty.TRIAL);
            assertThat(model.resultProperty().get().sentence())
                    .startsWith(
                            "1 of 2 tables are equal: 9 rows were compared by checksum while writes went on. 1 table"
                                    + " could not be compared yet: the note says why.");
        }

        @Test
        void saysThatTheComparisonWasSkippedAndForgetsItOnceRowsWereCompared() {
            model.show(Story.fold(new VerificationEvent.ComparisonSkipped(Story.START)));
            assertThat(model.resultProperty().get().sentence()).startsWith("You went on without comparing");

            model.show(Story.fold(
                    new VerificationEvent.ComparisonSkipped(Story.START),
                    Story.compared(false, Story.compared("a", 5, 5, Verdict.EQUAL))));
            assertThat(model.resultProperty().get().certainty()).isEqualTo(Certainty.PROVEN);
        }

        @Test
        void showsTheProofOfTheCutover() {
            model.show(Story.fold(Story.compared(true, Story.compared("a", 5, 5, Verdict.EQUAL))));

            assertThat(model.resultProperty().get())
                    .isEqualTo(new Result(Certainty.PROVEN, "Verified: 1 table, 5 rows, 0 differences.", WHEN));
        }

        @Test
        void putsTablesThatDifferFirst() {
            model.show(Story.fold(Story.compared(
                    true, Story.compared("a", 5, 5, Verdict.EQUAL), Story.compared("z", 5, 4, Verdict.DIFFERS))));

            assertThat(model.resultProperty().get().certainty()).isEqualTo(Certainty.DISPROVEN);
            assertThat(model.rowsProperty().get())
                    .extracting(VerifyRow::name, VerifyRow::difference)
                    .containsExactly(tuple("public.z", "-1"), tuple("public.a", "0"));
        }

        @Test
        void showsWhatIsComparedWhileItIs() {
            model.show(Story.fold(
                    new MigrationEvent.PhaseStarted(Story.START, Phase.VERIFY),
                    new VerificationEvent.ComparisonBegun(Story.START, false),
                    new VerificationEvent.TableCompared(Story.START, Story.compared("a", 5, 5, Verdict.EQUAL))));

            assertThat(model.rowsProperty().get()).extracting(VerifyRow::name).containsExactly("public.a");
            assertThat(model.resultProperty().get().certainty()).isEqualTo(Certainty.NONE);
        }
    }

    @Nested
    class Sequences {
        private final SequencesViewModel model = new SequencesViewModel();

        @Test
        void tellsThatSequencesAreAheadBeforeTheCutover() {
            model.show(Story.fold(
                    Story.sequences(Story.sequence("a", 10, 1_010, false), Story.sequence("b", 20, 1_020, false))));

            assertThat(model.sentenceProperty().get())
                    .isEqualTo("2 sequences safely ahead of the source. Cutting over sets the exact values.");
        }

        @Test
        void tellsThatSequencesAreExactAfterIt() {
            SequenceValue nearItsEnd = new SequenceValue(
                    QualifiedName.of("public", "tiny"),
                    OptionalLong.of(32_000),
                    OptionalLong.of(32_000),
                    OptionalLong.of(32_000),
                    true,
                    "97 % used");
            model.show(Story.fold(Story.sequences(nearItsEnd)));

            assertThat(model.sentenceProperty().get())
                    .isEqualTo("1 sequence set to the exact values of the source. 1 sequence with a note to read.");
        }

        @Test
        void tellsWhyASequenceIsSetToASmallerNumber() {
            assertThat(SequencesViewModel.note(Story.sequence("up", 10, 1_010, false)))
                    .isEmpty();
            assertThat(SequencesViewModel.note(Story.sequence("down", -10, -1_010, false)))
                    .isEqualTo("Counts downwards");
            assertThat(SequencesViewModel.note(Story.sequence("exact", -10, -10, true)))
                    .isEmpty();
        }

        @Test
        void tellsThatThereAreNone() {
            model.show(Story.fold(Story.done(Phase.SEQUENCES)));

            assertThat(model.sentenceProperty().get())
                    .isEqualTo("There are no sequences in the scope: nothing to advance.");
        }
    }

    @Nested
    class Finish {
        private final FinishViewModel model = new FinishViewModel();

        @Test
        void tellsUntilWhenTheOldDatabaseIsKeptOnceTheCutoverIsDone() {
            model.show(Story.fold(Story.readyToCutOver()));
            assertThat(model.keepAdviceProperty().get()).isEmpty();

            model.show(
                    Story.fold(Story.cutOver(Story.compared(true, Story.compared("customer", 1, 1, Verdict.EQUAL)))));
            assertThat(model.keepAdviceProperty().get().orElseThrow())
                    .matches("Keep the old database until (8|9|10) March 2026 at least, 8 days after the cutover of .*"
                            + " It is read-only meanwhile\\. Before you delete it, .*");
        }
    }

    @Nested
    class CleanUp {
        private final CleanUpViewModel model = new CleanUpViewModel();

        @Test
        void listsByNameWhatCleaningUpDropsUntilTheServersWereAsked() {
            model.show(Story.fold(Story.decided()));

            assertThat(model.doomedProperty().get())
                    .containsExactly(
                            new Doomed("Subscription", "planetfall_20260301_100000", "PlanetScale"),
                            new Doomed("Replication slot", "planetfall_20260301_100000", "the source"),
                            new Doomed("Publication", "planetfall_20260301_100000", "the source"),
                            new Doomed("Marker schema", "_planetfall", "both servers"));
        }

        @Test
        void listsWhatTheServersHoldWithItsStatements() {
            model.show(Story.fold(Story.decided(), Story.searched(Story.remnants())));

            assertThat(model.doomedProperty().get())
                    .containsExactly(
                            new Doomed(
                                    "Replication slot",
                                    "planetfall_20260301_100000, keeps 312 MB of log",
                                    "the source"),
                            new Doomed("Subscription", "planetfall_20260301_100000", "PlanetScale"));
            assertThat(model.scriptProperty().get()).isEqualTo("""
                    -- On PlanetScale
                    ALTER SUBSCRIPTION "planetfall_20260301_100000" DISABLE;
                    ALTER SUBSCRIPTION "planetfall_20260301_100000" SET (slot_name = NONE);
                    DROP SUBSCRIPTION "planetfall_20260301_100000";

                    -- On the source
                    SELECT pg_drop_replication_slot('planetfall_20260301_100000');""");
            assertThat(model.othersProperty().get())
                    .extracting(Remnant::described)
                    .containsExactly("setting default_transaction_read_only", "schema bucardo");
        }

        @Test
        void tellsWhatToRunOnAServerThatIsAway() {
            model.show(Story.fold(Story.decided(), Story.searched(Story.sourceAway())));

            assertThat(model.awayProperty().get())
                    .containsExactly(new CleanUpViewModel.Away(
                            "The source did not answer, so what is left there is not known. Nothing listens there. The"
                                    + " clean-up does the rest on the other server and can be run again for this one. Or run"
                                    + " these statements there, in this order:",
                            "SELECT pg_drop_replication_slot('planetfall_20260301_100000');"));
        }

        @Test
        void cleansUpOnlyAfterTheCutover() {
            model.show(Story.fold(Story.readyToCutOver()));
            assertThat(model.mayCleanUpProperty().get()).isFalse();

            model.show(
                    Story.fold(Story.cutOver(Story.compared(true, Story.compared("customer", 1, 1, Verdict.EQUAL)))));
            assertThat(model.mayCleanUpProperty().get()).isTrue();
        }

        @Test
        void callsTheServersCleanOnlyWhenBothAnsweredThatNothingIsLeft() {
            model.show(Story.fold(Story.done(Phase.FINISH)));
            assertThat(model.cleanProperty().get()).isFalse();

            model.show(Story.fold(Story.searched(Story.sourceAway()), Story.done(Phase.FINISH)));
            assertThat(model.cleanProperty().get()).isFalse();

            model.show(Story.fold(Story.searched(Story.nothingLeft()), Story.done(Phase.FINISH)));
            assertThat(model.cleanProperty().get()).isTrue();
        }

        @Test
        void warnsWhileTheWayBackIsOpen() {
            model.show(Story.fold(Story.decided()));
            assertThat(model.warningProperty().get()).isEmpty();

            model.show(Story.fold(Story.decided(), new WayBackArmed(START)));
            assertThat(model.warningProperty().get())
                    .startsWith("The source still follows PlanetScale, so that you can roll back.");
        }

        @Test
        void showsWhatAnEarlierVersionFound() {
            model.show(Story.fold(new LeftoversListed(START, List.of("source: replication slot x"))));

            assertThat(model.leftoversProperty().get()).containsExactly("source: replication slot x");
            assertThat(model.cleanProperty().get()).isFalse();
            model.show(Story.fold(new LeftoversListed(START, List.of()), Story.done(Phase.FINISH)));
            assertThat(model.cleanProperty().get()).isTrue();
        }
    }
}
