package dev.planetfall.migration.verify;

import dev.planetfall.migration.RowDifference;
import dev.planetfall.migration.RowDifference.Kind;
import dev.planetfall.migration.RowDifferences;
import dev.planetfall.migration.Side;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Compares a table without a key as two heaps of rows, in which equal rows are counted. */
final class KeylessComparison {
    private static final int ATTEMPTS = 3;

    private final Both<WholeRows> rows;

    KeylessComparison(ComparedTable table, RowForm form) {
        rows = new Both<>(new WholeRows(table, Side.SOURCE, form), new WholeRows(table, Side.TARGET, form));
    }

    /**
     * What both heaps add up to at the same moment: read on the source, then on the target once it has caught up, then on the source
     * again to see that nobody wrote in between. Empty when somebody always did.
     */
    Optional<Both<Tally>> tallies(TwoSessions sessions, CaughtUp caughtUp) {
        Tally before = rows.source().tally(sessions.source());
        for (int i = 0; i < ATTEMPTS && caughtUp.await(); i++) {
            Tally there = rows.target().tally(sessions.target());
            Tally after = there.equals(before) ? before : rows.source().tally(sessions.source());
            if (after.equals(before)) {
                return Optional.of(new Both<>(before, there));
            }
            before = after;
        }
        return Optional.empty();
    }

    /** The rows of which one server has more than the other, while nobody writes. */
    RowDifferences differences(TwoSessions sessions) {
        Both<Map<Integer, Tally>> parts = sessions.ask(rows.source()::parts, rows.target()::parts);
        Set<Integer> differing = Stream.of(parts.source(), parts.target())
                .flatMap(all -> all.keySet().stream())
                .filter(part ->
                        !Objects.equals(parts.source().get(part), parts.target().get(part)))
                .collect(Collectors.toSet());
        if (differing.isEmpty()) {
            return RowDifferences.NONE;
        }
        Both<Map<Long, Long>> hashes = sessions.ask(
                session -> rows.source().hashes(session, differing),
                session -> rows.target().hashes(session, differing));
        Map<Long, Long> missing = more(hashes.source(), hashes.target());
        Map<Long, Long> extra = more(hashes.target(), hashes.source());
        List<RowDifference> found = new ArrayList<>();
        add(found, Kind.MISSING, missing, rows.source().texts(sessions.source(), missing.keySet()));
        add(found, Kind.EXTRA, extra, rows.target().texts(sessions.target(), extra.keySet()));
        long all = missing.values().stream().mapToLong(Long::longValue).sum()
                + extra.values().stream().mapToLong(Long::longValue).sum();
        return new RowDifferences(List.of(), found, found.size() == all);
    }

    /** How many rows of each kind the first has more than the second. */
    private static Map<Long, Long> more(Map<Long, Long> first, Map<Long, Long> second) {
        Map<Long, Long> more = new HashMap<>();
        first.forEach((hash, count) -> {
            long surplus = count - second.getOrDefault(hash, 0L);
            if (surplus > 0) {
                more.put(hash, surplus);
            }
        });
        return more;
    }

    private static void add(List<RowDifference> found, Kind kind, Map<Long, Long> rows, Map<Long, String> texts) {
        rows.forEach((hash, count) -> {
            RowDifference difference = new RowDifference(List.of(texts.getOrDefault(hash, "")), kind, List.of());
            for (long i = 0; i < count && found.size() < RowDifferences.MOST; i++) {
                found.add(difference);
            }
        });
    }
}
