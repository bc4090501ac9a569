package dev.planetfall.migration;

import dev.planetfall.postgres.QualifiedName;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Who could write to a server at one moment, and how much has been written.
 *
 * @param sessions of others, the busiest first
 * @param tuples inserted, updated and deleted since the server began to count, by table
 */
public record Writers(Instant at, List<WriterSession> sessions, Map<QualifiedName, Long> tuples) {
    public Writers {
        sessions = List.copyOf(sessions);
        tuples = Map.copyOf(tuples);
    }

    /**
     * A session of somebody else.
     *
     * @param application as it calls itself; may be empty
     * @param address empty for one of the same machine
     * @param state as the server calls it, such as {@code idle}; empty where the role may not know it
     * @param quiet since it sent or finished its last statement; empty where the role may not know it
     * @param writes whether its transaction has written
     */
    public record WriterSession(
            long pid,
            String user,
            String application,
            Optional<String> address,
            String state,
            Optional<Duration> quiet,
            boolean writes) {
        /** Whether a pattern fits the application or the role: text with {@code *} for anything, in any case. */
        public boolean fits(String pattern) {
            Pattern regex = Pattern.compile(
                    ("\\Q" + pattern.strip() + "\\E").replace("*", "\\E.*\\Q"), Pattern.CASE_INSENSITIVE);
            return !pattern.isBlank()
                    && (regex.matcher(application).matches()
                            || regex.matcher(user).matches());
        }
    }

    /**
     * Tables written to since an earlier look.
     *
     * @param tuples more than then
     */
    public record TableWrites(QualifiedName table, long tuples) {}

    /** Those that are left when the ones that fit a pattern are passed over. */
    public List<WriterSession> without(List<String> patterns) {
        return sessions.stream()
                .filter(session -> patterns.stream().noneMatch(session::fits))
                .toList();
    }

    /** Tables that were written to since, the busiest first. */
    public List<TableWrites> since(Writers earlier) {
        return tuples.entrySet().stream()
                .map(table -> new TableWrites(
                        table.getKey(), table.getValue() - earlier.tuples.getOrDefault(table.getKey(), 0L)))
                .filter(table -> table.tuples() > 0)
                .sorted(Comparator.comparingLong(TableWrites::tuples)
                        .reversed()
                        .thenComparing(table -> table.table().toString()))
                .toList();
    }
}
