package dev.planetfall.migration.verify;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.Side;
import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.QualifiedName;
import java.util.List;
import java.util.Optional;

/**
 * A table whose rows are compared.
 *
 * @param source with the columns that are compared
 * @param target with the same columns in the same order, wherever they are in that table
 * @param key what names a row; empty for a table without a key
 */
record ComparedTable(TableShape source, TableShape target, List<Identifier> key) {
    /** By a key that both servers can search an index for, if there is one. */
    static ComparedTable of(TableShape source, TableShape target) {
        List<Identifier> names =
                source.columns().stream().map(ComparedColumn::name).toList();
        List<Identifier> key = source.keys().stream()
                .filter(target.keys()::contains)
                .findFirst()
                .or(() -> source.keys().stream().findFirst())
                .orElse(List.of());
        return new ComparedTable(source, target.with(names), key);
    }

    /** Why it cannot be compared; empty when it can. */
    Optional<String> problem() {
        List<Identifier> missing = source.columns().stream()
                .map(ComparedColumn::name)
                .filter(column -> target.column(column).isEmpty())
                .toList();
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        missing.size() > 1
                                ? Messages.text(
                                        "verify.compared-table.planetscales-table-has-no-column",
                                        missing.get(0),
                                        (missing.size() - 1))
                                : Messages.text(
                                        "verify.compared-table.planetscales-table-has-no-column-2", missing.get(0)));
    }

    QualifiedName name() {
        return source.name();
    }

    boolean hasKey() {
        return !key.isEmpty();
    }

    TableShape on(Side side) {
        return side == Side.SOURCE ? source : target;
    }

    List<ComparedColumn> keyOn(Side side) {
        return key.stream().map(column -> on(side).column(column).orElseThrow()).toList();
    }
}
