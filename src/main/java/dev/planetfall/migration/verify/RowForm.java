package dev.planetfall.migration.verify;

import java.util.List;
import java.util.stream.Collectors;

/**
 * How the values of a row become a text that is the same on both servers when the values are, whatever their versions and
 * encodings. The text is that of a row value: each value by its type's own output, NULL distinct from an empty text, and quoted
 * so that no two rows have the same. What an output depends on, {@link ComparedSession} sets alike.
 *
 * @param hash what both servers compute alike
 * @param recoded whether one of them does not store UTF-8, so that letters must be brought to the same bytes first
 * @param oldFloats whether one of them prints floating-point numbers as before version 12
 * @param digested whether each value is digested by itself: for rows whose text is longer than a server can hold
 */
record RowForm(HashFunction hash, boolean recoded, boolean oldFloats, boolean digested) {
    RowForm asDigested() {
        return new RowForm(hash, recoded, oldFloats, true);
    }

    /** A number of 64 bits for a row of {@code t} with these columns, as an expression of SQL. */
    String hashOf(List<ComparedColumn> columns) {
        return hash.of(coded("ROW(" + columns.stream().map(this::value).collect(Collectors.joining(", ")) + ")::text"));
    }

    /** Rows and what they add up to, for a select list. */
    String tallyOf(List<ComparedColumn> columns) {
        return "count(*) AS rows, coalesce(sum(" + hashOf(columns) + "), 0)::text AS total";
    }

    private String value(ComparedColumn column) {
        String exact = exact(column);
        if (!digested) {
            return exact;
        }
        return column.builtIn().equals("bytea") && !column.array()
                ? "md5(" + exact + ")"
                : "md5(" + coded("(" + exact + ")::text") + ")";
    }

    /**
     * The value itself but where versions print the same value differently: numbers with a fraction before 12, and single bytes
     * above 127 before 16. Not-a-number has many forms in memory, of which copying keeps one.
     */
    private String exact(ComparedColumn column) {
        String name = "t." + column.name().quoted();
        if (column.isSingleByte()) {
            return "charsend(" + name + ")";
        }
        if (!oldFloats || !column.isFloat()) {
            return name;
        }
        return column.array()
                ? "array_send(" + name + ")"
                : column.builtIn() + "send(CASE WHEN " + name + " = 'NaN' THEN 'NaN' ELSE " + name + " END)";
    }

    private String coded(String text) {
        return recoded ? "encode(convert_to(" + text + ", 'UTF8'), 'hex')" : text;
    }
}
