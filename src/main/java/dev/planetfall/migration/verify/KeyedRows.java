package dev.planetfall.migration.verify;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.Side;
import dev.planetfall.postgres.Row;
import dev.planetfall.postgres.Session;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The rows of one table on one server, found by its key. Values of keys travel as parameters, as text. */
final class KeyedRows {
    private final List<ComparedColumn> key;
    private final List<ComparedColumn> columns;
    private final String from;
    private final RowForm form;

    KeyedRows(ComparedTable table, Side side, RowForm form) {
        this.key = table.keyOn(side);
        this.columns = table.on(side).columns();
        this.from = " FROM ONLY " + table.name().quoted() + " t";
        this.form = form;
    }

    /** The key of the last of so many rows from the start of the range; empty when the range has no more than these. */
    Optional<List<String>> boundary(Session session, KeyRange range, long rows) {
        String names = key.stream().map(column -> "t." + column.name().quoted()).collect(Collectors.joining(", "));
        return session.queryFirst(
                "SELECT " + keyTexts() + from + where(range) + " ORDER BY " + names + " OFFSET " + (rows - 1)
                        + " LIMIT 1",
                this::key,
                range.parameters());
    }

    /** What the rows of the range add up to. */
    Tally tally(Session session, KeyRange range) {
        return session.queryOne(
                "SELECT " + form.tallyOf(columns) + from + where(range),
                row -> new Tally(row.number("rows"), new BigInteger(row.text("total"))),
                range.parameters());
    }

    /** Each row of the range, by its key. */
    Map<List<String>, Long> hashes(Session session, KeyRange range) {
        Map<List<String>, Long> hashes = new HashMap<>();
        session.query(
                "SELECT " + keyTexts() + ", " + form.hashOf(columns) + " AS hash" + from + where(range),
                row -> hashes.put(key(row), row.number("hash")),
                range.parameters());
        return hashes;
    }

    /** The rows with these keys, as they are now; a key without a row is absent. */
    Map<List<String>, RowVersion> versions(Session session, List<List<String>> keys) {
        return lookUp(
                session,
                keys,
                form.hashOf(columns) + " AS hash, t.ctid::text || '/' || t.xmin::text AS version",
                row -> new RowVersion(row.number("hash"), row.text("version")));
    }

    /** A number for each value of the rows with these keys, in the order of the columns. */
    Map<List<String>, List<Long>> values(Session session, List<List<String>> keys) {
        String hashes = columns.stream()
                .map(column -> form.hashOf(List.of(column)) + "::text")
                .collect(Collectors.joining(", ", "ARRAY[", "]"));
        return lookUp(
                session,
                keys,
                (columns.isEmpty() ? "ARRAY[]::text[]" : hashes) + " AS hashes",
                row -> row.texts("hashes").stream().map(Long::valueOf).toList());
    }

    /** The values of the rows with these keys as people read them, in the order of the columns, empty for NULL. */
    Map<List<String>, List<Optional<String>>> texts(Session session, List<List<String>> keys, int mostCharacters) {
        String texts = IntStream.range(0, columns.size())
                .mapToObj(i -> beginning("t." + columns.get(i).name().quoted() + "::text", mostCharacters, i))
                .collect(Collectors.joining(", "));
        return lookUp(
                session,
                keys,
                texts,
                row -> IntStream.range(0, columns.size())
                        .mapToObj(i -> row.optionalText("v" + i)
                                .map(text -> shortened(text, row.number("n" + i), mostCharacters)))
                        .toList());
    }

    private static String beginning(String text, int most, int number) {
        return "left(" + text + ", " + most + ") AS v" + number + ", length(" + text + ") AS n" + number;
    }

    private static String shortened(String beginning, long characters, int most) {
        return characters > most
                ? Messages.text("verify.keyed-rows.first-of-characters", beginning, Long.toString(characters))
                : beginning;
    }

    private <T> Map<List<String>, T> lookUp(
            Session session, List<List<String>> keys, String selected, Function<Row, T> reader) {
        List<String> wanted = new ArrayList<>();
        List<String> conditions = new ArrayList<>();
        for (int i = 0; i < key.size(); i++) {
            wanted.add("k" + i);
            conditions.add("t." + key.get(i).name().quoted() + " = wanted.k" + i + "::"
                    + key.get(i).type());
        }
        Object[] parameters = IntStream.range(0, key.size())
                .mapToObj(i -> keys.stream().map(values -> values.get(i)).toList())
                .toArray();
        Map<List<String>, T> found = new HashMap<>();
        session.query(
                "SELECT wanted.number, " + selected + " FROM unnest("
                        + wanted.stream().map(name -> "?::text[]").collect(Collectors.joining(", "))
                        + ") WITH ORDINALITY AS wanted (" + String.join(", ", wanted) + ", number) JOIN ONLY "
                        + from.substring(" FROM ONLY ".length()) + " ON " + String.join(" AND ", conditions),
                row -> found.put(keys.get(row.integer("number") - 1), reader.apply(row)),
                parameters);
        return found;
    }

    private String keyTexts() {
        return IntStream.range(0, key.size())
                .mapToObj(i -> "t." + key.get(i).name().quoted() + "::text AS k" + i)
                .collect(Collectors.joining(", "));
    }

    private List<String> key(Row row) {
        return IntStream.range(0, key.size()).mapToObj(i -> row.text("k" + i)).toList();
    }

    private String where(KeyRange range) {
        String conditions = Stream.of(
                        range.after().map(bound -> compared(" > ")),
                        range.upTo().map(bound -> compared(" <= ")))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" AND "));
        return conditions.isEmpty() ? "" : " WHERE " + conditions;
    }

    private String compared(String operator) {
        String names = key.stream().map(column -> "t." + column.name().quoted()).collect(Collectors.joining(", "));
        String values = key.stream().map(column -> "?::" + column.type()).collect(Collectors.joining(", "));
        return "(" + names + ")" + operator + "(" + values + ")";
    }

    /**
     * A row as it was when somebody looked.
     *
     * @param version changes whenever the row is written
     */
    record RowVersion(long hash, String version) {}
}
