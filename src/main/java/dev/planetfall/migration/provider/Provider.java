package dev.planetfall.migration.provider;

import dev.planetfall.language.Messages;
import dev.planetfall.postgres.ConnectionSettings;
import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.ServerMarks;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A host of PostgreSQL. Knows addresses, signs and manuals; asks no server. */
public interface Provider {
    /** As the provider writes it. */
    String name();

    /** Whether this address is one of the provider's. */
    boolean recognises(ConnectionSettings settings);

    /** Whether copying each table copies all rows. */
    default boolean keepsRowsInTables() {
        return true;
    }

    /** What the provider's servers have that others lack. */
    default Signs signs() {
        return Signs.NONE;
    }

    /** Whether a server that shows these marks can be the provider's: no matter what its address looks like. */
    default boolean fits(ServerMarks marks) {
        return true;
    }

    /** Which addresses lead to a connection pooler, and the way around it. */
    default Pooling pooling() {
        return Pooling.NONE;
    }

    /** Whether the address leads to a connection pooler, through which no replication passes. */
    default boolean isPooled(ConnectionSettings settings) {
        return pooling().pooled().test(settings);
    }

    /**
     * The address of the server itself, for a pooled one; the same settings for one that is direct already. Empty when the
     * pooled address does not tell.
     */
    default Optional<ConnectionSettings> direct(ConnectionSettings settings) {
        return isPooled(settings) ? pooling().way().apply(settings) : Optional.of(settings);
    }

    /** Whether the address is one for reading, which may lead to a replica now or later. */
    default boolean isForReading(ConnectionSettings settings) {
        return false;
    }

    /** The region as the address spells it; empty when the address does not tell. */
    default Optional<String> region(ConnectionSettings settings) {
        return Optional.empty();
    }

    /** Where a person finds what to connect with: what to do in order, one action a line. */
    List<String> connectionSteps();

    /** How to turn logical replication on: what to do in order, one action a line; empty where it is always on. */
    List<String> replicationSteps();

    /** What turning it on does to those who are connected, in one sentence; empty when nothing happens. */
    Optional<String> restartWarning();

    /** Why there is no logical replication, and what to do instead, one sentence a line; empty where there is. */
    default List<String> insteadOfReplication() {
        return List.of();
    }

    /** Whether the provider offers logical replication at all. */
    default boolean offersReplication() {
        return insteadOfReplication().isEmpty();
    }

    /** What to do when the server has an IPv6 address only, in one sentence. */
    default String wayToIpv4() {
        return Messages.text("provider.provider.give-the-source-an-ipv4");
    }

    /** What to know of this host before any copy of it, one sentence a line. */
    default List<String> limits() {
        return List.of();
    }

    /** What to know besides where PlanetScale itself connects to this host, or a slot is kept there; one sentence a line. */
    default List<String> limitsOfReplication() {
        return List.of();
    }

    /** Schemas that belong to the provider and not to the application: left out of the scope unless somebody wants them. */
    default Set<Identifier> excludedSchemas() {
        return Set.of();
    }

    /** Extensions that belong to the provider's platform and mean nothing elsewhere. */
    default Set<Identifier> excludedExtensions() {
        return Set.of();
    }

    /** Event triggers that belong to the provider's platform and mean nothing elsewhere. */
    default Set<Identifier> excludedEventTriggers() {
        return Set.of();
    }

    /** A set of names, for the presets. */
    static Set<Identifier> names(String... names) {
        return Stream.of(names).map(Identifier::new).collect(Collectors.toUnmodifiableSet());
    }
}
