package dev.planetfall.migration;

import dev.planetfall.language.Messages;
import dev.planetfall.postgres.Identifier;
import java.util.List;

/**
 * One row that is not the same on both servers.
 *
 * @param key the values of the table's key, in the order of its columns, as PostgreSQL prints them; of a table without a key the
 *     whole row as one text
 * @param columns whose values differ; empty unless the row is on both servers
 */
public record RowDifference(List<String> key, Kind kind, List<Identifier> columns) {
    /** Where the row is. */
    public enum Kind {
        /** On both servers, with other values. */
        CHANGED(Messages.text("migration.row-difference.other-values")),
        /** On the source alone. */
        MISSING(Messages.text("migration.row-difference.missing-on-planetscale")),
        /** On the target alone. */
        EXTRA(Messages.text("migration.row-difference.only-on-planetscale"));

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    public RowDifference {
        key = List.copyOf(key);
        columns = List.copyOf(columns);
    }
}
