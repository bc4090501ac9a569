package dev.planetfall.demo;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** The writes that a server confirmed: what may never be missing again. Thread-safe. */
final class Acknowledgements {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final int WINDOW_SECONDS = 5;

    private final LongSupplier nanoClock;
    private final long began;
    private final Map<Integer, BitSet> bySequence = new HashMap<>();
    private final Deque<Long> recent = new ArrayDeque<>();
    private long total;

    Acknowledgements(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        this.began = nanoClock.getAsLong();
    }

    synchronized void add(int worker, int sequence) {
        bySequence.computeIfAbsent(worker, key -> new BitSet()).set(sequence);
        total++;
        recent.addLast(nanoClock.getAsLong());
        forgetOld();
    }

    synchronized long total() {
        return total;
    }

    /** Over the last five seconds, or since the start when that is less. */
    synchronized double perSecond() {
        forgetOld();
        double seconds = (double) (nanoClock.getAsLong() - began) / NANOS_PER_SECOND;
        return recent.size() / Math.max(1, Math.min(WINDOW_SECONDS, seconds));
    }

    /** A copy: for each worker the sequence numbers that were confirmed. */
    synchronized Map<Integer, BitSet> snapshot() {
        Map<Integer, BitSet> copy = new HashMap<>();
        bySequence.forEach((worker, sequences) -> copy.put(worker, (BitSet) sequences.clone()));
        return copy;
    }

    private void forgetOld() {
        long oldest = nanoClock.getAsLong() - WINDOW_SECONDS * NANOS_PER_SECOND;
        while (!recent.isEmpty() && recent.getFirst() < oldest) {
            recent.removeFirst();
        }
    }
}
