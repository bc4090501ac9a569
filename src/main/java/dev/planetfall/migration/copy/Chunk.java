package dev.planetfall.migration.copy;

import dev.planetfall.postgres.QualifiedName;
import java.util.OptionalLong;

/**
 * Rows of one table that are copied in one go: all of it, or those in a range of its blocks.
 *
 * @param number within the copy, from 0
 * @param firstBlock 0 for the first chunk of a table
 * @param endBlock the block after the last one; empty for the last chunk, which goes on to the end of the table
 * @param bytes about how much of the table this is, with what is stored out of line
 */
record Chunk(int number, QualifiedName table, long firstBlock, OptionalLong endBlock, long bytes) {
    static Chunk whole(CopiedTable table) {
        return new Chunk(0, table.name(), 0, OptionalLong.empty(), table.bytes());
    }

    boolean isWholeTable() {
        return firstBlock == 0 && endBlock.isEmpty();
    }

    /** What chooses its rows, such as {@code WHERE ctid >= '(100,0)'}; empty for a whole table. */
    String where() {
        if (isWholeTable()) {
            return "";
        }
        String end = endBlock.isPresent() ? " AND ctid < '(" + endBlock.getAsLong() + ",0)'" : "";
        return " WHERE ctid >= '(" + firstBlock + ",0)'" + end;
    }
}
