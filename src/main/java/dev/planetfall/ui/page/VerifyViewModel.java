package dev.planetfall.ui.page;

import dev.planetfall.language.Messages;
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
                    compared.map(at -> Messages.text("page.verify.compared-on", MOMENT.format(at)))
                            .orElse(""));
        }
    }

    private static final DateTimeFormatter MOMENT =
            Messages.dates("date.minute").withZone(ZoneId.systemDefault());

    private static final Result NOTHING = new Result(Certainty.NONE, "");
    private static final Result SKIPPED =
            new Result(Certainty.TRIAL, Messages.text("page.verify.you-went-on-without-comparing"));

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
                    : new Result(Certainty.TRIAL, Messages.plural("page.verify.tables-differ-by-what-was", differ));
        }
        String equal = Messages.text(
                "page.verify.of-equal-compared-by-checksum",
                Quantities.count(verification.count(Verdict.EQUAL)),
                Messages.plural("count.table-is", verification.tables().size()),
                Messages.plural("count.row-was", verification.sourceRows()),
                state.writesFrozen() ? "" : Messages.text("page.verify.while-writes-went-on"));
        String rest = unknown == 0 ? "" : Messages.plural("page.verify.tables-could-not-be-compared", unknown);
        String proof =
                state.method().stopsWriters() ? Messages.text("page.verify.the-cutover-compares-once-more-when") : "";
        return new Result(
                unknown == 0 ? Certainty.PROVEN : Certainty.TRIAL, equal + rest + proof + objects(verification));
    }

    private static String lost(long differ, Verification verification) {
        long rows = verification.tables().stream()
                .map(TableComparison::differences)
                .mapToLong(differences -> differences.rows().size())
                .sum();
        return Messages.text(
                "page.verify.on-planetscale-in-and-not",
                Messages.plural("count.table-differs", differ),
                Messages.plural("count.row", rows),
                objects(verification));
    }

    private static String objects(Verification verification) {
        int wrong = verification.objectsToLookAt().size();
        return wrong == 0 ? "" : Messages.plural("page.verify.other-things-to-look-at", wrong);
    }

    /** What {@link Verification#sentence()} says to a log, as a page says it: without the full stop. */
    static String inWords(Verification verification) {
        String tables = Messages.plural("count.table", verification.tables().size());
        if (verification.isProven()) {
            return Messages.plural("page.verify.verified-rows-0-differences", verification.sourceRows(), tables);
        }
        return Messages.text(
                "page.verify.not-verified-differ-not-compared",
                tables,
                Quantities.count(verification.count(Verdict.DIFFERS)),
                Quantities.count(verification.count(Verdict.NOT_VERIFIED)));
    }
}
