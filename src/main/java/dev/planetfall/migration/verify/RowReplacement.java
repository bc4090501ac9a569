package dev.planetfall.migration.verify;

import dev.planetfall.migration.Side;
import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.RowPipe;
import dev.planetfall.postgres.Session;
import dev.planetfall.postgres.SqlLiteral;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Makes rows of one table on the target what they are on the source. Values travel as a copy of the table would carry them,
 * into a table that lives as long as the target's transaction.
 */
final class RowReplacement {
    private static final String CARRIED = "pg_temp.planetfall_repair";

    private static final String WRITABLE = """
            SELECT attname AS name FROM pg_attribute
            WHERE attrelid = ?::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
            """;

    private final ComparedTable table;
    private final Session source;
    private final Session target;
    private final List<String> columns;

    /** Both sessions are in a transaction. */
    RowReplacement(ComparedTable table, Session source, Session target) {
        this.table = table;
        this.source = source;
        this.target = target;
        List<Identifier> writable = target.query(
                WRITABLE, row -> row.identifier("name"), table.name().quoted());
        columns = table.target().columns().stream()
                .map(ComparedColumn::name)
                .filter(writable::contains)
                .map(Identifier::quoted)
                .toList();
        target.execute("CREATE TEMPORARY TABLE planetfall_repair ON COMMIT DROP AS SELECT " + list("t.") + " FROM ONLY "
                + table.name().quoted() + " t WITH NO DATA");
    }

    /** Rows that both servers have. */
    long update(List<List<String>> keys) {
        carry(keys);
        String values = columns.stream().map(name -> name + " = r." + name).collect(Collectors.joining(", "));
        String same = table.key().stream()
                .map(name -> "t." + name.quoted() + " = r." + name.quoted())
                .collect(Collectors.joining(" AND "));
        return target.update(
                "UPDATE ONLY " + table.name().quoted() + " t SET " + values + " FROM " + CARRIED + " r WHERE " + same);
    }

    /**
     * Rows that both servers have, by deleting and inserting them: where a value that must be unique has moved from one to another, no
     * order of updates works. Only where no foreign key looks on.
     */
    long replace(List<List<String>> keys) {
        Settlement.batches(keys).forEach(this::delete);
        return Settlement.batches(keys).stream().mapToLong(this::insert).sum();
    }

    /** Rows that the source alone has. */
    long insert(List<List<String>> keys) {
        carry(keys);
        return target.update("INSERT INTO " + table.name().quoted() + " (" + list("") + ") SELECT " + list("r.")
                + " FROM " + CARRIED + " r");
    }

    /** Rows that the target alone has. */
    long delete(List<List<String>> keys) {
        return target.update(
                "DELETE FROM ONLY " + table.name().quoted() + " t WHERE " + oneOf(keys, table.keyOn(Side.TARGET)));
    }

    private void carry(List<List<String>> keys) {
        target.execute("TRUNCATE " + CARRIED);
        String rows = "SELECT " + list("t.") + " FROM ONLY " + table.name().quoted() + " t WHERE "
                + oneOf(keys, table.keyOn(Side.SOURCE));
        RowPipe.move(
                source,
                "COPY (" + rows + ") TO STDOUT",
                target,
                "COPY " + CARRIED + " (" + list("") + ") FROM STDIN",
                bytes -> {});
        target.execute("ANALYZE " + CARRIED);
    }

    /** Of the rows of {@code t}. COPY takes no parameters, so the keys are written out. */
    static String oneOf(List<List<String>> keys, List<ComparedColumn> key) {
        String names = key.stream().map(column -> "t." + column.name().quoted()).collect(Collectors.joining(", "));
        String wanted = IntStream.range(0, key.size())
                .mapToObj(i -> "w.k" + i + "::" + key.get(i).type())
                .collect(Collectors.joining(", "));
        String aliases = IntStream.range(0, key.size()).mapToObj(i -> "k" + i).collect(Collectors.joining(", "));
        String values = keys.stream()
                .map(row -> row.stream().map(SqlLiteral::quote).collect(Collectors.joining(", ", "(", ")")))
                .collect(Collectors.joining(", "));
        return "(" + names + ") IN (SELECT " + wanted + " FROM (VALUES " + values + ") AS w (" + aliases + "))";
    }

    private String list(String prefix) {
        return columns.stream().map(name -> prefix + name).collect(Collectors.joining(", "));
    }
}
