package dev.planetfall.migration.copy;

import dev.planetfall.migration.MigrationPlan;
import dev.planetfall.migration.TableCopy;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.QualifiedName;
import dev.planetfall.postgres.Row;
import dev.planetfall.postgres.ServerVersion;
import dev.planetfall.postgres.Session;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Asks how far each table of a subscription is. To know the size of a table the server looks at each of its files, so only those
 * of tables that are being copied are looked at each time. Used by one thread.
 */
final class SubscribedTables {
    private static final Duration TOTALS_PERIOD = Duration.ofSeconds(20);

    private final MigrationPlan plan;
    private final Clock clock;
    private Instant totalsMeasuredAt = Instant.EPOCH;
    private Map<QualifiedName, Long> totals = Map.of();

    SubscribedTables(MigrationPlan plan, Clock clock) {
        this.plan = plan;
        this.clock = clock;
    }

    /** Those in scope, by name. Sizes on the source may be 20 seconds old. */
    List<TableCopy> measure(Session source, Session target, ServerVersion targetVersion, long subscription) {
        measureTotals(source);
        String rows = targetVersion.isAtLeast(14)
                ? "coalesce((SELECT max(p.tuples_processed) FROM pg_stat_progress_copy p WHERE p.relid = c.oid), 0)"
                : "0";
        return target.query("""
                        SELECT n.nspname AS schema, c.relname AS name, r.srsubstate::text AS state,
                               CASE r.srsubstate WHEN 'd' THEN %s ELSE 0 END AS bytes,
                               CASE r.srsubstate WHEN 'd' THEN %s ELSE 0 END AS rows
                        FROM pg_subscription_rel r JOIN pg_class c ON c.oid = r.srrelid
                        JOIN pg_namespace n ON n.oid = c.relnamespace WHERE r.srsubid = ?::bigint::oid ORDER BY 1, 2
                        """.formatted(Catalog.TABLE_BYTES, rows), this::tableCopy, subscription).stream()
                .filter(table -> plan.scope().includesSchema(table.table().schema()))
                .toList();
    }

    /** A copied table may be smaller on the target, without bloat: what is copied counts as all of the source's size. */
    private TableCopy tableCopy(Row row) {
        QualifiedName name = row.qualifiedName("schema", "name");
        TableCopy.State state = TableCopy.State.ofCode(row.text("state"));
        long bytes = row.number("bytes");
        long total = totals.getOrDefault(name, bytes);
        long copied = switch (state) {
            case WAITING -> 0;
            case COPYING -> Math.min(bytes, total);
            case COPIED, CATCHING_UP, READY -> total;
        };
        return new TableCopy(name, state, copied, total, row.number("rows"));
    }

    private void measureTotals(Session source) {
        Instant now = clock.instant();
        if (totalsMeasuredAt.plus(TOTALS_PERIOD).isBefore(now)) {
            totalsMeasuredAt = now;
            totals = sizes(source, plan.names().publication());
        }
    }

    private static Map<QualifiedName, Long> sizes(Session source, Identifier publication) {
        Map<QualifiedName, Long> sizes = new HashMap<>();
        source.query(
                        """
                        SELECT n.nspname AS schema, c.relname AS name, %s AS bytes
                        FROM pg_publication_tables p JOIN pg_namespace n ON n.nspname = p.schemaname
                        JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = p.tablename WHERE p.pubname = ?
                        """.formatted(Catalog.TABLE_BYTES),
                        row -> Map.entry(row.qualifiedName("schema", "name"), row.number("bytes")),
                        publication)
                .forEach(entry -> sizes.put(entry.getKey(), entry.getValue()));
        return sizes;
    }
}
