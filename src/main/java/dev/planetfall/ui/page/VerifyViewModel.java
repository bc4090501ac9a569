package dev.planetfall.ui.page;

import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.PhaseStatus;
import dev.planetfall.migration.Quantities;
import dev.planetfall.migration.TableComparison;
import dev.planetfall.migration.TableComparison.Verdict;
import dev.planetfall.migration.UnfinishedComparison;
import dev.planetfall.migration.Verification;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** What the verify page says about the last comparison, and about the one that is under way. */
final class VerifyViewModel {
    /** How sure the result is. */
    enum Certainty {
        /** Nothing was compared. */
        NONE,
        /** Something is not known. */
        TRIAL,
        /** All is equal; while writes go on, as far as that can be said. */
        PROVEN,
        /** Rows differ, or were not compared when it counted. */
        DISPROVEN
    }

    /**
     * One sentence on all tables together.
     *
     * @param when it was found out, as another sentence; what was equal days ago may differ now
     */
    record Result(Certainty certainty, String sentence, String when) {
        Result(Certainty certainty, String sentence) {
            this(certainty, sentence, "");
        }

        private Result at(Optional<Instant> compared) {
            return new Result(
                    certainty,
                    sentence,
                    compared.map(at -> " Compared on " + MOMENT.format(at) + ".")
                            .orElse(""));
        }
    }

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd 'at' HH:mm", Locale.ROOT).withZone(ZoneId.systemDefault());

    private static final Result NOTHING = new Result(Certainty.NONE, "");
    private static final Result SKIPPED = new Result(
            Certainty.TRIAL,
            "You went on without comparing: what is wrong is only found while writes are stopped. Compare now to know before.");

    private final ReadOnlyObjectWrapper<Result> result = new ReadOnlyObjectWrapper<>(NOTHING);
    private final ReadOnlyObjectWrapper<List<VerifyRow>> rows = new ReadOnlyObjectWrapper<>(List.of());

    void show(MigrationState state) {
        boolean isComparing = state.status(Phase.VERIFY) == PhaseStatus.RUNNING
                && state.unfinishedComparison().isPresent();
        if (isComparing) {
            UnfinishedComparison comparing = state.unfinishedComparison().orElseThrow();
            rows.set(worstFirst(comparing.tables().stream().map(VerifyRow::of)));
            result.set(NOTHING);
        } else {
            rows.set(state.verification()
                    .map(verification -> worstFirst(Stream.concat(
                            verification.tables().stream().map(VerifyRow::of),
                            verification.objects().stream().map(VerifyRow::of))))
                    .orElse(List.of()));
            result.set(state.verification()
                    .map(verification -> judged(verification, state).at(state.comparedAt()))
                    .orElse(state.isComparisonSkipped() ? SKIPPED : NOTHING));
        }
    }

    ReadOnlyObjectProperty<Result> resultProperty() {
        return result.getReadOnlyProperty();
    }

    /** What differs first, then what could not be compared. */
    ReadOnlyObjectProperty<List<VerifyRow>> rowsProperty() {
        return rows.getReadOnlyProperty();
    }

    private static List<VerifyRow> worstFirst(Stream<VerifyRow> all) {
        return all.sorted(Comparator.comparingInt(VerifyRow::rank).thenComparing(VerifyRow::name))
                .toList();
    }

    private static Result judged(Verification verification, MigrationState state) {
        if (verification.isProven()) {
            return new Result(Certainty.PROVEN, inWords(verification) + "." + objects(verification));
        }
        if (verification.whileFrozen()) {
            return new Result(Certainty.DISPROVEN, inWords(verification) + "." + objects(verification));
        }
        return live(verification, state);
    }

    private static Result live(Verification verification, MigrationState state) {
        long differ = verification.count(Verdict.DIFFERS);
        long unknown = verification.count(Verdict.NOT_VERIFIED);
        if (differ > 0) {
            return state.method().stopsWriters()
                    ? new Result(Certainty.DISPROVEN, lost(differ, verification))
                    : new Result(
                            Certainty.TRIAL,
                            Quantities.count(differ, "table differs", "tables differ")
                                    + " by what was written on the source after the copy began, which stays behind.");
        }
        String equal = "%s of %s equal: %s compared by checksum%s."
                .formatted(
                        Quantities.count(verification.count(Verdict.EQUAL)),
                        Quantities.count(verification.tables().size(), "table is", "tables are"),
                        Quantities.count(verification.sourceRows(), "row was", "rows were"),
                        state.writesFrozen() ? "" : " while writes went on");
        String rest = unknown == 0
                ? ""
                : " " + Quantities.count(unknown, "table") + " could not be compared yet: the note says why.";
        String proof = state.method().stopsWriters() ? " The cutover compares once more, when nobody writes." : "";
        return new Result(
                unknown == 0 ? Certainty.PROVEN : Certainty.TRIAL, equal + rest + proof + objects(verification));
    }

    private static String lost(long differ, Verification verification) {
        long rows = verification.tables().stream()
                .map(TableComparison::differences)
                .mapToLong(differences -> differences.rows().size())
                .sum();
        return Quantities.count(differ, "table differs", "tables differ") + " on PlanetScale, in "
                + Quantities.count(rows, "row") + ", and not because something was just being written."
                + " Choose a table to see which. Do not cut over before you know why." + objects(verification);
    }

    private static String objects(Verification verification) {
        int wrong = verification.objectsToLookAt().size();
        return wrong == 0
                ? ""
                : " " + Quantities.count(wrong, "other thing", "other things") + " to look at: see the notes.";
    }

    /** What {@link Verification#sentence()} says to a log, as a page says it: without the full stop. */
    static String inWords(Verification verification) {
        String tables = Quantities.count(verification.tables().size(), "table");
        if (verification.isProven()) {
            return "Verified: " + tables + ", " + Quantities.count(verification.sourceRows(), "row")
                    + ", 0 differences";
        }
        return "Not verified: " + tables + ", " + Quantities.count(verification.count(Verdict.DIFFERS)) + " differ, "
                + Quantities.count(verification.count(Verdict.NOT_VERIFIED)) + " not compared";
    }
}
