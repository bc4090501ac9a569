package dev.planetfall.migration.verify;

import dev.planetfall.postgres.Session;
import java.time.Duration;
import java.util.Optional;

/** Walks through a table by its key in ranges that take about half a second each. */
final class KeyWalk {
    /** Short enough to let others in between and to stop at once, long enough that the asking itself costs nothing. */
    static final Duration WANTED = Duration.ofMillis(500);

    private static final long FIRST_ROWS = 2_000;
    private static final long MOST_ROWS = 2_000_000;
    private static final double QUICKEST_GROWTH = 4;

    private final KeyedRows rows;
    private Optional<KeyRange> rest;
    private double rowsAtOnce = FIRST_ROWS;

    /**
     * @param rows of the server whose order is followed
     * @param begin all that is to be walked through
     */
    KeyWalk(KeyedRows rows, KeyRange begin) {
        this.rows = rows;
        this.rest = Optional.of(begin);
    }

    /** The next range; empty after the last, which has no end, so that nothing above is forgotten. */
    Optional<KeyRange> next(Session session) {
        if (rest.isEmpty()) {
            return Optional.empty();
        }
        KeyRange left = rest.get();
        Optional<KeyRange> range =
                rows.boundary(session, left, Math.round(rowsAtOnce)).map(left::until);
        rest = range.flatMap(KeyRange::upTo).map(left::from);
        return range.or(() -> Optional.of(left));
    }

    /** How long the last range took, which the next is measured by. */
    void took(Duration time) {
        double factor = (double) WANTED.toNanos() / Math.max(1, time.toNanos());
        rowsAtOnce *= Math.max(1 / QUICKEST_GROWTH, Math.min(QUICKEST_GROWTH, factor));
        rowsAtOnce = Math.max(1, Math.min(MOST_ROWS, rowsAtOnce));
    }
}
