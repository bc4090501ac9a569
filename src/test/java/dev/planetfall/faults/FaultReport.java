package dev.planetfall.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.NavigableMap;
import java.util.TreeMap;

/** A table of cells in their own order, whatever the order in which they end; it is whole after each of them. */
final class FaultReport {
    private final Path file;
    private final String head;
    private final NavigableMap<Integer, String> lines = new TreeMap<>();

    /** @param head the first two lines of the table */
    FaultReport(String name, String head) {
        file = Path.of("target", "faults", name);
        this.head = head;
    }

    /** @param place where it stands among all */
    synchronized void add(int place, String line) throws IOException {
        lines.put(place, line);
        Files.createDirectories(file.getParent());
        Files.writeString(file, head + String.join("", lines.values()));
    }
}
