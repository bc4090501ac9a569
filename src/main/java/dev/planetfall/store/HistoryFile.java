package dev.planetfall.store;

import dev.planetfall.file.OwnedFile;
import dev.planetfall.migration.HistoryStretch;
import dev.planetfall.migration.ReplicationHistory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The history of one migration beside its journal: a line for each measurement, written anew with what is long ago merged
 * whenever it has become twice as long as it needs to be. Lines that a crash tore are passed over; the system writes them when
 * it likes, because figures of the last seconds are worth no waiting for a disk. Used by whoever holds the journal's lock.
 */
final class HistoryFile {
    static final String FILE_NAME = "history.csv";

    /** The lines of a year and more, before they are merged anew. */
    static final int MOST_LINES = 12_000;

    private static final Logger LOG = LoggerFactory.getLogger(HistoryFile.class);
    private static final String HEADER = "planetfall-history 1";

    private final Path file;
    private ReplicationHistory history = ReplicationHistory.NONE;
    private int lines;
    private boolean open;
    private boolean ours;
    private boolean failed;

    HistoryFile(Path folder) {
        file = folder.resolve(FILE_NAME);
    }

    /** What the folder's file holds; nothing when there is none, or when a newer program wrote it. */
    static ReplicationHistory read(Path folder) {
        Path file = folder.resolve(FILE_NAME);
        try {
            return ReplicationHistory.of(parse(lines(file)));
        } catch (IOException e) {
            LOG.warn("The history {} could not be read: {}", file, e.getMessage());
            return ReplicationHistory.NONE;
        }
    }

    /** A history that cannot be written is told once, and stops nobody: the charts then end with the program. */
    void append(HistoryStretch stretch) {
        try {
            open();
            if (ours) {
                add(stretch);
            }
        } catch (IOException e) {
            if (!failed) {
                LOG.warn("The history {} could not be written: {}", file, e.getMessage());
            }
            failed = true;
        }
    }

    private void open() throws IOException {
        if (open) {
            return;
        }
        List<String> found = lines(file);
        history = ReplicationHistory.of(parse(found));
        lines = found.size();
        if (found.isEmpty()) {
            OwnedFile.create(file);
            KeptFile.append(file, HEADER + "\n");
            lines = 1;
        }
        ours = found.isEmpty() || found.get(0).equals(HEADER);
        open = true;
    }

    private void add(HistoryStretch stretch) throws IOException {
        history = history.after(stretch);
        KeptFile.append(file, HistoryLine.write(history.last().orElse(stretch)) + "\n");
        lines++;
        if (lines >= MOST_LINES) {
            history = ReplicationHistory.of(history.stretches());
            List<HistoryStretch> kept = history.stretches();
            OwnedFile.write(
                    file,
                    Stream.concat(Stream.of(HEADER), kept.stream().map(HistoryLine::write))
                            .collect(Collectors.joining("\n", "", "\n")));
            lines = kept.size() + 1;
        }
    }

    private static List<String> lines(Path file) throws IOException {
        return Files.exists(file) ? Files.readAllLines(file, StandardCharsets.ISO_8859_1) : List.of();
    }

    private static List<HistoryStretch> parse(List<String> lines) {
        return lines.isEmpty() || !lines.get(0).equals(HEADER)
                ? List.of()
                : lines.stream()
                        .flatMap(line -> HistoryLine.read(line).stream())
                        .toList();
    }
}
