package dev.planetfall.migration.verify;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.Repair;
import dev.planetfall.migration.RowDifferences;
import dev.planetfall.migration.TableComparison;
import dev.planetfall.migration.TableComparison.Verdict;
import java.util.OptionalLong;

/** What is said of a table after rows of it were repaired and compared again. Its other rows were equal before. */
final class RepairVerdict {
    private RepairVerdict() {}

    /** @param unsettled rows that were written again and again */
    static TableComparison of(TableComparison before, Repair repair, RowDifferences left, int unsettled) {
        String done = repair.sentence();
        if (!left.rows().isEmpty()) {
            return after(
                    before,
                    repair,
                    Verdict.DIFFERS,
                    Messages.text("verify.repair-verdict.still-different", done, left.sentence()),
                    left);
        }
        if (!left.complete()) {
            return after(
                    before,
                    repair,
                    Verdict.NOT_VERIFIED,
                    Messages.text("verify.repair-verdict.more-rows-differed-than-were", done),
                    RowDifferences.NONE);
        }
        if (unsettled > 0) {
            return after(
                    before,
                    repair,
                    Verdict.NOT_VERIFIED,
                    Messages.plural("verify.repair-verdict.rows-changed-again-and-again", unsettled, done),
                    RowDifferences.NONE);
        }
        return after(before, repair, Verdict.EQUAL, done, RowDifferences.NONE);
    }

    private static TableComparison after(
            TableComparison before, Repair repair, Verdict verdict, String note, RowDifferences left) {
        OptionalLong rows = before.targetRows().isPresent()
                ? OptionalLong.of(before.targetRows().getAsLong() + repair.inserted() - repair.deleted())
                : before.targetRows();
        return new TableComparison(before.table(), before.sourceRows(), rows, verdict, note, left);
    }
}
