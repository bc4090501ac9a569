package dev.planetfall.migration.schema;

import java.util.List;

/**
 * One thing the schema consists of, with the SQL that makes it.
 *
 * @param kind as pg_dump names it: TABLE, INDEX, FK CONSTRAINT
 * @param schema empty where the object lives in none
 * @param name for people: pg_dump joins parts by a blank ("orders orders_pkey") and replaces line breaks; never put into SQL
 * @param statements without their final semicolons; at least one
 */
public record SchemaObject(String kind, String schema, String name, Section section, List<String> statements) {
    /** When pg_dump would create the object. */
    public enum Section {
        /** What rows need to be stored: schemas, types, tables. */
        PRE_DATA,
        /** What is faster made once the rows are there: indexes, constraints, triggers. */
        POST_DATA
    }

    public SchemaObject {
        statements = List.copyOf(statements);
    }

    /** The name with its schema, for people. */
    public String identity() {
        return schema.isEmpty() ? name : schema + "." + name;
    }

    /** All statements as a script. */
    public String sql() {
        return String.join(";\n\n", statements) + ";";
    }
}
