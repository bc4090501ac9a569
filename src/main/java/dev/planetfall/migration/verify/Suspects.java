package dev.planetfall.migration.verify;

import dev.planetfall.migration.RowDifferences;
import dev.planetfall.migration.Side;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Finds the keys of rows that were not the same on both servers when they were read. Only ranges that differ are looked into. */
final class Suspects {
    /** Up to this many rows are listed at once, which is quicker than cutting them once more. */
    private static final long LISTED = 4_096;

    private static final int PARTS = 16;

    private final Both<KeyedRows> rows;
    private final Set<List<String>> keys = new LinkedHashSet<>();
    private boolean complete = true;

    Suspects(Both<KeyedRows> rows) {
        this.rows = rows;
    }

    /** Those of an earlier look at other rows of the table. */
    void add(List<List<String>> earlier, boolean areAll) {
        keys.addAll(earlier);
        complete = complete && areAll;
    }

    List<List<String>> keys() {
        return new ArrayList<>(keys);
    }

    /** Whether all of them were listed; there is a limit, {@link RowDifferences#MOST}. */
    boolean isComplete() {
        return complete;
    }

    /** @param tallies of the range, which differ */
    void lookInto(TwoSessions sessions, KeyRange range, Both<Tally> tallies) {
        long most = Math.max(tallies.source().rows(), tallies.target().rows());
        if (keys.size() >= RowDifferences.MOST) {
            complete = false;
        } else if (most <= LISTED) {
            list(sessions, range);
        } else {
            Side longer = tallies.source().rows() == most ? Side.SOURCE : Side.TARGET;
            cut(sessions, range, longer, most / PARTS);
        }
    }

    Both<Tally> tally(TwoSessions sessions, KeyRange range) {
        return sessions.ask(
                session -> rows.source().tally(session, range),
                session -> rows.target().tally(session, range));
    }

    private void cut(TwoSessions sessions, KeyRange range, Side longer, long rowsOfPart) {
        Optional<KeyRange> rest = Optional.of(range);
        while (rest.isPresent()) {
            KeyRange left = rest.get();
            Optional<List<String>> boundary = rows.on(longer).boundary(sessions.on(longer), left, rowsOfPart);
            KeyRange part = boundary.map(left::until).orElse(left);
            Both<Tally> tallies = tally(sessions, part);
            if (!tallies.areEqual()) {
                lookInto(sessions, part, tallies);
            }
            rest = boundary.map(left::from);
        }
    }

    private void list(TwoSessions sessions, KeyRange range) {
        Both<Map<List<String>, Long>> hashes = sessions.ask(
                session -> rows.source().hashes(session, range),
                session -> rows.target().hashes(session, range));
        hashes.source().forEach((key, hash) -> {
            if (!Objects.equals(hash, hashes.target().get(key))) {
                keys.add(key);
            }
        });
        hashes.target().keySet().stream()
                .filter(key -> !hashes.source().containsKey(key))
                .forEach(keys::add);
    }
}
