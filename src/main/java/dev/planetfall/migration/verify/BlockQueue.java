package dev.planetfall.migration.verify;

import dev.planetfall.postgres.QualifiedName;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Hands out the files of tables on one server in parts that take about half a second each, so that several sessions work side by
 * side, on the same table too, and none works alone at the end. Thread-safe.
 */
final class BlockQueue {
    /** 8 MB of an ordinary server. */
    private static final long FIRST_BLOCKS = 1_024;

    private static final long FEWEST_BLOCKS = 8;
    private static final double QUICKEST_GROWTH = 4;

    private final Deque<TableShape> waiting;
    private final boolean splits;
    private final Map<QualifiedName, Scanned> scanned = new HashMap<>();
    private long next;
    private double blocksAtOnce = FIRST_BLOCKS;

    /** @param splits whether the server finds a part of a file without reading all of it: from version 14 on */
    BlockQueue(List<TableShape> tables, boolean splits) {
        this.splits = splits;
        waiting = new ArrayDeque<>(tables.stream()
                .sorted(Comparator.comparingLong(TableShape::blocks).reversed())
                .toList());
        tables.forEach(table -> scanned.put(table.name(), new Scanned()));
    }

    synchronized Optional<Part> take() {
        if (waiting.isEmpty()) {
            return Optional.empty();
        }
        TableShape table = waiting.element();
        long end = next + Math.round(blocksAtOnce);
        boolean last = !splits || end >= table.blocks();
        Part part = new Part(table, new Blocks(next, last ? OptionalLong.empty() : OptionalLong.of(end)));
        scanned.get(table.name()).begin();
        if (last) {
            waiting.remove();
            scanned.get(table.name()).allTaken();
        }
        next = last ? 0 : end;
        blocksAtOnce = last ? FIRST_BLOCKS : blocksAtOnce;
        return Optional.of(part);
    }

    /** @return what all of the table adds up to, with its last part */
    synchronized Optional<Tally> done(Part part, Tally tally, Duration took) {
        if (part.blocks().end().isPresent()) {
            double factor = (double) KeyWalk.WANTED.toNanos() / Math.max(1, took.toNanos());
            blocksAtOnce *= Math.max(1 / QUICKEST_GROWTH, Math.min(QUICKEST_GROWTH, factor));
            blocksAtOnce = Math.max(FEWEST_BLOCKS, blocksAtOnce);
        }
        return scanned.get(part.table().name()).add(tally);
    }

    /** Nothing more of this table is handed out. Tells whether it was the first time. */
    synchronized boolean giveUp(Part part) {
        if (part.table().equals(waiting.peek())) {
            waiting.remove();
            next = 0;
            blocksAtOnce = FIRST_BLOCKS;
        }
        return scanned.get(part.table().name()).giveUp();
    }

    /** Nothing more is handed out. */
    synchronized void close() {
        waiting.clear();
    }

    /** A part of a table that one session adds up. */
    record Part(TableShape table, Blocks blocks) {}

    /** How far a table is. */
    private static final class Scanned {
        private int open;
        private boolean taken;
        private boolean over;
        private Tally tally = Tally.NONE;

        void begin() {
            open++;
        }

        void allTaken() {
            taken = true;
        }

        boolean giveUp() {
            boolean first = !over;
            over = true;
            return first;
        }

        Optional<Tally> add(Tally more) {
            open--;
            tally = tally.plus(more);
            return taken && open == 0 && !over ? Optional.of(tally) : Optional.empty();
        }
    }
}
