package dev.planetfall.bench.copy;

import java.util.List;

/**
 * One table of a database to be copied.
 *
 * @param columns as CREATE TABLE takes them, without keys
 * @param count how many rows
 * @param row what is selected {@code FROM generate_series(1, count) n} as one of them
 * @param after keys and indexes, and last the foreign keys, as statements
 */
record SampleTable(String name, String columns, long count, String row, List<String> after) {
    SampleTable {
        after = List.copyOf(after);
    }

    /** A foreign key of one column to the key {@code id} of another table. */
    static String references(String table, String column, String other) {
        return "ALTER TABLE %1$s ADD CONSTRAINT %1$s_%2$s_fkey FOREIGN KEY (%2$s) REFERENCES %3$s (id)"
                .formatted(table, column, other);
    }

    String created() {
        return "CREATE TABLE " + name + " (" + columns + ")";
    }

    String filled() {
        return "INSERT INTO " + name + " SELECT " + row + " FROM generate_series(1, " + count + ") n";
    }

    /** Foreign keys wait for the keys of other tables. */
    List<String> keysAndIndexes() {
        return after.stream().filter(sql -> !isForeignKey(sql)).toList();
    }

    List<String> foreignKeys() {
        return after.stream().filter(SampleTable::isForeignKey).toList();
    }

    private static boolean isForeignKey(String sql) {
        return sql.contains(" FOREIGN KEY ");
    }
}
