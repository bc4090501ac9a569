package dev.planetfall.migration.copy;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Progress;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.QualifiedName;
import dev.planetfall.postgres.RowPipe;
import dev.planetfall.postgres.Session;
import dev.planetfall.postgres.Table;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Copies the rows of unlogged tables, which never are in the log that replication reads. All of them in one transaction of the
 * target, because they may refer to one another: after a crash the target has either their rows of before or all the new ones.
 */
public final class UnloggedRows {
    private static final String COLUMNS = """
            SELECT n.nspname AS schema, c.relname AS name, array_agg(quote_ident(a.attname) ORDER BY a.attnum) AS columns
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid
            WHERE c.relkind = 'r' AND c.relpersistence = 'u' AND a.attnum > 0 AND NOT a.attisdropped AND %s
            GROUP BY n.nspname, c.relname
            """;

    private static final List<String> FOR_READING = List.of(
            "SET statement_timeout = 0",
            "SET idle_in_transaction_session_timeout = 0",
            "SET IntervalStyle = postgres",
            // Rather an error than rows that a policy hides.
            "SET row_security = off");

    private static final List<String> FOR_WRITING = List.of(
            "SET statement_timeout = 0",
            "SET idle_in_transaction_session_timeout = 0",
            "SET lock_timeout = '30s'",
            "SET IntervalStyle = postgres",
            "SET xmloption = content");

    private final MigrationContext context;
    private final Session source;
    private final Session target;
    private final List<Table> tables;
    private final long total;
    private long moved;

    private UnloggedRows(MigrationContext context, Session source, Session target, List<Table> tables) {
        this.context = context;
        this.source = source;
        this.target = target;
        this.tables = tables;
        total = tables.stream().mapToLong(Table::tableBytes).sum();
    }

    /** The source's unlogged tables in scope, leaf partitions included, by name. */
    public static List<Table> tables(MigrationContext context) {
        return context.source().withReadOnlySession(session -> new Catalog(session).tables()).stream()
                .filter(table -> table.kind() == Table.Kind.UNLOGGED && !table.extensionMember())
                .filter(table -> context.plan().scope().includes(table.name()))
                .toList();
    }

    /** Replaces what the target has of them. Right only while nobody writes to the source. */
    public static void copy(MigrationContext context) {
        List<Table> tables = tables(context);
        if (!tables.isEmpty()) {
            context.source()
                    .useSession(source -> context.target().useSession(target -> {
                        FOR_READING.forEach(source::execute);
                        FOR_WRITING.forEach(target::execute);
                        target.inTransaction(() -> {
                            new UnloggedRows(context, source, target, tables).copy();
                            return true;
                        });
                    }));
        }
    }

    private void copy() {
        RestingConstraints resting =
                RestingConstraints.of(target, tables.stream().map(Table::name).toList());
        resting.rest();
        empty();
        Map<QualifiedName, String> columns = columns();
        tables.forEach(table -> copy(table.name(), columns.getOrDefault(table.name(), "")));
        resting.restore();
    }

    private void empty() {
        List<QualifiedName> filled = tables.stream()
                .map(Table::name)
                .filter(table -> target.queryOne(
                        "SELECT EXISTS (SELECT FROM ONLY " + table.quoted() + ") AS filled", row -> row.flag("filled")))
                .toList();
        if (!filled.isEmpty()) {
            target.execute("TRUNCATE "
                    + tables.stream()
                            .map(table -> "ONLY " + table.name().quoted())
                            .collect(Collectors.joining(", ")));
        }
    }

    private Map<QualifiedName, String> columns() {
        String notComputed = new Catalog(source).version().isAtLeast(12) ? "a.attgenerated = ''" : "true";
        return source
                .query(
                        COLUMNS.formatted(notComputed),
                        row -> Map.entry(
                                row.qualifiedName("schema", "name"),
                                " (" + String.join(", ", row.texts("columns")) + ")"))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private void copy(QualifiedName table, String columns) {
        context.throwIfCancelled();
        RowPipe.move(
                source,
                "COPY " + table.quoted() + columns + " TO STDOUT",
                target,
                "COPY " + table.quoted() + columns + " FROM STDIN",
                bytes -> {
                    moved += bytes;
                    context.report(new Progress(
                            Messages.text("copy.unlogged-rows.copying", table),
                            Math.min(moved, total),
                            total,
                            "bytes"));
                });
    }
}
