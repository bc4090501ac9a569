package dev.planetfall.migration.schema;

import dev.planetfall.migration.SchemaOutcome;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.Session;
import java.util.HashMap;
import java.util.Map;

/**
 * How long it takes to make each object, compared with others: the longest are begun first, so that none is left to be built alone
 * at the end. The unit is what a byte of a B-tree of numbers takes.
 */
final class IndexCosts {
    /**
     * By both names under which {@link SchemaObject#identity()} may know an index: its own, and that of a constraint. Measured on a
     * table of two million rows of 18: for each megabyte of a B-tree of numbers 16 to 25 ms, of one that begins with text 73, of GIN
     * over JSON 66 and over trigrams 74. Sizes of locked tables are the planner's, to wait for nobody.
     */
    private static final String QUERY = """
            SELECT concat(n.nspname, '.', c.relname) AS index, concat(n.nspname, '.', t.relname, ' ', c.relname) AS constraint,
                   CASE WHEN m.amname = 'btree' AND i.indcollation[0] = 0 THEN 1 ELSE 3 END * %s AS cost
            FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_class t ON t.oid = i.indrelid
            JOIN pg_namespace n ON n.oid = t.relnamespace JOIN pg_am m ON m.oid = c.relam
            WHERE c.relkind = 'i' AND c.relpersistence <> 't' AND %s
            """.formatted(Catalog.RELATION_BYTES, Catalog.USER_SCHEMAS);

    /** A foreign key reads the table once: 2.8 ms for each megabyte of it. */
    private static final int READS = 8;

    private final Map<String, Long> costs = new HashMap<>();

    private IndexCosts() {}

    static IndexCosts of(Session source) {
        IndexCosts found = new IndexCosts();
        source.query(QUERY, row -> {
            found.costs.put(row.text("index"), row.number("cost"));
            return found.costs.put(row.text("constraint"), row.number("cost"));
        });
        return found;
    }

    /** @param tableBytes of the largest table that it needs */
    long of(SchemaOutcome object, long tableBytes) {
        return costs.getOrDefault(object.name(), tableBytes / READS);
    }
}
