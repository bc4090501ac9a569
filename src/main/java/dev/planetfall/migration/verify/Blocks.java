package dev.planetfall.migration.verify;

import java.util.OptionalLong;

/**
 * A part of a table's file.
 *
 * @param end the block after the last; empty for the last part, which goes on to the end of the file
 */
record Blocks(long first, OptionalLong end) {
    String where() {
        String upper = end.isPresent() ? "t.ctid < '(" + end.getAsLong() + ",0)'" : "";
        if (first == 0) {
            return upper.isEmpty() ? "" : " WHERE " + upper;
        }
        return " WHERE t.ctid >= '(" + first + ",0)'" + (upper.isEmpty() ? "" : " AND " + upper);
    }
}
