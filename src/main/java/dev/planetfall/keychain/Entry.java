package dev.planetfall.keychain;

import dev.planetfall.migration.Side;

/** How the entries are called in every system's keychain. */
final class Entry {
    static final String SERVICE = "Planetfall";

    private Entry() {}

    /** {@code 20260301_100000 source}: the same in every language, so that it is found again. */
    static String of(String migrationId, Side side) {
        return migrationId + " " + side.id();
    }
}
