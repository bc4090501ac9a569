package dev.planetfall.migration.verify;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.RowDifference;
import dev.planetfall.migration.Side;
import dev.planetfall.migration.StepFailedException;
import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.Row;
import dev.planetfall.postgres.Session;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows of other tables that a foreign key would delete or change along with those of a table that is repaired. */
final class Cascades {
    private static final String KEYS = """
            SELECT quote_ident(k.conname) AS name, k.conrelid::regclass::text AS child,
                   ARRAY(SELECT a.attname::text FROM unnest(k.conkey) WITH ORDINALITY AS c (number, place)
                         JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = c.number ORDER BY place) AS columns,
                   ARRAY(SELECT a.attname::text FROM unnest(k.confkey) WITH ORDINALITY AS c (number, place)
                         JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = c.number ORDER BY place) AS referred
            FROM pg_constraint k
            WHERE k.contype = 'f' AND k.confrelid = ?::regclass AND (k.%s IN ('c', 'n', 'd')) ORDER BY 1
            """;

    private Cascades() {}

    /** @throws StepFailedException when deleting these rows would delete or change rows of other tables */
    static void refuseToDelete(Session target, ComparedTable table, List<List<String>> keys) {
        for (ForeignKey key : keys(target, table, "confdeltype")) {
            refuseReferred(target, table, key, keys, "delete");
        }
    }

    /**
     * @param rows with the columns whose values will change
     * @throws StepFailedException when changing these rows would change rows of other tables
     */
    static void refuseToChange(Session target, ComparedTable table, List<RowDifference> rows) {
        for (ForeignKey key : keys(target, table, "confupdtype")) {
            List<List<String>> touched = rows.stream()
                    .filter(row -> row.columns().stream().anyMatch(key.referred()::contains))
                    .map(RowDifference::key)
                    .toList();
            refuseReferred(target, table, key, touched, "change");
        }
    }

    private static List<ForeignKey> keys(Session target, ComparedTable table, String action) {
        return target.query(KEYS.formatted(action), ForeignKey::of, table.name().quoted());
    }

    private static void refuseReferred(
            Session target, ComparedTable table, ForeignKey key, List<List<String>> keys, String what) {
        long rows = 0;
        for (List<List<String>> batch : Settlement.batches(keys)) {
            rows += target.queryOne(
                    "SELECT count(*) AS rows FROM " + key.child() + " c JOIN ONLY "
                            + table.name().quoted() + " t ON " + key.condition() + " WHERE "
                            + RowReplacement.oneOf(batch, table.keyOn(Side.TARGET)),
                    row -> row.number("rows"));
        }
        if (rows > 0) {
            throw new StepFailedException(
                    Messages.plural("verify.cascades.rows-of-would-be-deleted", rows, key.child(), key.name(), what),
                    Messages.text(
                            what.equals("delete")
                                    ? "verify.cascades.nothing-was-changed-repair-without"
                                    : "verify.cascades.nothing-was-changed-first-repair",
                            key.child()));
        }
    }

    private record ForeignKey(String name, String child, List<Identifier> columns, List<Identifier> referred) {
        static ForeignKey of(Row row) {
            return new ForeignKey(
                    row.text("name"),
                    row.text("child"),
                    row.texts("columns").stream().map(Identifier::new).toList(),
                    row.texts("referred").stream().map(Identifier::new).toList());
        }

        String condition() {
            return IntStream.range(0, columns.size())
                    .mapToObj(i -> "c." + columns.get(i).quoted() + " = t."
                            + referred.get(i).quoted())
                    .collect(Collectors.joining(" AND "));
        }
    }
}
