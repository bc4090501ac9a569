package dev.planetfall.bench.copy;

import java.util.List;
import java.util.stream.IntStream;

/** Many tables of a hundred rows, each with a primary key and one index: what a table costs, whatever is in it. */
final class SmallTables {
    private static final int ROWS = 100;

    private SmallTables() {}

    static SampleData of(int tables) {
        return new SampleData(
                "%,d small tables".formatted(tables),
                IntStream.rangeClosed(1, tables).mapToObj(SmallTables::table).toList());
    }

    private static SampleTable table(int number) {
        String name = "small_" + number;
        return new SampleTable(
                name,
                "id bigint NOT NULL, code text NOT NULL",
                ROWS,
                "n, md5((n + " + number + ")::text)",
                List.of(
                        "ALTER TABLE " + name + " ADD PRIMARY KEY (id)",
                        "CREATE INDEX " + name + "_code ON " + name + " (code)"));
    }
}
