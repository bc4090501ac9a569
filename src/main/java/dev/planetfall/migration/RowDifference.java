package dev.planetfall.migration;

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
        CHANGED("Other values"),
        /** On the source alone. */
        MISSING("Missing on PlanetScale"),
        /** On the target alone. */
        EXTRA("Only on PlanetScale");

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
