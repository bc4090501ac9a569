package dev.planetfall.ui.page;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.ObjectComparison;
import dev.planetfall.migration.Quantities;
import dev.planetfall.migration.RowDifferences;
import dev.planetfall.migration.TableComparison;
import dev.planetfall.migration.TableComparison.Verdict;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One line of the verify page: a table, or what else must be as on the source.
 *
 * @param source rows there, as text; empty for what has no rows
 * @param difference rows on the target less rows on the source, with its sign; empty when that says nothing
 * @param table with the rows that differ, as far as they were located; empty for what is no table
 */
record VerifyRow(
        String kind,
        String name,
        String source,
        String target,
        String difference,
        Verdict verdict,
        String note,
        Optional<TableComparison> table) {
    private static final String TABLE = Messages.text("page.verify-row.table");

    static VerifyRow of(TableComparison table) {
        return new VerifyRow(
                TABLE,
                table.table().toString(),
                count(table.sourceRows()),
                count(table.targetRows()),
                difference(table),
                table.verdict(),
                table.note(),
                Optional.of(table));
    }

    static VerifyRow of(ObjectComparison object) {
        return new VerifyRow(
                object.kind().title(), object.name(), "", "", "", object.verdict(), object.note(), Optional.empty());
    }

    RowDifferences differences() {
        return table.map(TableComparison::differences).orElse(RowDifferences.NONE);
    }

    /** Whether one server has more rows of it than the other. */
    boolean isOfAnotherSize() {
        return !difference.isEmpty() && !difference.equals(Quantities.count(0));
    }

    /** By which it is the same line when it is compared again. */
    String key() {
        return kind + " " + name + (kind.equals(TABLE) ? "" : note);
    }

    /** What is urgent comes first, and tables before what else was looked at. */
    int rank() {
        int urgency = switch (verdict) {
            case DIFFERS -> 0;
            case NOT_VERIFIED -> 2;
            case EQUAL -> 4;
        };
        return kind.equals(TABLE) ? urgency : urgency + 1;
    }

    private static String difference(TableComparison table) {
        boolean uncounted = table.sourceRows().isEmpty() || table.targetRows().isEmpty();
        if (uncounted
                || (table.verdict() == Verdict.EQUAL && !table.sourceRows().equals(table.targetRows()))) {
            return "";
        }
        long difference = table.targetRows().getAsLong() - table.sourceRows().getAsLong();
        return (difference > 0 ? "+" : "") + Quantities.count(difference);
    }

    private static String count(OptionalLong rows) {
        return rows.isPresent() ? Quantities.count(rows.getAsLong()) : "?";
    }
}
