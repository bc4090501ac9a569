package dev.planetfall.migration;

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
        SCHEMA("Schema"),
        SEQUENCE("Sequence"),
        MATERIALIZED_VIEW("Materialized view"),
        CONSTRAINT("Constraint"),
        INDEX("Index"),
        TRIGGER("Trigger"),
        STATISTICS("Statistics");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }
}
