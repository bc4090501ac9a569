package dev.planetfall.migration.provider;

import dev.planetfall.postgres.ConnectionSettings;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * How a provider's pooled addresses look, and the way from one to the server itself.
 *
 * @param pooled whether the address leads to a connection pooler, through which no replication passes
 * @param way from a pooled address to the server's own; empty when the address does not tell
 */
public record Pooling(
        Predicate<ConnectionSettings> pooled, Function<ConnectionSettings, Optional<ConnectionSettings>> way) {
    /** The provider's addresses all lead to the servers themselves, as far as is known. */
    public static final Pooling NONE = unnamed(settings -> false);

    /** The port alone makes the difference. */
    static Pooling onPort(int pooler, int server) {
        return new Pooling(settings -> settings.port() == pooler, settings -> Optional.of(settings.withPort(server)));
    }

    /** The pooler's address does not name its server. */
    static Pooling unnamed(Predicate<ConnectionSettings> pooled) {
        return new Pooling(pooled, settings -> Optional.empty());
    }
}
