package dev.planetfall.migration.verify;

import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.RowDifference;
import dev.planetfall.migration.RowValues;
import dev.planetfall.migration.Side;
import dev.planetfall.migration.TableComparison;
import dev.planetfall.postgres.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads the values of rows that were found to differ, as both servers have them now. */
public final class RowLookup {
    /** Values may be long: so many rows are in memory at once. */
    private static final int BATCH = 100;

    /** Of every value all characters: no value is longer. */
    public static final int WHOLE = 1 << 30;

    private RowLookup() {}

    /** One row, as {@link #read} does it. */
    public static RowValues one(
            MigrationContext context, TableComparison known, RowDifference row, int mostCharacters) {
        List<RowValues> found = new ArrayList<>();
        read(context, known, List.of(row), mostCharacters, found::add);
        return found.isEmpty() ? new RowValues(row, List.of(), List.of(), List.of()) : found.get(0);
    }

    /**
     * @param known the table, with a key
     * @param mostCharacters of a value; what is longer is cut and says so
     * @param reader is given one row after another; of a row that is gone on both servers no values
     */
    public static void read(
            MigrationContext context,
            TableComparison known,
            List<RowDifference> rows,
            int mostCharacters,
            Consumer<RowValues> reader) {
        Ground ground = Ground.explore(context);
        if (!ground.isOn(Side.SOURCE, known.table()) || !ground.isOn(Side.TARGET, known.table())) {
            return;
        }
        ComparedTable table = ground.table(known.table());
        context.source()
                .useSession(source -> context.target().useSession(target -> {
                    ground.prepare(source);
                    ground.prepare(target);
                    for (int i = 0; i < rows.size(); i += BATCH) {
                        context.throwIfCancelled();
                        List<RowDifference> batch = rows.subList(i, Math.min(i + BATCH, rows.size()));
                        Both<Map<List<String>, List<Optional<String>>>> values = new Both<>(
                                texts(source, table, Side.SOURCE, ground, batch, mostCharacters),
                                texts(target, table, Side.TARGET, ground, batch, mostCharacters));
                        batch.forEach(row -> reader.accept(valuesOf(row, table, values)));
                    }
                }));
    }

    private static Map<List<String>, List<Optional<String>>> texts(
            Session session, ComparedTable table, Side side, Ground ground, List<RowDifference> rows, int most) {
        return new KeyedRows(table, side, ground.form())
                .texts(session, rows.stream().map(RowDifference::key).toList(), most);
    }

    private static RowValues valuesOf(
            RowDifference row, ComparedTable table, Both<Map<List<String>, List<Optional<String>>>> values) {
        return new RowValues(
                row,
                table.source().columns().stream().map(ComparedColumn::name).toList(),
                values.source().getOrDefault(row.key(), List.of()),
                values.target().getOrDefault(row.key(), List.of()));
    }
}
