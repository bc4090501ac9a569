package dev.planetfall.migration;

import dev.planetfall.language.Messages;
import dev.planetfall.postgres.Identifier;
import java.util.Arrays;
import java.util.List;

/**
 * The rows of a table that are not the same on both servers.
 *
 * @param keyColumns what names a row; empty for a table without a key
 * @param rows those that were located, at most {@link #MOST}
 * @param complete whether these are all of them
 */
public record RowDifferences(List<Identifier> keyColumns, List<RowDifference> rows, boolean complete) {
    /** So that a table that went wrong as a whole fills neither memory nor journal. */
    public static final int MOST = 10_000;

    public static final RowDifferences NONE = new RowDifferences(List.of(), List.of(), true);

    public RowDifferences {
        keyColumns = List.copyOf(keyColumns);
        rows = List.copyOf(rows);
    }

    public boolean isNone() {
        return rows.isEmpty() && complete;
    }

    /** Such as {@code 3 rows: 1 missing on PlanetScale, 2 with other values}, {@code 1 row with other values}; says so when there are more. */
    public String sentence() {
        if (isNone()) {
            return "";
        }
        List<RowDifference.Kind> kinds = Arrays.stream(RowDifference.Kind.values())
                .filter(kind -> count(kind) > 0)
                .toList();
        String all = Messages.plural(
                complete ? "migration.row-differences.rows" : "migration.row-differences.at-least-rows", rows.size());
        return kinds.size() == 1
                ? all + words(kinds.get(0))
                : all + ": "
                        + Listing.of(kinds.stream()
                                .map(kind -> Quantities.count(count(kind)) + words(kind))
                                .toList());
    }

    public long count(RowDifference.Kind kind) {
        return rows.stream().filter(row -> row.kind() == kind).count();
    }

    private static String words(RowDifference.Kind kind) {
        return switch (kind) {
            case CHANGED -> Messages.text("migration.row-differences.with-other-values");
            case MISSING -> Messages.text("migration.row-differences.missing-on-planetscale");
            case EXTRA -> Messages.text("migration.row-differences.only-on-planetscale");
        };
    }
}
