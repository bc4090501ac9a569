package dev.planetfall.migration.copy;

import dev.planetfall.migration.TableCopy;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.QualifiedName;
import dev.planetfall.postgres.Session;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Tells which tables nobody has written to since a moment, as far as the source's statistics know: writes show in them a second
 * or two later, and those of a transaction that is still open not at all.
 *
 * @see <a href="https://www.postgresql.org/docs/current/monitoring-stats.html">The cumulative statistics system</a>
 */
public final class QuietTables {
    private static final String WRITES = """
            SELECT n.nspname AS schema, c.relname AS name, pg_stat_get_tuples_inserted(c.oid)
                   + pg_stat_get_tuples_updated(c.oid) + pg_stat_get_tuples_deleted(c.oid) AS writes
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'r' AND %s
            """.formatted(Catalog.USER_SCHEMAS);

    private final Map<QualifiedName, Long> before;

    private QuietTables(Map<QualifiedName, Long> before) {
        this.before = before;
    }

    /** From now on. */
    public static QuietTables from(Session source) {
        return new QuietTables(writes(source));
    }

    public List<TableCopy> among(List<TableCopy> tables, Session source) {
        if (tables.isEmpty()) {
            return tables;
        }
        Map<QualifiedName, Long> now = writes(source);
        return tables.stream()
                .filter(table -> now.getOrDefault(table.table(), 0L).equals(before.getOrDefault(table.table(), 0L)))
                .toList();
    }

    private static Map<QualifiedName, Long> writes(Session source) {
        return source
                .query(WRITES, row -> Map.entry(row.qualifiedName("schema", "name"), row.number("writes")))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
