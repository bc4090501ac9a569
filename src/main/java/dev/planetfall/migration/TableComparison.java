package dev.planetfall.migration;

import dev.planetfall.language.Messages;
import dev.planetfall.postgres.QualifiedName;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * One table on both servers.
 *
 * @param sourceRows empty when it could not be counted
 * @param note why it is not verified, or what was repaired; otherwise empty
 * @param differences the rows that differ, as far as they were located
 */
public record TableComparison(
        QualifiedName table,
        OptionalLong sourceRows,
        OptionalLong targetRows,
        Verdict verdict,
        String note,
        RowDifferences differences) {
    /** What may be said of the table. */
    public enum Verdict {
        /** All rows have the same values on both servers; while writes go on, each had at some moment of the comparison. */
        EQUAL(Messages.text("migration.table-comparison.equal")),
        /** Rows differ that nobody wrote meanwhile. */
        DIFFERS(Messages.text("migration.table-comparison.differs")),
        /** Nothing is proven; the note says why. */
        NOT_VERIFIED(Messages.text("migration.table-comparison.not-verified"));

        private final String title;

        Verdict(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    public TableComparison {
        // What earlier versions of this program journaled has none.
        differences = Objects.requireNonNullElse(differences, RowDifferences.NONE);
    }

    /** Without located rows. */
    public TableComparison(
            QualifiedName table, OptionalLong sourceRows, OptionalLong targetRows, Verdict verdict, String note) {
        this(table, sourceRows, targetRows, verdict, note, RowDifferences.NONE);
    }

    /** Equal as far as that was seen, but not proven. */
    TableComparison unproven() {
        return verdict == Verdict.EQUAL
                ? new TableComparison(table, sourceRows, targetRows, Verdict.NOT_VERIFIED, note, differences)
                : this;
    }
}
