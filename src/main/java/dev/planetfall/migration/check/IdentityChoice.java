package dev.planetfall.migration.check;

import dev.planetfall.language.Messages;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.QualifiedName;
import dev.planetfall.postgres.Session;
import dev.planetfall.postgres.Table;
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

    /**
     * Indexes that {@code REPLICA IDENTITY USING INDEX} accepts: unique, checked at once, over columns that are never NULL,
     * and not partial. Of several, the one with the fewest columns. %s counts the key columns.
     *
     * @see <a href="https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-REPLICA-IDENTITY">ALTER
     *     TABLE</a>
     */
    private static final String INDEXES = """
            SELECT n.nspname AS schema, c.relname AS name, c.relreplident::text AS setting,
                   (SELECT x.relname FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid
                    WHERE i.indrelid = c.oid AND i.indisunique AND i.indisvalid AND i.indimmediate
                      AND i.indpred IS NULL AND i.indexprs IS NULL
                      AND NOT EXISTS (SELECT FROM generate_series(0, %1$s - 1) k
                          JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[k]
                          WHERE NOT a.attnotnull)
                    ORDER BY %1$s, x.relname LIMIT 1) AS usable
            FROM unnest(?::text[], ?::text[]) AS wanted (s, t)
            JOIN pg_namespace n ON n.nspname = wanted.s
            JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = wanted.t
            """;

    /** Asks what each table has to offer, in the same order. The number of questions does not grow with the tables. */
    static List<IdentityChoice> of(Session session, List<Table> tables) {
        Map<QualifiedName, Setting> settings = settings(session, tables);
        Map<QualifiedName, List<String>> incomparable = IncomparableColumns.of(session, tables);
        return tables.stream()
                .filter(table -> settings.containsKey(table.name()))
                .map(table -> of(table, settings.get(table.name()), incomparable.getOrDefault(table.name(), List.of())))
                .toList();
    }

    private static IdentityChoice of(Table table, Setting setting, List<String> incomparable) {
        if (setting.usable().isPresent()) {
            return new IdentityChoice(table, Way.INDEX, setting.usable(), List.of(), setting.now());
        }
        Way way = incomparable.isEmpty() ? Way.FULL : Way.PRIMARY_KEY;
        return new IdentityChoice(table, way, Optional.empty(), incomparable, setting.now());
    }

    private static Map<QualifiedName, Setting> settings(Session session, List<Table> tables) {
        Map<QualifiedName, Setting> settings = new HashMap<>();
        session.query(
                INDEXES.formatted(new Catalog(session).version().isAtLeast(11) ? "i.indnkeyatts" : "i.indnatts"),
                row -> settings.put(
                        row.qualifiedName("schema", "name"),
                        new Setting(
                                setting(row.text("setting")),
                                row.optionalText("usable").map(Identifier::new))),
                tables.stream().map(table -> table.name().schema()).toList(),
                tables.stream().map(table -> table.name().name()).toList());
        return settings;
    }

    /** An index that was chosen and then dropped leaves a table that behaves as with NOTHING. */
    private static String setting(String code) {
        return code.equals("d") ? "DEFAULT" : "NOTHING";
    }

    /** One line for the list of tables. */
    String sentence() {
        String name = table.name().toString();
        String owner = table.owned() ? "" : Messages.text("check.identity-choice.its-owner-must-run", sql());
        return switch (way) {
            case INDEX ->
                Messages.text(
                        "check.identity-choice.use-its-unique-index",
                        name,
                        index.map(Identifier::name).orElse(""),
                        owner);
            case FULL -> Messages.text("check.identity-choice.no-usable-key-use-replica", name, owner);
            case PRIMARY_KEY ->
                Messages.text(
                        "check.identity-choice.needs-a-primary-key-because", name, String.join(", ", incomparable));
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

    /**
     * @param now as {@code ALTER TABLE} writes it
     * @param usable an index that names each row
     */
    private record Setting(String now, Optional<Identifier> usable) {}
}
