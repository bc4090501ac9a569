package dev.planetfall.migration.provider;

import dev.planetfall.postgres.ConnectionSettings;
import dev.planetfall.postgres.Identifier;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A host of PostgreSQL. Knows addresses and manuals; asks no server. */
public interface Provider {
    /** As the provider writes it. */
    String name();

    /** Whether this address is one of the provider's. */
    boolean recognises(ConnectionSettings settings);

    /** Whether the address leads to a connection pooler, through which no replication passes. */
    default boolean isPooled(ConnectionSettings settings) {
        return false;
    }

    /**
     * The address of the server itself, for a pooled one; the same settings for one that is direct already. Empty when the
     * pooled address does not tell.
     */
    default Optional<ConnectionSettings> direct(ConnectionSettings settings) {
        return isPooled(settings) ? Optional.empty() : Optional.of(settings);
    }

    /** How to turn logical replication on: what to do in order, one action a line; empty where there is nothing to do. */
    List<String> replicationSteps();

    /** What turning it on does to those who are connected, in one sentence; empty when nothing happens. */
    Optional<String> restartWarning();

    /** Whether the provider offers logical replication at all. */
    default boolean offersReplication() {
        return true;
    }

    /** Schemas that belong to the provider and not to the application: left out of the scope unless somebody wants them. */
    default Set<Identifier> excludedSchemas() {
        return Set.of();
    }

    /** Extensions that belong to the provider's platform and mean nothing elsewhere. */
    default Set<Identifier> excludedExtensions() {
        return Set.of();
    }

    /** A set of names, for the presets. */
    static Set<Identifier> names(String... names) {
        return Stream.of(names).map(Identifier::new).collect(Collectors.toUnmodifiableSet());
    }
}
