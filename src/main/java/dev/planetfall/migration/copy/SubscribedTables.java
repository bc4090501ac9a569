package dev.planetfall.migration.copy;

import dev.planetfall.migration.MigrationPlan;
import dev.planetfall.migration.ReplicationNames;
import dev.planetfall.migration.TableCopy;
import dev.planetfall.postgres.Catalog;
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
import java.util.Optional;

/**
 * Asks how far each table of a subscription is. To know the size of a table the server looks at each of its files, so on the
 * target only those that are being copied are looked at. Used by one thread.
 */
final class SubscribedTables {
    private static final String ERRORS = """
            (SELECT apply_error_count FROM pg_stat_subscription_stats t WHERE t.subid = s.oid) AS apply_errors,
            (SELECT sync_error_count FROM pg_stat_subscription_stats t WHERE t.subid = s.oid) AS copy_errors
            """;

    /**
     * Thousands of names are sent only when their states are others than those that are known, which a sum over all of them tells. The
     * facts of the subscription are computed once, not for each table; without OFFSET 0 the tables would be read before the sums are
     * compared.
     */
    private static final String LOOK = """
            WITH own AS MATERIALIZED (
              SELECT s.oid, s.subenabled AS enabled, %s, to_regclass(?) IS NOT NULL AS marker
              FROM pg_subscription s WHERE s.subname = ? AND %s),
            states AS MATERIALIZED (
              SELECT count(*) || ':' || coalesce(sum(hashtext(r.srrelid::text || r.srsubstate::text)::bigint), 0) AS mark
              FROM own JOIN pg_subscription_rel r ON r.srsubid = own.oid)
            SELECT own.enabled, own.apply_errors, own.copy_errors, own.marker, states.mark, t.*
            FROM own CROSS JOIN states LEFT JOIN LATERAL (
              SELECT n.nspname AS schema, c.relname AS name, r.srsubstate::text AS state,
                     CASE r.srsubstate WHEN 'd' THEN %s ELSE 0 END AS bytes,
                     CASE r.srsubstate WHEN 'd' THEN %s ELSE 0 END AS rows
              FROM pg_subscription_rel r JOIN pg_class c ON c.oid = r.srrelid
              JOIN pg_namespace n ON n.oid = c.relnamespace
              WHERE r.srsubid = own.oid AND states.mark <> ? ORDER BY 1, 2 OFFSET 0) t ON true
            """;

    private static final String ROWS =
            "coalesce((SELECT max(p.tuples_processed) FROM pg_stat_progress_copy p WHERE p.relid = c.oid), 0)";

    private static final Duration NAMES_PERIOD = Duration.ofMinutes(1);

    private final MigrationPlan plan;
    private final SourceSizes sizes;
    private final Clock clock;
    private Map<QualifiedName, TableCopy> known = Map.of();
    private List<Found> found = List.of();
    private String mark = "";
    private Instant namedAt = Instant.EPOCH;

    SubscribedTables(MigrationPlan plan, Clock clock) {
        this.plan = plan;
        this.clock = clock;
        sizes = new SourceSizes(clock);
    }

    /** Empty while there is no subscription. Sizes on the source may be out of date. */
    Optional<SubscriptionLook> look(Session source, Session target, ServerVersion targetVersion) {
        String asked = knownMark();
        List<Found> answer = target.query(
                LOOK.formatted(
                        targetVersion.isAtLeast(15) ? ERRORS : "0 AS apply_errors, 0 AS copy_errors",
                        Subscription.OF_THIS_DATABASE,
                        Catalog.TABLE_BYTES,
                        targetVersion.isAtLeast(14) ? ROWS : "0"),
                Found::read,
                ReplicationNames.MARKER_TABLE.quoted(),
                plan.names().subscription(),
                asked);
        if (answer.isEmpty()) {
            mark = "";
            return Optional.empty();
        }
        Found first = answer.get(0);
        if (!first.mark().equals(asked)) {
            found = answer;
            mark = first.mark();
            namedAt = clock.instant();
        }
        return Optional.of(first.look(tables(source)));
    }

    /** Of what need not be told again; a table that is being copied grows, and one may have got another name. */
    private String knownMark() {
        boolean isCopying = known.values().stream().anyMatch(table -> table.state() == TableCopy.State.COPYING);
        boolean isOld = namedAt.plus(NAMES_PERIOD).isBefore(clock.instant());
        return isCopying || isOld ? "" : mark;
    }

    /**
     * Tables that are as they were before are the very same objects: what is measured again and again for thousands of tables would
     * otherwise fill the memory.
     */
    private List<TableCopy> tables(Session source) {
        List<Found> inScope = found.stream()
                .filter(table -> table.name()
                        .filter(name -> plan.scope().includesSchema(name.schema()))
                        .isPresent())
                .toList();
        sizes.measure(
                source, inScope.stream().flatMap(table -> table.name().stream()).toList());
        Map<QualifiedName, TableCopy> now = new HashMap<>();
        List<TableCopy> tables = inScope.stream()
                .map(table -> same(copy(table, table.name().orElseThrow())))
                .toList();
        tables.forEach(table -> now.put(table.table(), table));
        known = now;
        return tables;
    }

    private TableCopy same(TableCopy fresh) {
        TableCopy before = known.getOrDefault(fresh.table(), fresh);
        return before.equals(fresh) ? before : fresh;
    }

    /** A copied table may be smaller on the target, without bloat: what is copied counts as all of the source's size. */
    private TableCopy copy(Found found, QualifiedName name) {
        TableCopy.State state = TableCopy.State.ofCode(found.state());
        long total = sizes.of(name, found.bytes());
        long copied = switch (state) {
            case WAITING -> 0;
            case COPYING -> Math.min(found.bytes(), total);
            case COPIED, CATCHING_UP, READY -> total;
        };
        return new TableCopy(name, state, copied, total, found.rows());
    }

    /** A row of the answer: the subscription, and one of its tables unless it has none. */
    private record Found(
            boolean enabled,
            long applyErrors,
            long copyErrors,
            boolean hasMarker,
            String mark,
            Optional<QualifiedName> name,
            String state,
            long bytes,
            long rows) {
        static Found read(Row row) {
            return new Found(
                    row.flag("enabled"),
                    row.optionalNumber("apply_errors").orElse(0),
                    row.optionalNumber("copy_errors").orElse(0),
                    row.flag("marker"),
                    row.text("mark"),
                    row.optionalText("name").map(name -> row.qualifiedName("schema", "name")),
                    row.optionalText("state").orElse(""),
                    row.optionalNumber("bytes").orElse(0),
                    row.optionalNumber("rows").orElse(0));
        }

        SubscriptionLook look(List<TableCopy> tables) {
            return new SubscriptionLook(enabled, applyErrors, copyErrors, hasMarker, tables);
        }
    }
}
