package dev.planetfall.migration;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;

/** An immutable list of tables that knows its sums: hundreds of measurements of thousands of tables are compared at every change. */
final class SummedTables extends AbstractList<TableCopy> implements RandomAccess {
    private final TableCopy[] tables;
    private final Map<TableCopy.State, Long> counts = new EnumMap<>(TableCopy.State.class);
    private long bytesCopied;
    private long bytesTotal;

    private SummedTables(List<TableCopy> tables) {
        this.tables = tables.toArray(TableCopy[]::new);
        for (TableCopy table : this.tables) {
            counts.merge(table.state(), 1L, Long::sum);
            bytesCopied += table.bytesCopied();
            bytesTotal += table.bytesTotal();
        }
    }

    static SummedTables of(List<TableCopy> tables) {
        return tables instanceof SummedTables summed ? summed : new SummedTables(tables);
    }

    long in(TableCopy.State state) {
        return counts.getOrDefault(state, 0L);
    }

    long bytesCopied() {
        return bytesCopied;
    }

    long bytesTotal() {
        return bytesTotal;
    }

    @Override
    public TableCopy get(int index) {
        return tables[index];
    }

    @Override
    public int size() {
        return tables.length;
    }

    @Override
    public Object[] toArray() {
        return Arrays.copyOf(tables, tables.length, Object[].class);
    }
}
