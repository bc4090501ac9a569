package dev.planetfall.migration.copy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;

/** Cuts tables into chunks that several streams can copy side by side, the largest table first. */
final class ChunkPlan {
    /**
     * As measured: smaller ones gained nothing, and with larger ones the last stream works alone for longer. What is lost when a
     * connection breaks is at most one chunk for each stream.
     */
    static final long CHUNK_BYTES = 64L << 20;

    private ChunkPlan() {}

    /**
     * @param splits whether the source finds a range of blocks without reading the whole table, which is so from version 14 on
     * @see <a href="https://www.postgresql.org/docs/14/release-14.html">TID range scans</a>
     */
    static List<Chunk> of(List<CopiedTable> tables, boolean splits) {
        List<Chunk> chunks = new ArrayList<>();
        List<CopiedTable> largestFirst = new ArrayList<>(tables);
        largestFirst.sort(Comparator.comparingLong(CopiedTable::bytes).reversed());
        for (CopiedTable table : largestFirst) {
            long parts = splits ? Math.min(table.blocks(), (table.bytes() + CHUNK_BYTES - 1) / CHUNK_BYTES) : 1;
            add(chunks, table, Math.max(1, parts));
        }
        return chunks;
    }

    private static void add(List<Chunk> chunks, CopiedTable table, long parts) {
        for (long part = 0; part < parts; part++) {
            // The table may grow until the copy reaches its end, and what the snapshot sees is never beyond the end of
            // that time.
            OptionalLong end =
                    part == parts - 1 ? OptionalLong.empty() : OptionalLong.of(table.blocks() * (part + 1) / parts);
            chunks.add(
                    new Chunk(chunks.size(), table.name(), table.blocks() * part / parts, end, table.bytes() / parts));
        }
    }
}
