package dev.planetfall.ui.page;

import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Quantities;
import dev.planetfall.migration.TableComparison;
import dev.planetfall.migration.TableComparison.Verdict;
import dev.planetfall.migration.Verification;
import java.util.Comparator;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** What the verify page says about the last comparison. */
final class VerifyViewModel {
    /** How sure the result is. */
    enum Certainty {
        /** Nothing was compared. */
        NONE,
        /** Writes went on, so nothing is proven either way. */
        TRIAL,
        PROVEN,
        /** Writes were frozen and a table differs or could not be compared. */
        DISPROVEN
    }

    /** One sentence on all tables together. */
    record Result(Certainty certainty, String sentence) {}

    private static final Result NOTHING = new Result(Certainty.NONE, "");

    private final ReadOnlyObjectWrapper<Result> result = new ReadOnlyObjectWrapper<>(NOTHING);
    private final ReadOnlyObjectWrapper<List<TableComparison>> rows = new ReadOnlyObjectWrapper<>(List.of());

    void show(MigrationState state) {
        rows.set(state.verification().map(VerifyViewModel::worstFirst).orElse(List.of()));
        result.set(state.verification()
                .map(verification -> judged(verification, state))
                .orElse(NOTHING));
    }

    ReadOnlyObjectProperty<Result> resultProperty() {
        return result.getReadOnlyProperty();
    }

    /** Tables that differ first, then those that could not be compared. */
    ReadOnlyObjectProperty<List<TableComparison>> rowsProperty() {
        return rows.getReadOnlyProperty();
    }

    /** Rows on the target less rows on the source, with its sign; empty while a count is missing. */
    static String difference(TableComparison table) {
        if (table.sourceRows().isEmpty() || table.targetRows().isEmpty()) {
            return "";
        }
        long difference = table.targetRows().getAsLong() - table.sourceRows().getAsLong();
        return (difference > 0 ? "+" : "") + Quantities.count(difference);
    }

    private static List<TableComparison> worstFirst(Verification verification) {
        return verification.tables().stream()
                .sorted(Comparator.comparing(VerifyViewModel::rank).thenComparing(TableComparison::table))
                .toList();
    }

    private static int rank(TableComparison table) {
        return switch (table.verdict()) {
            case DIFFERS -> 0;
            case NOT_VERIFIED -> 1;
            case EQUAL -> 2;
        };
    }

    private static Result judged(Verification verification, MigrationState state) {
        if (verification.isProven()) {
            return new Result(Certainty.PROVEN, inWords(verification) + ".");
        }
        if (verification.whileFrozen()) {
            return new Result(Certainty.DISPROVEN, inWords(verification) + ".");
        }
        return new Result(Certainty.TRIAL, trial(verification, state));
    }

    private static String trial(Verification verification, MigrationState state) {
        List<TableComparison> tables = verification.tables();
        long failed = tables.stream()
                .filter(table -> table.verdict() == Verdict.NOT_VERIFIED)
                .filter(table ->
                        table.sourceRows().isEmpty() || table.targetRows().isEmpty())
                .count();
        long same = tables.stream().filter(VerifyViewModel::hasSameCount).count();
        String sentence = "Trial: %s of %s had as many rows on both servers%s. "
                .formatted(
                        Quantities.count(same),
                        Quantities.count(tables.size(), "table"),
                        state.writesFrozen() ? "" : " while writes went on");
        if (failed > 0) {
            return sentence + Quantities.count(failed, "table") + " could not be counted: the note says why.";
        }
        if (!state.method().stopsWriters()) {
            return sentence + "What is written after the copy began stays behind.";
        }
        return sentence
                + (same == tables.size()
                        ? "The proof follows when you cut over."
                        : "A small difference is normal now, a large one is not.");
    }

    private static boolean hasSameCount(TableComparison table) {
        return table.sourceRows().isPresent() && table.sourceRows().equals(table.targetRows());
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
