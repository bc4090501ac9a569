package dev.planetfall.bench.copy;

import dev.planetfall.postgres.Database;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A database to be copied. The same one always has the same rows.
 *
 * @param name what the tables of figures call it
 */
public record SampleData(String name, List<SampleTable> tables) {
    private static final int A_BATCH = 200;

    public SampleData {
        tables = List.copyOf(tables);
    }

    public List<String> tableNames() {
        return tables.stream().map(SampleTable::name).toList();
    }

    /** Makes it in an empty database, rows first, and gives the planner its statistics. */
    public void load(Database source) {
        source.useSession(session -> {
            session.execute("SET maintenance_work_mem = '256MB'");
            session.execute("SET synchronous_commit = off");
            inBatches(beforeRows(), session::execute);
            inBatches(each(SampleTable::filled), session::execute);
            inBatches(afterRows(), session::execute);
            session.execute("VACUUM (FREEZE, ANALYZE)");
        });
    }

    /** Makes the tables with all their keys and indexes in an empty database, without a row. */
    void makeEmpty(Database target) {
        target.useSession(session -> {
            inBatches(beforeRows(), session::execute);
            inBatches(afterRows(), session::execute);
        });
    }

    private List<String> beforeRows() {
        return Stream.concat(
                        Stream.of("CREATE EXTENSION IF NOT EXISTS pg_trgm"),
                        tables.stream().map(SampleTable::created))
                .toList();
    }

    private List<String> afterRows() {
        return Stream.concat(
                        tables.stream().flatMap(table -> table.keysAndIndexes().stream()),
                        tables.stream().flatMap(table -> table.foreignKeys().stream()))
                .toList();
    }

    private List<String> each(Function<SampleTable, String> statement) {
        return tables.stream().map(statement).toList();
    }

    private static void inBatches(List<String> statements, Consumer<String> execute) {
        for (int from = 0; from < statements.size(); from += A_BATCH) {
            execute.accept(statements.subList(from, Math.min(statements.size(), from + A_BATCH)).stream()
                    .collect(Collectors.joining(";\n")));
        }
    }
}
