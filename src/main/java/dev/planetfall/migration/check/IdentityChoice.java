package dev.planetfall.migration.check;

import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.DatabaseException;
import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.Session;
import dev.planetfall.postgres.SqlState;
import dev.planetfall.postgres.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How one table without a replica identity can get one.
 *
 * @param index that could serve; empty unless the way is {@link Way#INDEX}
 * @param incomparable columns of which no two values can be compared, each with its type
 * @param before the setting as {@code ALTER TABLE} writes it, for the way back
 */
record IdentityChoice(Table table, Way way, Optional<Identifier> index, List<String> incomparable, String before) {
    /** From the best to the last. */
    enum Way {
        /** An index that is there already and names each row. */
        INDEX,
        /** All columns together. */
        FULL,
        /** Nothing that is there will do. */
        PRIMARY_KEY
    }

    /** SQLSTATE of "could not identify an equality operator". */
    private static final SqlState UNDEFINED_FUNCTION = new SqlState("42883");

    /**
     * Indexes that {@code REPLICA IDENTITY USING INDEX} accepts: unique, checked at once, over columns that are never NULL,
     * and not partial. Of several, the one with the fewest columns. %s counts the key columns.
     *
     * @see <a href="https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-REPLICA-IDENTITY">ALTER
     *     TABLE</a>
     */
    private static final String INDEXES = """
            SELECT c.relreplident::text AS setting,
                   (SELECT x.relname FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid
                    WHERE i.indrelid = c.oid AND i.indisunique AND i.indisvalid AND i.indimmediate
                      AND i.indpred IS NULL AND i.indexprs IS NULL
                      AND NOT EXISTS (SELECT FROM generate_series(0, %1$s - 1) k
                          JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[k]
                          WHERE NOT a.attnotnull)
                    ORDER BY %1$s, x.relname LIMIT 1) AS usable
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = ? AND c.relname = ?
            """;

    private static final String COLUMNS = """
            SELECT a.attname AS name, format_type(a.atttypid, NULL) AS type
            FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = ? AND c.relname = ? AND a.attnum > 0 AND NOT a.attisdropped %s ORDER BY a.attnum
            """;

    /** Asks what each table has to offer. */
    static List<IdentityChoice> of(Session session, List<Table> tables) {
        Map<String, Boolean> comparable = new HashMap<>();
        List<IdentityChoice> choices = new ArrayList<>();
        for (Table table : tables) {
            choices.add(of(session, table, comparable));
        }
        return choices;
    }

    private static IdentityChoice of(Session session, Table table, Map<String, Boolean> comparable) {
        Catalog catalog = new Catalog(session);
        String keyColumns = catalog.version().isAtLeast(11) ? "i.indnkeyatts" : "i.indnatts";
        IdentityChoice byIndex = session.queryOne(
                INDEXES.formatted(keyColumns),
                row -> new IdentityChoice(
                        table,
                        Way.INDEX,
                        row.optionalText("usable").map(Identifier::new),
                        List.of(),
                        setting(row.text("setting"))),
                table.name().schema(),
                table.name().name());
        if (byIndex.index().isPresent()) {
            return byIndex;
        }
        List<String> incomparable = incomparable(session, table, comparable);
        Way way = incomparable.isEmpty() ? Way.FULL : Way.PRIMARY_KEY;
        return new IdentityChoice(table, way, Optional.empty(), incomparable, byIndex.before());
    }

    /**
     * Columns that {@code REPLICA IDENTITY FULL} cannot work with, each with its type.
     *
     * @param comparable what is known of types so far; added to
     */
    static List<String> incomparable(Session session, Table table, Map<String, Boolean> comparable) {
        String stored = new Catalog(session).version().isAtLeast(12) ? "AND a.attgenerated = ''" : "";
        return session
                .query(
                        COLUMNS.formatted(stored),
                        row -> new Column(row.text("name"), row.text("type")),
                        table.name().schema(),
                        table.name().name())
                .stream()
                .filter(column -> !comparable.computeIfAbsent(column.type(), type -> hasEquality(session, type)))
                .map(column -> column.name() + " (" + column.type() + ")")
                .toList();
    }

    /**
     * Whether two values of the type can be compared, which the subscriber must do to find a row by all its columns. The
     * server alone knows for arrays, domains and composites; {@code format_type} has quoted the name.
     */
    private static boolean hasEquality(Session session, String type) {
        try {
            session.query("EXPLAIN SELECT DISTINCT NULL::" + type, row -> "");
            return true;
        } catch (DatabaseException e) {
            if (e.state().equals(UNDEFINED_FUNCTION)) {
                return false;
            }
            throw e;
        }
    }

    private static String setting(String code) {
        return code.equals("n") ? "NOTHING" : "DEFAULT";
    }

    /** One line for the list of tables. */
    String sentence() {
        String name = table.name().toString();
        String owner = table.owned() ? "" : "; its owner must run " + sql();
        return switch (way) {
            case INDEX ->
                name + ": use its unique index " + index.map(Identifier::name).orElse("") + owner;
            case FULL -> name + ": no usable key; use REPLICA IDENTITY FULL" + owner;
            case PRIMARY_KEY ->
                name + ": needs a primary key, because FULL cannot compare " + String.join(", ", incomparable);
        };
    }

    /** Whether the connected role can do it with what is there. */
    boolean isMendable() {
        return way != Way.PRIMARY_KEY && table.owned();
    }

    String sql() {
        String identity = index.map(name -> "USING INDEX " + name.quoted()).orElse("FULL");
        return alter(identity);
    }

    String undo() {
        return alter(before);
    }

    private String alter(String identity) {
        return "ALTER TABLE " + table.name().quoted() + " REPLICA IDENTITY " + identity + ";";
    }

    private record Column(String name, String type) {}
}
