package dev.planetfall.migration.copy;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.TableCopy;
import dev.planetfall.postgres.QualifiedName;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;

/** What is still to be copied, and how far each table is. Thread-safe. */
final class ChunkQueue {
    private final Queue<Chunk> waiting;
    private final Map<QualifiedName, Tally> tallies = new LinkedHashMap<>();
    private final Map<Chunk, Long> underWay = new HashMap<>();
    private final Set<Chunk> brokenOff = new HashSet<>();
    private Optional<RuntimeException> failure = Optional.empty();
    private long moved;

    ChunkQueue(List<CopiedTable> tables, List<Chunk> chunks) {
        waiting = new ArrayDeque<>(chunks);
        tables.forEach(table -> tallies.put(table.name(), new Tally(table)));
        chunks.forEach(chunk -> tallies.get(chunk.table()).left++);
    }

    /** The next chunk to copy; empty when none waits or something failed. */
    synchronized Optional<Chunk> next() {
        return failure.isPresent() ? Optional.empty() : Optional.ofNullable(waiting.poll());
    }

    synchronized CopiedTable table(Chunk chunk) {
        return tallies.get(chunk.table()).table;
    }

    /** Also when it was begun before and broke off. */
    synchronized void begin(Chunk chunk) {
        tallies.get(chunk.table()).begun = true;
        underWay.put(chunk, 0L);
        brokenOff.remove(chunk);
    }

    /** A server does not answer; the chunk is begun once more when it does. */
    synchronized void brokeOff(Chunk chunk) {
        brokenOff.add(chunk);
    }

    /** So many bytes of the stream went through this computer. */
    synchronized void moved(Chunk chunk, long bytes) {
        moved += bytes;
        underWay.merge(chunk, bytes, Long::sum);
    }

    synchronized void done(Chunk chunk) {
        underWay.remove(chunk);
        brokenOff.remove(chunk);
        Tally tally = tallies.get(chunk.table());
        tally.left--;
        tally.copied += chunk.bytes();
    }

    /** Nothing more is handed out. */
    synchronized void fail(RuntimeException cause) {
        failure = failure.or(() -> Optional.of(cause));
    }

    synchronized boolean isDone() {
        return tallies.values().stream().allMatch(tally -> tally.left == 0);
    }

    /** Bytes that went through this computer so far. */
    synchronized long movedBytes() {
        return moved;
    }

    /** Why the copy cannot go on. */
    synchronized Optional<RuntimeException> failure() {
        return failure;
    }

    /** Every table, the largest first. */
    synchronized List<TableCopy> tables() {
        Map<QualifiedName, Long> partly = new HashMap<>();
        underWay.forEach((chunk, bytes) -> partly.merge(chunk.table(), Math.min(bytes, chunk.bytes()), Long::sum));
        return tallies.values().stream()
                .map(tally -> tally.toTableCopy(partly.getOrDefault(tally.table.name(), 0L)))
                .toList();
    }

    /** Such as {@code 3 of 12 tables copied}, and whether a server is waited for. */
    synchronized String summary() {
        long copied = tallies.values().stream().filter(tally -> tally.left == 0).count();
        return Messages.plural(
                brokenOff.isEmpty()
                        ? "copy.chunk-queue.of-tables-copied"
                        : "copy.chunk-queue.of-tables-copied-a-server",
                tallies.size(),
                copied);
    }

    private static final class Tally {
        private final CopiedTable table;
        private int left;
        private boolean begun;
        private long copied;

        Tally(CopiedTable table) {
            this.table = table;
        }

        TableCopy toTableCopy(long partly) {
            TableCopy.State state =
                    left == 0 ? TableCopy.State.COPIED : begun ? TableCopy.State.COPYING : TableCopy.State.WAITING;
            long bytes = left == 0 ? table.bytes() : Math.min(table.bytes(), copied + partly);
            return new TableCopy(table.name(), state, bytes, table.bytes(), 0);
        }
    }
}
