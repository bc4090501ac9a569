package dev.planetfall.postgres;

/**
 * A server's version.
 *
 * @param number {@code server_version_num}: 150019 is 15.19, 180006 is 18.6
 */
public record ServerVersion(int number) implements Comparable<ServerVersion> {
    /** The part that decides which catalogs and commands exist: 15, 18. */
    public int major() {
        return number / 10_000;
    }

    public int minor() {
        return number % 10_000;
    }

    public boolean isAtLeast(int majorVersion) {
        return major() >= majorVersion;
    }

    @Override
    public int compareTo(ServerVersion other) {
        return Integer.compare(number, other.number);
    }

    @Override
    public String toString() {
        return major() + "." + minor();
    }
}
