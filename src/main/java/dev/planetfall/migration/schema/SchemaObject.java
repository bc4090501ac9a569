package dev.planetfall.migration.schema;

import dev.planetfall.migration.SchemaOutcome;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One thing the schema consists of, with the SQL that makes it. What belongs to an extension is none: the extension makes it.
 *
 * @param kind as pg_dump names it: TABLE, INDEX, FK CONSTRAINT
 * @param schema empty where the object lives in none
 * @param name for people: pg_dump joins parts by a blank ("orders orders_pkey") and replaces line breaks; never put into SQL
 * @param statements without their final semicolons; at least one
 * @param needs what must be there before; empty where the reader does not know
 */
public record SchemaObject(
        String kind, String schema, String name, Section section, List<String> statements, Set<Key> needs) {
    /** When pg_dump would create the object. */
    public enum Section {
        /** What rows need to be stored: schemas, types, tables. */
        PRE_DATA,
        /** What is faster made once the rows are there: indexes, constraints, triggers. */
        POST_DATA
    }

    /** What tells one object of a schema from all others. */
    public record Key(String kind, String identity) {}

    public SchemaObject {
        statements = List.copyOf(statements);
        needs = Set.copyOf(needs);
    }

    /** Of which nobody knows what it needs. */
    public SchemaObject(String kind, String schema, String name, Section section, List<String> statements) {
        this(kind, schema, name, section, statements, Set.of());
    }

    /** An object that was tried before, as the source had it then; it needs what it waited for. */
    static SchemaObject of(SchemaOutcome outcome) {
        return new SchemaObject(
                outcome.kind(),
                "",
                outcome.name(),
                Section.PRE_DATA,
                Statements.of(outcome.asRead()),
                outcome.waitsFor().stream()
                        .map(key -> new Key(key.kind(), key.name()))
                        .collect(Collectors.toSet()));
    }

    /** The name with its schema, for people. */
    public String identity() {
        return schema.isEmpty() ? name : schema + "." + name;
    }

    public Key key() {
        return new Key(kind, identity());
    }

    /** The same object, made in another way. */
    SchemaObject with(List<String> otherStatements) {
        return new SchemaObject(kind, schema, name, section, otherStatements, needs);
    }

    /** All statements as a script. */
    public String sql() {
        return String.join(";\n\n", statements) + ";";
    }
}
