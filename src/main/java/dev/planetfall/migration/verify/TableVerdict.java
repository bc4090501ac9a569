package dev.planetfall.migration.verify;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.RowDifferences;
import dev.planetfall.migration.TableComparison;
import dev.planetfall.migration.TableComparison.Verdict;
import dev.planetfall.postgres.QualifiedName;
import java.util.OptionalLong;

/** What is said of a table after its rows were compared. */
final class TableVerdict {
    private static final String ON_THEIR_WAY = Messages.text("verify.table-verdict.rows-were-on-their-way");

    private TableVerdict() {}

    static TableComparison of(QualifiedName table, ComparedRows rows) {
        if (!rows.differences().isNone()) {
            return comparison(
                    table, rows.totals(), Verdict.DIFFERS, rows.differences().sentence(), rows.differences());
        }
        if (rows.unsettled() > 0) {
            return comparison(
                    table,
                    rows.totals(),
                    Verdict.NOT_VERIFIED,
                    Messages.plural("verify.table-verdict.rows-changed-again-and-again", rows.unsettled()),
                    RowDifferences.NONE);
        }
        boolean counted =
                rows.totals().source().rows() == rows.totals().target().rows();
        return comparison(table, rows.totals(), Verdict.EQUAL, counted ? "" : ON_THEIR_WAY, RowDifferences.NONE);
    }

    /** Of a table that adds up to the same on both servers, whose rows need not be looked at. */
    static TableComparison equal(QualifiedName table, Tally both) {
        return comparison(table, new Both<>(both, both), Verdict.EQUAL, "", RowDifferences.NONE);
    }

    static TableComparison notVerified(QualifiedName table, String why) {
        return new TableComparison(table, OptionalLong.empty(), OptionalLong.empty(), Verdict.NOT_VERIFIED, why);
    }

    private static TableComparison comparison(
            QualifiedName table, Both<Tally> totals, Verdict verdict, String note, RowDifferences differences) {
        return new TableComparison(
                table,
                OptionalLong.of(totals.source().rows()),
                OptionalLong.of(totals.target().rows()),
                verdict,
                note,
                differences);
    }
}
