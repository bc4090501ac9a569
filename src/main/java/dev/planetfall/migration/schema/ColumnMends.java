package dev.planetfall.migration.schema;

import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.schema.MissingColumn.Facts;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.DatabaseException;
import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.PortableSettings;
import dev.planetfall.postgres.QualifiedName;
import dev.planetfall.postgres.Session;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How statements about columns begin, and what the servers tell of columns that the target lacks. */
final class ColumnMends {
    /** From this version on a server keeps, and does not write into every row, what a new column gave to rows that were there. */
    private static final int KEEPS_GIVEN_VALUES = 11;

    /** A partitioned table keeps none itself; its partitions do, and one that was made later or rewritten keeps none. */
    private static final String GIVEN = """
            WITH RECURSIVE e (place, oid, name) AS (
              SELECT u.place, c.oid, u.name
              FROM unnest(?::text[], ?::text[], ?::text[]) WITH ORDINALITY u (schema, relation, name, place)
              JOIN pg_catalog.pg_namespace n ON n.nspname = u.schema
              JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid AND c.relname = u.relation
              UNION SELECT e.place, i.inhrelid, e.name FROM e JOIN pg_catalog.pg_inherits i ON i.inhparent = e.oid)
            SELECT e.place, min((a.attmissingval::text::text[])[1]) AS given
            FROM e JOIN pg_catalog.pg_attribute a ON a.attrelid = e.oid AND a.attname = e.name
            WHERE a.atthasmissing AND NOT a.attisdropped
            GROUP BY e.place HAVING count(DISTINCT (a.attmissingval::text::text[])[1]) = 1
            """;

    private ColumnMends() {}

    static String alterTable(SchemaPart.Key ofTable) {
        return "ALTER TABLE "
                + QualifiedName.of(ofTable.schema(), ofTable.relation()).quoted();
    }

    static String alterColumn(SchemaPart.Key column) {
        return alterTable(column) + " ALTER COLUMN " + name(column);
    }

    static String setDefault(SchemaPart.Key column, String value) {
        return alterColumn(column) + " SET DEFAULT " + value;
    }

    static String name(SchemaPart.Key column) {
        return new Identifier(column.name()).quoted();
    }

    /**
     * What is known of each of these columns. Asks each server at most once.
     *
     * @throws dev.planetfall.postgres.DatabaseException when one could not be asked
     */
    static Map<SchemaPart.Key, Facts> facts(MigrationContext context, List<SchemaPart.Key> columns) {
        if (columns.isEmpty()) {
            return Map.of();
        }
        Map<SchemaPart.Key, String> given = context.source().withReadOnlySession(session -> given(session, columns));
        Set<QualifiedName> tables = new HashSet<>();
        columns.forEach(column -> tables.add(table(column)));
        Set<QualifiedName> filled = context.target().withReadOnlySession(session -> filled(session, tables));
        Map<SchemaPart.Key, Facts> facts = new HashMap<>();
        columns.forEach(column ->
                facts.put(column, new Facts(Optional.ofNullable(given.get(column)), !filled.contains(table(column)))));
        return facts;
    }

    private static QualifiedName table(SchemaPart.Key column) {
        return QualifiedName.of(column.schema(), column.relation());
    }

    private static Map<SchemaPart.Key, String> given(Session source, List<SchemaPart.Key> columns) {
        Map<SchemaPart.Key, String> given = new HashMap<>();
        if (new Catalog(source).version().isAtLeast(KEEPS_GIVEN_VALUES)) {
            PortableSettings.apply(source, Map.of());
            source.query(
                    GIVEN,
                    row -> given.put(columns.get((int) row.number("place") - 1), row.text("given")),
                    columns.stream().map(SchemaPart.Key::schema).toList(),
                    columns.stream().map(SchemaPart.Key::relation).toList(),
                    columns.stream().map(SchemaPart.Key::name).toList());
        }
        return given;
    }

    private static Set<QualifiedName> filled(Session target, Collection<QualifiedName> tables) {
        Set<QualifiedName> filled = new HashSet<>();
        tables.stream().filter(table -> isFilled(target, table)).forEach(filled::add);
        return filled;
    }

    /** What may not be read, or not now, counts as filled. */
    private static boolean isFilled(Session target, QualifiedName table) {
        try {
            return target.queryOne(
                    "SELECT EXISTS (SELECT FROM " + table.quoted() + ") AS filled", row -> row.flag("filled"));
        } catch (DatabaseException e) {
            if (e.state().isConnectionLoss()) {
                throw e;
            }
            return true;
        }
    }
}
