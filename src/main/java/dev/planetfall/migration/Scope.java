package dev.planetfall.migration;

import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.QualifiedName;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * What belongs to the migration. The same filter serves the schema, the publication, the sequences and the verification,
 * so that nothing is copied in one place and forgotten in another. Both sets are in the order of their names, wherever they are written.
 *
 * @param excludedSchemas whole schemas to leave out
 * @param excludedTables single tables to leave out
 */
public record Scope(Set<Identifier> excludedSchemas, Set<QualifiedName> excludedTables) {
    /** Where this program keeps its marker table on both servers. Never part of what is migrated. */
    public static final Identifier OWN_SCHEMA = new Identifier("_planetfall");

    public static final Scope EVERYTHING = new Scope(Set.of(), Set.of());

    public Scope {
        excludedSchemas = Collections.unmodifiableSet(new TreeSet<>(excludedSchemas));
        excludedTables = Collections.unmodifiableSet(new TreeSet<>(excludedTables));
    }

    public boolean includes(QualifiedName object) {
        return includesSchema(object.schema()) && !excludedTables.contains(object);
    }

    public boolean includesSchema(Identifier schema) {
        return !schema.equals(OWN_SCHEMA) && !excludedSchemas.contains(schema);
    }
}
