package dev.planetfall.migration.copy;

import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Scope;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.QualifiedName;
import dev.planetfall.postgres.ReplicaIdentity;
import dev.planetfall.postgres.Table;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The tables whose changes go back: the same that came. A table that only one server has belongs to nobody's migration. */
final class ReturnTables {
    private ReturnTables() {}

    /** What the publication on the subscriber of the context names. */
    static List<QualifiedName> of(MigrationContext context) {
        Scope scope = context.plan().scope();
        Set<QualifiedName> there = context.target()
                .withReadOnlySession(session ->
                        new Catalog(session).tables().stream().map(Table::name).collect(Collectors.toSet()));
        return context.source().withReadOnlySession(session -> {
            Catalog catalog = new Catalog(session);
            return PublishedTables.named(catalog.tables(), scope, catalog.version()).stream()
                    .filter(there::contains)
                    .toList();
        });
    }

    /** Tables of the subscriber of which UPDATE and DELETE would fail as soon as they were published. */
    static List<QualifiedName> withoutIdentity(MigrationContext context) {
        Set<QualifiedName> carried = context.source()
                .withReadOnlySession(session ->
                        PublishedTables.carrying(
                                        new Catalog(session).tables(),
                                        context.plan().scope())
                                .stream()
                                .map(Table::name)
                                .collect(Collectors.toSet()));
        return context.target().withReadOnlySession(session -> new Catalog(session).tables()).stream()
                .filter(table -> table.replicates() && carried.contains(table.name()))
                .filter(table -> table.replicaIdentity() == ReplicaIdentity.NONE)
                .map(Table::name)
                .toList();
    }
}
