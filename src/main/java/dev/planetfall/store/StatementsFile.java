package dev.planetfall.store;

import dev.planetfall.file.OwnedFile;
import dev.planetfall.migration.MigrationEvent.StatementSent;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.StatementEntry;
import dev.planetfall.migration.StatementHistory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The statements of one migration beside its journal, as JSON lines: one for a change that was not sent before, at once; what repeats is
 * summed and written every few seconds, so that the end of the program by force takes no more than that from the sums. The file is
 * written anew, with everything summed, whenever it has grown long. Lines that a crash tore are passed over. Used by whoever holds
 * the journal's lock.
 */
final class StatementsFile {
    static final String FILE_NAME = "statements.jsonl";

    /** More than {@link StatementHistory#MOST}, before they are summed anew. */
    static final int MOST_LINES = 20_000;

    static final Duration PERIOD = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(StatementsFile.class);
    private static final String HEADER = "{\"planetfallStatements\":1}";

    private final Path file;
    private final Clock clock;
    /** Hashes of the changes that were written; two that have the same are written a little later. */
    private final Set<Integer> told = new HashSet<>();

    private StatementHistory pending = StatementHistory.NONE;
    private Instant written = Instant.EPOCH;
    private int lines;
    private boolean open;
    private boolean ours;
    private boolean failed;

    StatementsFile(Path folder, Clock clock) {
        file = folder.resolve(FILE_NAME);
        this.clock = clock;
    }

    /** What the folder's file holds; nothing when there is none, or when a newer program wrote it. */
    static StatementHistory read(Path folder) {
        Path file = folder.resolve(FILE_NAME);
        try {
            return parse(lines(file));
        } catch (IOException e) {
            LOG.warn("The statements {} could not be read: {}", file, e.getMessage());
            return StatementHistory.NONE;
        }
    }

    /** Statements that cannot be written are told once, and stop nobody: the report then lacks them. */
    void append(StatementSent sent, Phase phase) {
        StatementEntry entry = StatementEntry.of(sent, phase);
        pending = pending.after(entry);
        Duration since = Duration.between(written, clock.instant());
        if (isNew(entry) || since.isNegative() || since.compareTo(PERIOD) >= 0) {
            flush();
        }
    }

    /** Writes what waits. */
    void flush() {
        if (pending.isEmpty()) {
            return;
        }
        written = clock.instant();
        try {
            open();
            if (ours) {
                write(pending.entries());
            }
            pending = StatementHistory.NONE;
        } catch (IOException e) {
            if (!failed) {
                LOG.warn("The statements {} could not be written: {}", file, e.getMessage());
            }
            failed = true;
        }
    }

    private boolean isNew(StatementEntry entry) {
        return entry.kind() == StatementEntry.Kind.CHANGE
                && told.size() < StatementHistory.MOST
                && told.add(entry.key().hashCode());
    }

    private void open() throws IOException {
        if (open) {
            return;
        }
        List<String> found = lines(file);
        if (found.isEmpty()) {
            OwnedFile.create(file);
            KeptFile.append(file, HEADER + "\n");
        }
        lines = Math.max(1, found.size());
        ours = found.isEmpty() || found.get(0).equals(HEADER);
        open = true;
    }

    private void write(List<StatementEntry> entries) throws IOException {
        KeptFile.append(file, text(entries.stream()));
        lines += entries.size();
        if (lines >= MOST_LINES) {
            List<StatementEntry> summed = parse(lines(file)).entries();
            OwnedFile.write(file, HEADER + "\n" + text(summed.stream()));
            lines = summed.size() + 1;
        }
    }

    private static String text(Stream<StatementEntry> entries) {
        return entries.map(entry -> JournalFormat.write(entry) + "\n").collect(Collectors.joining());
    }

    private static List<String> lines(Path file) throws IOException {
        return Files.exists(file)
                ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                        .lines()
                        .toList()
                : List.of();
    }

    private static StatementHistory parse(List<String> lines) {
        return lines.isEmpty() || !lines.get(0).equals(HEADER)
                ? StatementHistory.NONE
                : StatementHistory.of(lines.stream()
                        .skip(1)
                        .flatMap(line -> entry(line).stream())
                        .toList());
    }

    private static Optional<StatementEntry> entry(String line) {
        try {
            return Optional.of(JournalFormat.readStatement(line));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
