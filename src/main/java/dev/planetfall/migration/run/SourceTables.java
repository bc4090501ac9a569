package dev.planetfall.migration.run;

import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Scope;
import dev.planetfall.migration.provider.Provider;
import dev.planetfall.migration.provider.Providers;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.ConnectionSettings;
import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.LargeObjects;
import dev.planetfall.postgres.QualifiedName;
import dev.planetfall.postgres.Session;
import dev.planetfall.postgres.Table;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tables a person chooses from: a partitioned table stands for all its partitions. */
public final class SourceTables {
    /** Also before version 12, which has no {@code pg_partition_root}. */
    private static final String PARTITIONS = """
            WITH RECURSIVE tree AS (
              SELECT oid AS root, oid AS part FROM pg_class WHERE relkind = 'p' AND NOT relispartition
              UNION ALL
              SELECT tree.root, i.inhrelid FROM tree JOIN pg_inherits i ON i.inhparent = tree.part)
            SELECT rn.nspname AS root_schema, r.relname AS root_name, pn.nspname AS part_schema, p.relname AS part_name
            FROM tree
            JOIN pg_class r ON r.oid = tree.root JOIN pg_namespace rn ON rn.oid = r.relnamespace
            JOIN pg_class p ON p.oid = tree.part JOIN pg_namespace pn ON pn.oid = p.relnamespace
            WHERE tree.root <> tree.part
            ORDER BY 1, 2, 3, 4
            """;

    private SourceTables() {}

    /**
     * One choice.
     *
     * @param estimatedRows the planner's estimate, partitions included
     * @param bytes table, TOAST and indexes, partitions included
     * @param partitions of all levels; empty for a table that has none
     */
    public record Choice(QualifiedName name, long estimatedRows, long bytes, List<QualifiedName> partitions) {
        public Choice {
            partitions = List.copyOf(partitions);
        }
    }

    /**
     * What there is to choose from.
     *
     * @param providerSchemas those of the source that belong to whoever hosts it
     */
    public record Offer(List<Choice> choices, Set<Identifier> providerSchemas) {
        public Offer {
            choices = List.copyOf(choices);
            providerSchemas = Set.copyOf(providerSchemas);
        }
    }

    /**
     * Asks the source, in the order of their names. Leaves out this program's own schema and what belongs to an extension.
     * Blocks.
     */
    public static List<Choice> read(MigrationContext context) {
        return context.source().withReadOnlySession(SourceTables::choices);
    }

    /** {@link #read} and what of it belongs to the provider. Blocks. */
    public static Offer offer(MigrationContext context) {
        ConnectionSettings settings = context.source().settings();
        return context.source()
                .withReadOnlySession(session -> new Offer(
                        choices(session), existing(session, Providers.of(settings, Providers.marks(session)))));
    }

    private static Set<Identifier> existing(Session session, Provider provider) {
        Catalog catalog = new Catalog(session);
        return provider.excludedSchemas().stream().filter(catalog::schemaExists).collect(Collectors.toSet());
    }

    private static List<Choice> choices(Session session) {
        Map<QualifiedName, Table> tables =
                new Catalog(session).tables().stream().collect(Collectors.toMap(Table::name, table -> table));
        Map<QualifiedName, List<QualifiedName>> partitions = session
                .query(
                        PARTITIONS,
                        row -> Map.entry(
                                row.qualifiedName("root_schema", "root_name"),
                                row.qualifiedName("part_schema", "part_name")))
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
        return Stream.concat(
                        tables.values().stream()
                                .filter(table -> !table.partition() && !table.extensionMember())
                                .filter(table -> !table.name().schema().equals(Scope.OWN_SCHEMA))
                                .map(table -> choice(table, partitions.getOrDefault(table.name(), List.of()), tables)),
                        largeObjects(session))
                .sorted(java.util.Comparator.comparing(Choice::name))
                .toList();
    }

    /** The table in which the server keeps them stands for all of them, where there are any. */
    private static Stream<Choice> largeObjects(Session session) {
        LargeObjects objects = new LargeObjects(session);
        long count = objects.count().all();
        return count == 0
                ? Stream.empty()
                : Stream.of(new Choice(LargeObjects.TABLE, count, objects.bytesOnDisk(), List.of()));
    }

    private static Choice choice(Table table, List<QualifiedName> partitions, Map<QualifiedName, Table> tables) {
        List<Table> leaves = partitions.stream()
                .filter(tables::containsKey)
                .map(tables::get)
                .filter(part -> part.kind() != Table.Kind.PARTITIONED)
                .toList();
        return new Choice(
                table.name(),
                (leaves.isEmpty() ? table.estimatedRows() : 0)
                        + leaves.stream().mapToLong(Table::estimatedRows).sum(),
                table.totalBytes()
                        + leaves.stream().mapToLong(Table::totalBytes).sum(),
                partitions);
    }
}
