package dev.planetfall.migration;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.TableComparison.Verdict;

/**
 * What holds of objects other than rows, such as whether all indexes of the target are valid.
 *
 * @param name of one object, or how many there are of the kind where nothing is wrong with any
 * @param note what is wrong and what to do; empty when nothing is
 */
public record ObjectComparison(Kind kind, String name, Verdict verdict, String note) {
    /** What was looked at. */
    public enum Kind {
        SCHEMA(Messages.text("migration.object-comparison.schema")),
        SEQUENCE(Messages.text("migration.object-comparison.sequence")),
        MATERIALIZED_VIEW(Messages.text("migration.object-comparison.materialized-view")),
        CONSTRAINT(Messages.text("migration.object-comparison.constraint")),
        INDEX(Messages.text("migration.object-comparison.index")),
        TRIGGER(Messages.text("migration.object-comparison.trigger")),
        STATISTICS(Messages.text("migration.object-comparison.statistics"));

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }
}
