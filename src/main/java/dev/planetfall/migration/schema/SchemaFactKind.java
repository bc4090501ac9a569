package dev.planetfall.migration.schema;

import java.util.Locale;

/** What is compared between the two servers. */
enum SchemaFactKind {
    SCHEMA(false),
    EXTENSION(false),
    /** Enums with their labels, composite types and ranges. */
    TYPE(true),
    DOMAIN(false),
    /** Ordinary, partitioned, unlogged or foreign. */
    TABLE(true),
    /** Replica identity, row security, partition bounds. */
    TABLE_SETTINGS(false),
    /** Type, not null, identity, generated. */
    COLUMN(true),
    COLUMN_DEFAULT(false),
    SEQUENCE(false),
    /** Name and columns only: each version prints the query in its own way. */
    VIEW(true),
    MATERIALIZED_VIEW(true),
    FUNCTION(false),
    CONSTRAINT(false),
    INDEX(false),
    TRIGGER(false),
    RULE(false),
    POLICY(false);

    private final boolean exact;

    SchemaFactKind(boolean exact) {
        this.exact = exact;
    }

    /**
     * Whether another definition means another thing. Expressions, which versions print differently, are only shown.
     */
    boolean isExact() {
        return exact;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
