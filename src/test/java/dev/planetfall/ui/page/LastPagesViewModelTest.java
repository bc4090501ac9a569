package dev.planetfall.ui.page;

import static dev.planetfall.ui.page.Story.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.MigrationEvent.LeftoversListed;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.SequenceValue;
import dev.planetfall.migration.TableComparison;
import dev.planetfall.migration.TableComparison.Verdict;
import dev.planetfall.postgres.QualifiedName;
import dev.planetfall.ui.page.FinishViewModel.Doomed;
import dev.planetfall.ui.page.VerifyViewModel.Certainty;
import dev.planetfall.ui.page.VerifyViewModel.Result;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LastPagesViewModelTest {
    @Nested
    class Verify {
        private final VerifyViewModel model = new VerifyViewModel();

        @Test
        void saysNothingBeforeTheFirstComparison() {
            model.show(MigrationState.INITIAL);

            assertThat(model.resultProperty().get()).isEqualTo(new Result(Certainty.NONE, ""));
        }

        @Test
        void callsEqualNumbersATrialWhileWritesGoOn() {
            model.show(Story.fold(Story.compared(
                    false,
                    Story.compared("a", 5, 5, Verdict.NOT_VERIFIED),
                    Story.compared("b", 7, 7, Verdict.NOT_VERIFIED))));

            assertThat(model.resultProperty().get())
                    .isEqualTo(new Result(
                            Certainty.TRIAL,
                            "Trial: 2 of 2 tables had as many rows on both servers while writes went on. The proof"
                                    + " follows when you cut over."));
        }

        @Test
        void pointsToTablesThatCouldNotBeCounted() {
            TableComparison uncounted = new TableComparison(
                    QualifiedName.of("public", "a"),
                    OptionalLong.empty(),
                    OptionalLong.of(1),
                    Verdict.NOT_VERIFIED,
                    "permission denied");
            model.show(Story.fold(Story.compared(false, uncounted, Story.compared("b", 9, 8, Verdict.NOT_VERIFIED))));

            assertThat(model.resultProperty().get().sentence())
                    .endsWith(
                            "0 of 2 tables had as many rows on both servers while writes went on. 1 table could not be"
                                    + " counted: the note says why.");
        }

        @Test
        void showsTheProofOfTheCutover() {
            model.show(Story.fold(Story.compared(true, Story.compared("a", 5, 5, Verdict.EQUAL))));

            assertThat(model.resultProperty().get())
                    .isEqualTo(new Result(Certainty.PROVEN, "Verified: 1 table, 5 rows, 0 differences."));
        }

        @Test
        void putsTablesThatDifferFirst() {
            model.show(Story.fold(Story.compared(
                    true, Story.compared("a", 5, 5, Verdict.EQUAL), Story.compared("z", 5, 4, Verdict.DIFFERS))));

            assertThat(model.resultProperty().get().certainty()).isEqualTo(Certainty.DISPROVEN);
            assertThat(model.rowsProperty().get())
                    .extracting(table -> table.table().toString())
                    .containsExactly("public.z", "public.a");
            assertThat(VerifyViewModel.difference(model.rowsProperty().get().get(0)))
                    .isEqualTo("-1");
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
        void listsByNameWhatCleaningUpDrops() {
            model.show(Story.fold(Story.decided()));

            assertThat(model.doomedProperty().get())
                    .containsExactly(
                            new Doomed("Subscription", "planetfall_20260301_100000", "PlanetScale"),
                            new Doomed("Replication slot", "planetfall_20260301_100000", "the source"),
                            new Doomed("Publication", "planetfall_20260301_100000", "the source"),
                            new Doomed("Marker schema", "_planetfall", "both servers"));
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
        void callsTheServersCleanOnlyWhenSomebodyLooked() {
            model.show(Story.fold(Story.done(Phase.FINISH)));
            assertThat(model.cleanProperty().get()).isFalse();

            model.show(Story.fold(new LeftoversListed(START, List.of()), Story.done(Phase.FINISH)));
            assertThat(model.cleanProperty().get()).isTrue();
        }

        @Test
        void listsWhatIsLeft() {
            model.show(Story.fold(new LeftoversListed(START, List.of("source: replication slot x"))));

            assertThat(model.leftoversProperty().get()).containsExactly("source: replication slot x");
            assertThat(model.cleanProperty().get()).isFalse();
        }
    }
}
