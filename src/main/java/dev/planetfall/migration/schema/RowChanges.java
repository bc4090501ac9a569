package dev.planetfall.migration.schema;

import dev.planetfall.postgres.QualifiedName;
import dev.planetfall.postgres.Session;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How many rows of each table were updated or deleted, as the statistics of the source count them.
 *
 * @param over the time that they surely cover: a server that ended in disorder forgets them
 * @see <a href="https://www.postgresql.org/docs/current/monitoring-stats.html">The cumulative statistics system</a>
 */
public record RowChanges(Duration over, Map<QualifiedName, Long> counts) {
    private static final String SINCE = """
            SELECT extract(epoch FROM clock_timestamp() - greatest(pg_postmaster_start_time(), stats_reset))::bigint AS seconds
            FROM pg_stat_database WHERE datname = current_database()
            """;

    private static final String COUNTS = """
            SELECT schemaname, relname, n_tup_upd + n_tup_del AS changes FROM pg_stat_user_tables
            """;

    public RowChanges {
        counts = Map.copyOf(counts);
    }

    public static RowChanges of(Session source) {
        return new RowChanges(
                Duration.ofSeconds(source.queryOne(SINCE, row -> row.number("seconds"))),
                source
                        .query(
                                COUNTS,
                                row -> Map.entry(row.qualifiedName("schemaname", "relname"), row.number("changes")))
                        .stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    long of(QualifiedName table) {
        return counts.getOrDefault(table, 0L);
    }
}
