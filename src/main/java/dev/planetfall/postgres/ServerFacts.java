package dev.planetfall.postgres;

/**
 * What a server says of itself right after login.
 *
 * @param systemIdentifier the same for two addresses of one cluster, different for any two clusters
 * @param inRecovery whether this is a read replica
 * @param databaseBytes size of the connected database
 */
public record ServerFacts(
        ServerVersion version,
        String systemIdentifier,
        String database,
        String encoding,
        boolean inRecovery,
        long databaseBytes,
        RoleFacts role) {}
