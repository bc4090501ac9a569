package dev.planetfall.migration.schema;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.schema.MissingColumn.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a column that both servers have becomes what the source has. */
final class ColumnChange {
    static final String OF_TYPE = Messages.text("schema.column-change.planetscale-converts-the-values-that");

    static final String OF_NULL = Messages.text("schema.column-change.it-is-refused-while-a");

    private static final Pattern NAMED = Pattern.compile(" (CONSTRAINT \"(?:[^\"]|\"\")+\" )?NOT NULL( NO INHERIT)?");
    private static final String GENERATED = "GENERATED ALWAYS AS (";

    private ColumnChange() {}

    /** Statements that give the column the source's type and say the same of NULL. */
    static List<String> of(SchemaPart onSource, SchemaPart onTarget) {
        Form there = Form.of(onSource.definition());
        Form here = Form.of(onTarget.definition());
        String column = ColumnMends.alterColumn(onSource.key());
        List<String> statements = new ArrayList<>();
        boolean sameType = there.type().equals(here.type());
        if (!sameType) {
            statements.add(column + " TYPE " + there.type());
        }
        boolean drops = !here.notNull().isEmpty() && (there.notNull().isEmpty() || sameType);
        if (drops) {
            statements.add(column + " DROP NOT NULL");
        }
        if (!there.notNull().isEmpty() && (here.notNull().isEmpty() || drops)) {
            statements.add(setNotNull(onSource.key(), there.notNull()));
        }
        return statements;
    }

    static String note(SchemaPart onSource, SchemaPart onTarget) {
        Form there = Form.of(onSource.definition());
        Form here = Form.of(onTarget.definition());
        return there.type().equals(here.type()) ? (there.notNull().isEmpty() ? "" : OF_NULL) : OF_TYPE;
    }

    /** From version 18 on it can have a name, and not be inherited. */
    private static String setNotNull(SchemaPart.Key column, String notNull) {
        Matcher named = NAMED.matcher(notNull);
        return !named.matches() || (named.group(1) == null && named.group(2) == null)
                ? ColumnMends.alterColumn(column) + " SET NOT NULL"
                : ColumnMends.alterTable(column) + " ADD " + (named.group(1) == null ? "" : named.group(1))
                        + "NOT NULL " + ColumnMends.name(column) + (named.group(2) == null ? "" : named.group(2));
    }

    /** What sets for a column what the source has set; empty when that cannot be set for a column that is there. */
    static List<String> set(SchemaPart onSource) {
        String value = onSource.definition();
        String column = ColumnMends.alterColumn(onSource.key());
        return switch (onSource.key().label()) {
            case "column default" ->
                value.equals("none")
                        ? List.of(column + " DROP DEFAULT")
                        : value.startsWith(GENERATED) ? List.of() : List.of(column + " SET DEFAULT " + value);
            case "column not null" -> List.of(column + " SET NOT NULL");
            case "column options" -> List.of(column + " SET " + value);
            case "column storage" -> List.of(column + " SET STORAGE " + value);
            case "column statistics" -> List.of(column + " SET STATISTICS " + value);
            case "column compression" -> List.of(column + " SET COMPRESSION " + value);
            default -> List.of();
        };
    }

    /** {@link #set} where the target has set something else. A stored expression can be replaced from version 17 on. */
    static List<String> reset(SchemaPart onSource, SchemaPart onTarget) {
        String value = onSource.definition();
        boolean computed = value.startsWith(GENERATED);
        if (computed != onTarget.definition().startsWith(GENERATED)) {
            return List.of();
        }
        return computed
                ? List.of(ColumnMends.alterColumn(onSource.key()) + " SET EXPRESSION AS "
                        + value.substring(GENERATED.length() - 1).replaceFirst(" STORED$", ""))
                : set(onSource);
    }

    /** What takes away what only the target has set; empty when there is no certain statement. */
    static List<String> unset(SchemaPart onTarget) {
        String column = ColumnMends.alterColumn(onTarget.key());
        return switch (onTarget.key().label()) {
            case "column default" ->
                onTarget.definition().equals("none")
                        ? List.of()
                        : List.of(column
                                + (onTarget.definition().startsWith(GENERATED) ? " DROP EXPRESSION" : " DROP DEFAULT"));
            case "column not null" -> List.of(column + " DROP NOT NULL");
            case "column storage" -> List.of(column + " SET STORAGE DEFAULT");
            case "column statistics" -> List.of(column + " SET STATISTICS -1");
            case "column compression" -> List.of(column + " SET COMPRESSION DEFAULT");
            default -> List.of();
        };
    }
}
