package dev.planetfall.migration.check;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.CheckGroup;
import dev.planetfall.migration.CheckName;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.Listing;
import dev.planetfall.migration.Method;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Quantities;
import dev.planetfall.migration.Remedy;
import dev.planetfall.migration.Scope;
import dev.planetfall.migration.Side;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.QualifiedName;
import dev.planetfall.postgres.Table;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Names tables that replication cannot carry because they are not written to the log, and what copying them will take. */
final class UnloggedTablesCheck implements Check {
    /** What passes through a computer in a second where the network is no hindrance, with room to spare. */
    private static final long COPIED_PER_SECOND = 20L << 20;

    @Override
    public CheckName name() {
        return new CheckName(
                "unlogged-tables", Messages.text("check.unlogged-tables.unlogged-tables"), CheckGroup.TABLES_AND_KEYS);
    }

    @Override
    public void run(MigrationContext context, Consumer<Finding> findings) {
        Scope scope = context.plan().scope();
        List<Table> unlogged = context.source().withReadOnlySession(session -> new Catalog(session).tables()).stream()
                .filter(table -> table.kind() == Table.Kind.UNLOGGED && !table.extensionMember())
                .filter(table -> scope.includes(table.name()))
                .toList();
        findings.accept(
                unlogged.isEmpty()
                        ? Finding.passed(id(), Messages.text("check.unlogged-tables.no-table-in-scope-is"))
                        : found(unlogged, context.plan().method()));
    }

    private Finding found(List<Table> unlogged, Method method) {
        List<QualifiedName> names = unlogged.stream().map(Table::name).toList();
        long bytes = unlogged.stream().mapToLong(Table::tableBytes).sum();
        return Finding.warning(
                        id(),
                        Messages.plural(
                                "check.unlogged-tables.unlogged-tables-will-be-copied",
                                unlogged.size(),
                                when(method),
                                Listing.of(names)),
                        Messages.text(
                                "check.unlogged-tables.copying-through-this-computer-makes",
                                reason(method),
                                Quantities.bytes(bytes),
                                Quantities.duration(Duration.ofSeconds(Math.max(1, bytes / COPIED_PER_SECOND)))))
                .withDetails(unlogged.stream()
                        .map(table -> table.name() + ": " + Quantities.bytes(table.tableBytes()))
                        .toList())
                .withRemedy(new Remedy(
                        Side.SOURCE,
                        alter(names, "LOGGED"),
                        Messages.text("check.unlogged-tables.changes-the-source-rewrites-each"),
                        alter(names, "UNLOGGED")));
    }

    private static String when(Method method) {
        return Messages.text(
                method.stopsWriters()
                        ? "check.unlogged-tables.while-writes-are-stopped-for"
                        : "check.unlogged-tables.at-the-end-in-the");
    }

    private static String reason(Method method) {
        return switch (method) {
            case LOGICAL_REPLICATION, SNAPSHOT_COPY ->
                Messages.text("check.unlogged-tables.replication-cannot-carry-what-is");
            case DUMP_AND_RESTORE -> Messages.text("check.unlogged-tables.they-are-copied-after-all-other");
            case STALE_COPY -> Messages.text("check.unlogged-tables.they-are-copied-after-all");
        };
    }

    private static String alter(List<QualifiedName> tables, String setting) {
        return tables.stream()
                .map(table -> "ALTER TABLE " + table.quoted() + " SET " + setting + ";")
                .collect(Collectors.joining("\n"));
    }
}
