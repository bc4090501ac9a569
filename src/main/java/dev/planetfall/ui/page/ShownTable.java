package dev.planetfall.ui.page;

import dev.planetfall.migration.TableComparison;
import dev.planetfall.postgres.QualifiedName;
import java.util.Optional;
import java.util.function.Predicate;

/** The table that something is offered for, if it is. On the JavaFX thread only. */
final class ShownTable {
    private Optional<QualifiedName> name = Optional.empty();
    private Optional<TableComparison> offered = Optional.empty();

    /**
     * @param suits whether the thing can be offered for the table
     * @return whether it is another table than before, so that what was said of that one is out of place
     */
    boolean show(Optional<TableComparison> table, Predicate<TableComparison> suits) {
        Optional<QualifiedName> newName = table.map(TableComparison::table);
        boolean another = !newName.equals(name);
        name = newName;
        offered = table.filter(suits);
        return another;
    }

    /** Empty when no table is shown, or when it does not suit. */
    Optional<TableComparison> offered() {
        return offered;
    }
}
