package dev.planetfall.ui;

import dev.planetfall.migration.MigrationEvent.StatementSent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Tells the statements that are sent every few seconds to measure replication from those that are sent once. On the JavaFX thread,
 * where catalog queries of many kilobytes come by the hundred while the checks run: each text is looked through once.
 */
public final class Polling {
    private static final Pattern QUESTION = Pattern.compile(
            "^\\s*(SELECT|SHOW|WITH)\\b.*(pg_subscription|pg_stat_subscription|pg_stat_progress_copy|pg_stat_replication"
                    + "|pg_replication_slots|pg_publication_tables|pg_current_wal_lsn|clock_timestamp|to_regclass"
                    + "|server_version_num|AS wanted \\(schema, name\\)|pg_database_size\\(current_database\\(\\)\\) AS bytes|\\bbeat\\b)",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern HEARTBEAT =
            Pattern.compile("^\\s*UPDATE\\b.*\\bbeat\\s*=", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final int REMEMBERED = 500;
    private static final Map<String, Boolean> KNOWN = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };

    private Polling() {}

    /** By its text. One that failed is no routine and never counts as a poll. */
    public static boolean isPoll(StatementSent statement) {
        return statement.error().isEmpty() && KNOWN.computeIfAbsent(statement.sql(), Polling::measures);
    }

    private static boolean measures(String sql) {
        return QUESTION.matcher(sql).find() || HEARTBEAT.matcher(sql).find();
    }
}
