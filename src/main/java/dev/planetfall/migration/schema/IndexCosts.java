package dev.planetfall.migration.schema;

import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.Session;
import java.util.HashMap;
import java.util.Map;

/**
 * How long it takes to build each index of the source, compared with others: the longest are begun first, so that none is left
 * to be built alone at the end.
 */
final class IndexCosts {
    /**
     * By both names under which {@link SchemaObject#identity()} may know an index: its own, and that of a constraint. An index of
     * another kind than a B-tree takes longer for the same size. Sizes of locked tables are the planner's, to wait for nobody.
     */
    private static final String QUERY = """
            SELECT concat(n.nspname, '.', c.relname) AS index, concat(n.nspname, '.', t.relname, ' ', c.relname) AS constraint,
                   CASE m.amname WHEN 'btree' THEN 1 ELSE 4 END * %s AS cost
            FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_class t ON t.oid = i.indrelid
            JOIN pg_namespace n ON n.oid = t.relnamespace JOIN pg_am m ON m.oid = c.relam
            WHERE c.relkind = 'i' AND c.relpersistence <> 't' AND %s
            """.formatted(Catalog.INDEX_BYTES, Catalog.USER_SCHEMAS);

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

    /** @param identity as {@link SchemaObject#identity()} has it */
    long of(String identity, long otherwise) {
        return costs.getOrDefault(identity, otherwise);
    }
}
