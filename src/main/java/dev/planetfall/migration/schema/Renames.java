package dev.planetfall.migration.schema;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.SchemaMend;
import dev.planetfall.migration.schema.MissingColumn.Form;
import dev.planetfall.postgres.Identifier;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What may have been renamed on the source: then the target lacks one and has another in addition. Dropping that and adding the first
 * would lose the values of a column, so of columns no statement is offered then.
 */
final class Renames {
    private static final Set<String> KINDS = Set.of("table", "column");

    private final ComparedParts parts;

    private final List<SchemaPart.Key> additional;
    private final List<SchemaPart.Key> missingColumns;

    Renames(ComparedParts parts) {
        this.parts = parts;
        additional = parts.target().keySet().stream()
                .filter(key -> KINDS.contains(key.label()) && !parts.source().containsKey(key))
                .toList();
        missingColumns = parts.source().keySet().stream()
                .filter(key -> key.label().equals("column") && parts.isMissing(key))
                .toList();
    }

    /** The mend of a column that the target lacks. */
    SchemaMend explained(SchemaPart.Key missing, SchemaMend add) {
        List<SchemaPart.Key> others =
                additional.stream().filter(key -> mayBeOne(missing, key)).toList();
        if (others.isEmpty()) {
            return add;
        }
        String renaming = others.stream()
                .map(other -> ColumnMends.alterTable(missing) + " RENAME COLUMN " + ColumnMends.name(other) + " TO "
                        + ColumnMends.name(missing) + ";")
                .collect(Collectors.joining(Messages.text("schema.renames.or")));
        return without(add, Messages.text("schema.renames.if-this-column-was-renamed", renaming, add.sql()));
    }

    /** The mend of something that the target has in addition, where it is a column. */
    SchemaMend explained(Optional<SchemaPart> surplus, SchemaMend drop) {
        boolean isInDoubt = surplus.map(SchemaPart::key)
                .filter(key -> missingColumns.stream().anyMatch(missing -> mayBeOne(missing, key)))
                .isPresent();
        return isInDoubt
                ? without(drop, Messages.text("schema.renames.planetscale-lacks-another-column-of", drop.sql()))
                : drop;
    }

    /** A hint for a table that the target lacks; empty when none there is in addition. */
    String ofTable(SchemaPart.Key missing) {
        return additional.stream()
                .filter(key -> key.label().equals("table") && key.schema().equals(missing.schema()))
                .findFirst()
                .map(other -> Messages.text(
                        "schema.renames.if-it-is-renamed",
                        other.relation(),
                        ColumnMends.alterTable(other) + " RENAME TO " + new Identifier(missing.relation()).quoted()))
                .orElse("");
    }

    private static SchemaMend without(SchemaMend mend, String note) {
        return new SchemaMend(mend.what(), mend.onSource(), mend.onTarget(), List.of(), note);
    }

    /** A column that is renamed keeps its type and its place among the others. */
    private boolean mayBeOne(SchemaPart.Key missing, SchemaPart.Key other) {
        return isColumnBeside(other, missing)
                && isAlike(parts.source().get(missing), parts.target().get(other));
    }

    private boolean isAlike(SchemaPart there, SchemaPart here) {
        return Form.of(there.definition())
                        .type()
                        .equals(Form.of(here.definition()).type())
                && columnsBefore(there).equals(columnsBefore(here));
    }

    /** Of those that both servers have. */
    private Set<String> columnsBefore(SchemaPart column) {
        SchemaPart.Key key = column.key();
        Set<String> common = parts.source().keySet().stream()
                .filter(other -> isColumnBeside(other, key) && parts.target().containsKey(other))
                .map(ColumnMends::name)
                .collect(Collectors.toSet());
        return TableStatement.parse(column.entry().statements().get(0)).lines().stream()
                .takeWhile(line -> !line.startsWith(ColumnMends.name(key) + " "))
                .flatMap(line -> common.stream().filter(name -> line.startsWith(name + " ")))
                .collect(Collectors.toSet());
    }

    private static boolean isColumnBeside(SchemaPart.Key key, SchemaPart.Key column) {
        return key.label().equals("column")
                && column.label().equals("column")
                && key.schema().equals(column.schema())
                && key.relation().equals(column.relation());
    }
}
