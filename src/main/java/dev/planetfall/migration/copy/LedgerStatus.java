package dev.planetfall.migration.copy;

import dev.planetfall.migration.MigrationPlan;
import dev.planetfall.migration.TableCopy;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.QualifiedName;
import dev.planetfall.postgres.Session;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How far a copy through this computer is, as the target knows it, whoever copies. */
final class LedgerStatus {
    /** Rows that are being written; from version 14 on a server tells of them. */
    private static final String RUNNING = """
            SELECT n.nspname AS schema, c.relname AS name, sum(p.bytes_processed)::bigint AS bytes,
                   sum(p.tuples_processed)::bigint AS rows
            FROM pg_stat_progress_copy p JOIN pg_class c ON c.oid = p.relid JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE p.datname = current_database() AND p.command = 'COPY FROM' GROUP BY 1, 2
            """;

    private LedgerStatus() {}

    /** Every table of the copy that belongs to people, by name; empty when none was begun. */
    static List<TableCopy> tables(MigrationPlan plan, Session target) {
        List<ChunkLedger.Progress> progress = ChunkLedger.progress(target, plan.id());
        Map<QualifiedName, Running> running = progress.isEmpty() ? Map.of() : running(target);
        return progress.stream()
                .filter(table -> plan.scope().includesSchema(table.table().schema()))
                .map(table -> table(table, running.getOrDefault(table.table(), new Running(0, 0))))
                .toList();
    }

    private static TableCopy table(ChunkLedger.Progress table, Running running) {
        TableCopy.State state = table.isCopied()
                ? TableCopy.State.COPIED
                : table.done() > 0 || running.rows() > 0 ? TableCopy.State.COPYING : TableCopy.State.WAITING;
        long bytes = table.isCopied() ? table.total() : Math.min(table.total(), table.copied() + running.bytes());
        return new TableCopy(table.table(), state, bytes, table.total(), table.rows() + running.rows());
    }

    private static Map<QualifiedName, Running> running(Session target) {
        if (!new Catalog(target).version().isAtLeast(14)) {
            return Map.of();
        }
        return target
                .query(
                        RUNNING,
                        row -> Map.entry(
                                row.qualifiedName("schema", "name"),
                                new Running(row.number("bytes"), row.number("rows"))))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private record Running(long bytes, long rows) {}
}
