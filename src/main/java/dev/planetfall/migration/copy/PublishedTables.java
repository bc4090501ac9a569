package dev.planetfall.migration.copy;

import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Scope;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.QualifiedName;
import dev.planetfall.postgres.ReplicaIdentity;
import dev.planetfall.postgres.ServerVersion;
import dev.planetfall.postgres.Table;
import java.util.List;
import java.util.Set;

/** Which tables of the source belong into the publication, and which of them may not be published as they are. */
public final class PublishedTables {
    private PublishedTables() {}

    /** Tables whose rows replication carries: ordinary tables and leaf partitions in scope, by name. */
    public static List<Table> carrying(List<Table> tables, Scope scope) {
        return tables.stream()
                .filter(Table::replicates)
                .filter(table -> scope.includes(table.name()))
                .toList();
    }

    /** Tables of the source that carry rows in scope and are none of these. */
    static List<QualifiedName> besides(Set<QualifiedName> known, MigrationContext context) {
        return context
                .source()
                .withReadOnlySession(session ->
                        carrying(new Catalog(session).tables(), context.plan().scope()))
                .stream()
                .map(Table::name)
                .filter(table -> !known.contains(table))
                .toList();
    }

    /**
     * What the publication names. From version 13 a partitioned table can stand for its partitions, and then also for those
     * made later; before, or when a partition is out of scope, each partition is named by itself.
     */
    public static List<QualifiedName> named(List<Table> tables, Scope scope, ServerVersion version) {
        boolean byRoot = version.isAtLeast(13)
                && tables.stream().noneMatch(table -> table.partition() && !scope.includes(table.name()));
        return tables.stream()
                .filter(table -> scope.includes(table.name()) && !table.extensionMember())
                .filter(table -> byRoot
                        ? !table.partition() && table.kind() != Table.Kind.UNLOGGED
                        : table.kind() == Table.Kind.ORDINARY)
                .map(Table::name)
                .toList();
    }

    /**
     * Tables of which UPDATE and DELETE would fail on the source as soon as they were published.
     *
     * @see <a href="https://www.postgresql.org/docs/current/logical-replication-publication.html">Replica identity</a>
     */
    public static List<QualifiedName> withoutIdentity(List<Table> tables, Scope scope) {
        return carrying(tables, scope).stream()
                .filter(table -> table.replicaIdentity() == ReplicaIdentity.NONE)
                .map(Table::name)
                .toList();
    }
}
