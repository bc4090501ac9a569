package dev.planetfall.postgres;

/**
 * What the connected role may do. Attributes are not inherited through membership, so these are the role's own.
 *
 * @param mayReplicate the REPLICATION attribute, superuser, or membership in the provider role that stands for it
 * @param maySubscribe superuser or member of {@code pg_create_subscription}; before version 16 superuser only
 * @param mayCreateInDatabase the CREATE privilege on this database, needed for schemas, publications and subscriptions
 */
public record RoleFacts(
        Identifier name,
        boolean superuser,
        boolean mayReplicate,
        boolean bypassesRowSecurity,
        boolean maySubscribe,
        boolean mayCreateInDatabase) {}
