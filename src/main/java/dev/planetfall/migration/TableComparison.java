package dev.planetfall.migration;

import dev.planetfall.postgres.QualifiedName;
import java.util.OptionalLong;

/**
 * One table on both servers.
 *
 * @param sourceRows empty when it could not be counted
 * @param note why it is not verified; otherwise empty
 */
public record TableComparison(
        QualifiedName table, OptionalLong sourceRows, OptionalLong targetRows, Verdict verdict, String note) {
    /** What may be said of the table. */
    public enum Verdict {
        /** Both servers have the same number of rows, counted while nobody wrote. */
        EQUAL("Equal"),
        /** The numbers differ although nobody wrote. */
        DIFFERS("Differs"),
        /** Nothing is proven: writes went on, or a count failed. */
        NOT_VERIFIED("Not verified");

        private final String title;

        Verdict(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }
}
