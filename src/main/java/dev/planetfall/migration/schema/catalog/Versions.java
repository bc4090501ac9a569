package dev.planetfall.migration.schema.catalog;

import dev.planetfall.postgres.ServerVersion;

/**
 * Whose catalogs are read, and who shall understand the statements.
 *
 * @param server decides which columns of the catalogs exist
 * @param target decides which words the statements may use
 */
record Versions(ServerVersion server, ServerVersion target) {
    /** Whether the server that is read has what this major version brought. */
    boolean serverIsAtLeast(int major) {
        return server.isAtLeast(major);
    }

    /** Whether the target knows what this major version brought. */
    boolean targetIsAtLeast(int major) {
        return target.isAtLeast(major);
    }

    /** Whether both know what this major version brought. */
    boolean bothAreAtLeast(int major) {
        return server.isAtLeast(major) && target.isAtLeast(major);
    }

    /** Whether statements can need words of this major version that the target does not know. */
    boolean targetLacks(int major) {
        return server.isAtLeast(major) && !target.isAtLeast(major);
    }
}
