package dev.planetfall.migration;

import dev.planetfall.postgres.Identifier;
import java.util.List;
import java.util.Optional;

/**
 * A row that differs, as both servers have it now. Shown and saved where a person asks for it, and never journaled.
 *
 * @param columns that are compared
 * @param source the value of each column as PostgreSQL prints it, empty for NULL; no values when the row is not there
 * @param target the same of the target
 */
public record RowValues(
        RowDifference row, List<Identifier> columns, List<Optional<String>> source, List<Optional<String>> target) {
    public RowValues {
        columns = List.copyOf(columns);
        source = List.copyOf(source);
        target = List.copyOf(target);
    }

    /** Whether the two servers have other values of this column, by its place. A value that only one has differs. */
    public boolean differs(int column) {
        return source.isEmpty() != target.isEmpty() || row.columns().contains(columns.get(column));
    }
}
