package dev.planetfall.store;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.MigrationEvent;
import dev.planetfall.migration.MigrationEvent.PhaseStarted;
import dev.planetfall.migration.Phase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a journal's file holds.
 *
 * @param soundBytes up to the end of the last whole line; what follows was torn by a crash and is worth nothing
 */
record JournalFile(List<MigrationEvent> events, long soundBytes) {
    static final JournalFile EMPTY = new JournalFile(List.of(), 0);

    /**
     * Reads it to the end. A last line that was written only in part is passed over.
     *
     * @throws IllegalArgumentException when anything but the last line cannot be understood
     * @throws IOException when the file is absent or may not be read
     */
    static JournalFile read(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        if (bytes.length == 0) {
            return EMPTY;
        }
        int headerEnd = endOfLine(bytes, 0);
        if (headerEnd < 0) {
            throw new IllegalArgumentException("The first line is not whole");
        }
        requireKnownFormat(JournalFormat.readHeader(text(bytes, 0, headerEnd)));
        return readEvents(bytes, headerEnd);
    }

    /** The phase that was started last; empty before the first. */
    Optional<Phase> lastPhase() {
        return events.stream()
                .filter(PhaseStarted.class::isInstance)
                .map(event -> ((PhaseStarted) event).phase())
                .reduce((earlier, later) -> later);
    }

    private static JournalFile readEvents(byte[] bytes, int from) {
        List<MigrationEvent> events = new ArrayList<>();
        int sound = from;
        for (int end = endOfLine(bytes, sound); end >= 0; end = endOfLine(bytes, sound)) {
            try {
                JournalFormat.read(text(bytes, sound, end)).ifPresent(events::add);
            } catch (IllegalArgumentException e) {
                if (end == bytes.length || hasHole(bytes, sound, end)) {
                    // Power may fail between two blocks, so that what was written later can be there without them.
                    break;
                }
                throw e;
            }
            sound = end;
        }
        return new JournalFile(List.copyOf(events), sound);
    }

    /** Zeros stand where a block never reached the disk; a line has none. */
    private static boolean hasHole(byte[] bytes, int from, int end) {
        for (int i = from; i < end; i++) {
            if (bytes[i] == 0) {
                return true;
            }
        }
        return false;
    }

    private static void requireKnownFormat(JournalFormat.Header header) {
        if (header.journalFormat() > JournalFormat.VERSION) {
            throw new NewerFormatException(header.writtenByVersion());
        }
    }

    /** The index after the next line feed; -1 when there is none. */
    private static int endOfLine(byte[] bytes, int from) {
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                return i + 1;
            }
        }
        return -1;
    }

    private static String text(byte[] bytes, int from, int end) {
        return new String(bytes, from, end - from, StandardCharsets.UTF_8);
    }

    /** The journal is sound, but only a newer program may judge what it says. */
    static final class NewerFormatException extends RuntimeException {
        NewerFormatException(String writtenByVersion) {
            super(Messages.text("store.journal-file.it-was-written-by-version", writtenByVersion));
        }
    }
}
