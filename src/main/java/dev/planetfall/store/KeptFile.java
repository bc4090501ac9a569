package dev.planetfall.store;

import dev.planetfall.file.OwnedFile;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Files that are written on and never overwritten in place. */
final class KeptFile {
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private KeptFile() {}

    /**
     * Writes at the end of a file, on a line of its own even behind one that a crash left torn. The system may take its time. Opened
     * each time; not a FileChannel: an interrupted thread would close it.
     */
    static void append(Path file, String lines) throws IOException {
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            long end = out.length();
            out.seek(Math.max(0, end - 1));
            String before = end > 0 && out.read() != '\n' ? "\n" : "";
            out.seek(end);
            out.write((before + lines).getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Puts a whole file into its place: after a crash it is there as a whole or not at all. Returns when it is on disk. */
    static void put(Path file, byte[] content) throws IOException {
        Path begun = OwnedFile.begin(file);
        try {
            try (RandomAccessFile out = new RandomAccessFile(begun.toFile(), "rw")) {
                out.write(content);
                out.getFD().sync();
            }
            OwnedFile.finish(begun, file);
        } finally {
            Files.deleteIfExists(begun);
        }
    }

    /** Renames a file that cannot be read, so that it is kept and no longer in the way; tells its new name. */
    static Path setAside(Path file, Instant now) throws IOException {
        String name = file.getFileName() + ".unreadable-" + MOMENT.format(now);
        Path aside = file.resolveSibling(name);
        for (int attempt = 2; Files.exists(aside); attempt++) {
            aside = file.resolveSibling(name + "-" + attempt);
        }
        return Files.move(file, aside);
    }
}
