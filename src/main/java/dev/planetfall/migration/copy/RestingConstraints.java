package dev.planetfall.migration.copy;

import dev.planetfall.postgres.QualifiedName;
import dev.planetfall.postgres.Row;
import dev.planetfall.postgres.Session;
import java.util.List;

/**
 * What must not meddle while rows are put into tables that have everything already: triggers, which did their work on the source,
 * and foreign keys between these tables, which would ask for an order. All within one transaction, so that nobody ever sees them
 * at rest.
 */
final class RestingConstraints {
    private static final String TRIGGERS = """
            SELECT quote_ident(n.nspname) || '.' || quote_ident(c.relname) AS relation, quote_ident(t.tgname) AS name,
                   t.tgenabled AS state
            FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE NOT t.tgisinternal AND t.tgenabled IN ('O', 'A') AND t.tgrelid = ANY (?::regclass[])
            ORDER BY 1, 2
            """;

    /** A key that belongs to a partitioned parent cannot be changed here, nor can it refer to an unlogged table. */
    private static final String FOREIGN_KEYS = """
            SELECT quote_ident(n.nspname) || '.' || quote_ident(c.relname) AS relation, quote_ident(k.conname) AS name,
                   CASE WHEN k.condeferrable THEN 'DEFERRABLE' ELSE 'NOT DEFERRABLE' END AS state
            FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE k.contype = 'f' AND NOT k.condeferred AND k.conparentid = 0 AND k.conrelid <> k.confrelid
              AND k.conrelid = ANY (?::regclass[]) AND k.confrelid = ANY (?::regclass[])
            ORDER BY 1, 2
            """;

    private final Session target;
    private final List<Part> triggers;
    private final List<Part> foreignKeys;

    private RestingConstraints(Session target, List<Part> triggers, List<Part> foreignKeys) {
        this.target = target;
        this.triggers = triggers;
        this.foreignKeys = foreignKeys;
    }

    static RestingConstraints of(Session target, List<QualifiedName> tables) {
        List<String> names = tables.stream().map(QualifiedName::quoted).toList();
        return new RestingConstraints(
                target, target.query(TRIGGERS, Part::of, names), target.query(FOREIGN_KEYS, Part::of, names, names));
    }

    void rest() {
        triggers.forEach(trigger -> alter(trigger, "DISABLE TRIGGER " + trigger.name()));
        foreignKeys.forEach(key -> alter(key, "ALTER CONSTRAINT " + key.name() + " DEFERRABLE INITIALLY DEFERRED"));
    }

    /** Checks the foreign keys, and leaves everything as it was found. */
    void restore() {
        target.execute("SET CONSTRAINTS ALL IMMEDIATE");
        foreignKeys.forEach(key -> alter(
                key,
                "ALTER CONSTRAINT " + key.name() + " " + key.state()
                        + (key.state().startsWith("NOT") ? "" : " INITIALLY IMMEDIATE")));
        triggers.forEach(trigger -> alter(
                trigger, (trigger.state().equals("A") ? "ENABLE ALWAYS" : "ENABLE") + " TRIGGER " + trigger.name()));
    }

    private void alter(Part part, String change) {
        target.execute("ALTER TABLE ONLY " + part.relation() + " " + change);
    }

    /** @param state to go back to */
    private record Part(String relation, String name, String state) {
        static Part of(Row row) {
            return new Part(row.text("relation"), row.text("name"), row.text("state"));
        }
    }
}
