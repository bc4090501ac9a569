package dev.planetfall.migration.verify;

import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.QualifiedName;
import dev.planetfall.postgres.Session;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A table as one server has it, as far as its rows are compared.
 *
 * @param columns in the order in which they were declared
 * @param keys by which a row can be named, the best first: unique, checked at once, never NULL
 * @param blocks the pages of the table itself
 */
record TableShape(QualifiedName name, List<ComparedColumn> columns, List<List<Identifier>> keys, long blocks) {
    private static final String COLUMNS = """
            SELECT n.nspname AS schema, c.relname AS name, a.attname AS column, format_type(a.atttypid, -1) AS type,
                   CASE WHEN coalesce(e.oid, t.oid) < 16384 THEN coalesce(e.typname, t.typname) ELSE '' END AS built_in,
                   e.oid IS NOT NULL AS is_array
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
            JOIN pg_type t ON t.oid = a.atttypid
            LEFT JOIN pg_type e ON e.oid = t.typelem AND t.typlen = -1 AND t.typcategory = 'A'
            WHERE c.relkind = 'r' AND c.relpersistence <> 't' AND %s ORDER BY 1, 2, a.attnum
            """.formatted(Catalog.USER_SCHEMAS);

    private static final String KEYS = """
            SELECT n.nspname AS schema, c.relname AS name,
                   ARRAY(SELECT a.attname::text FROM unnest(i.indkey::int2[]) WITH ORDINALITY AS k(number, position)
                         JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.number
                         WHERE k.position <= %2$s ORDER BY k.position) AS columns
            FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_class x ON x.oid = i.indexrelid JOIN pg_am m ON m.oid = x.relam AND m.amname = 'btree'
            WHERE c.relkind = 'r' AND i.indisunique AND i.indisvalid AND i.indimmediate AND i.indpred IS NULL
              AND i.indexprs IS NULL AND %1$s
              AND NOT EXISTS (SELECT FROM unnest(i.indclass::oid[]) AS o(class) JOIN pg_opclass p ON p.oid = o.class
                              WHERE NOT p.opcdefault)
              AND NOT EXISTS (SELECT FROM unnest(i.indkey::int2[]) WITH ORDINALITY AS k(number, position)
                              JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.number
                              WHERE k.position <= %2$s AND (NOT a.attnotnull OR a.atttypid = '"char"'::regtype))
            ORDER BY 1, 2, i.indisprimary DESC, i.indisreplident DESC, i.indnatts, x.relname
            """;

    private static final String BLOCKS = """
            SELECT n.nspname AS schema, c.relname AS name,
                   (%2$s) / current_setting('block_size')::bigint AS blocks
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind = 'r' AND c.relpersistence <> 't' AND %1$s
            """.formatted(Catalog.USER_SCHEMAS, Catalog.RELATION_BYTES);

    TableShape {
        columns = List.copyOf(columns);
        keys = List.copyOf(keys);
    }

    /** All tables of the server that hold rows, in three questions. */
    static Map<QualifiedName, TableShape> read(Session session) {
        boolean included = new Catalog(session).version().isAtLeast(11);
        Map<QualifiedName, List<ComparedColumn>> columns = new HashMap<>();
        session.query(
                COLUMNS,
                row -> columns.computeIfAbsent(row.qualifiedName("schema", "name"), table -> new ArrayList<>())
                        .add(new ComparedColumn(
                                row.identifier("column"),
                                row.text("type"),
                                row.text("built_in"),
                                row.flag("is_array"))));
        Map<QualifiedName, List<List<Identifier>>> keys = new HashMap<>();
        session.query(
                KEYS.formatted(Catalog.USER_SCHEMAS, included ? "i.indnkeyatts" : "i.indnatts"),
                row -> keys.computeIfAbsent(row.qualifiedName("schema", "name"), table -> new ArrayList<>())
                        .add(row.texts("columns").stream().map(Identifier::new).toList()));
        return session
                .query(
                        BLOCKS,
                        row -> new TableShape(
                                row.qualifiedName("schema", "name"),
                                columns.getOrDefault(row.qualifiedName("schema", "name"), List.of()),
                                keys.getOrDefault(row.qualifiedName("schema", "name"), List.of()),
                                row.number("blocks")))
                .stream()
                .collect(Collectors.toMap(TableShape::name, Function.identity()));
    }

    Optional<ComparedColumn> column(Identifier wanted) {
        return columns.stream().filter(column -> column.name().equals(wanted)).findFirst();
    }

    /** With these columns alone, in this order; those it does not have are left out. */
    TableShape with(Collection<Identifier> wanted) {
        return new TableShape(
                name,
                wanted.stream().map(this::column).flatMap(Optional::stream).toList(),
                keys,
                blocks);
    }
}
