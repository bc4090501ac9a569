package dev.planetfall.migration;

import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.QualifiedName;

/**
 * What the migration's own objects are called on the servers. Every name holds the migration's id, so two migrations of
 * one source do not meet and a leftover tells where it came from.
 */
public record ReplicationNames(Identifier publication, Identifier subscription, Identifier slot) {
    /** One row a migration: the heartbeat that measures lag, and the marker that proves the drain. */
    public static final QualifiedName MARKER_TABLE = new QualifiedName(Scope.OWN_SCHEMA, new Identifier("marker"));

    /** On the target alone, one row a large object that was copied. */
    public static final QualifiedName LARGE_OBJECT_TABLE =
            new QualifiedName(Scope.OWN_SCHEMA, new Identifier("large_object"));

    /** The prefix by which leftovers of earlier migrations are recognised. */
    public static final String PREFIX = "planetfall_";

    /** How objects begin that other tools and guides leave in a database. A regular expression of PostgreSQL. */
    public static final String OF_OTHER_TOOLS =
            "^(pglogical|bucardo|pgcopydb|aiven_db_migrate|awsdms|_planetscale_import|_ps_migrat"
                    + "|planetscale_(migration|import|slot|subscription|publication)|replicate_(to|from)_)";

    /** @param migrationId lower-case letters, digits and underscores: a slot allows nothing else */
    public static ReplicationNames of(String migrationId) {
        Identifier name = new Identifier(PREFIX + migrationId);
        return new ReplicationNames(name, name, name);
    }
}
