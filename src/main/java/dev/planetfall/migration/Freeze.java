package dev.planetfall.migration;

import java.util.List;
import java.util.OptionalLong;

/**
 * That this program has stopped the writers of a server.
 *
 * @param lifting the statements that let them on again
 * @param tuples that were inserted, updated and deleted since the server began to count, when no writer was left: whoever writes
 *     all the same makes it grow. Empty before then, and before version 15, which counts late
 */
public record Freeze(List<String> lifting, OptionalLong tuples) {
    public Freeze {
        lifting = List.copyOf(lifting);
    }
}
