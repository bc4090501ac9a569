package dev.planetfall.store;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.MigrationEvent;
import dev.planetfall.migration.MigrationEvent.PhaseStarted;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a journal's file holds.
 *
 * @param events in the place of lines that cannot be read stands one that tells of them
 * @param state the fold of them
 * @param soundBytes up to the end of the last whole line; what follows was torn by a crash and is worth nothing
 * @param mending what must be done before anything is appended; empty when every whole line can be read
 */
record JournalFile(List<MigrationEvent> events, MigrationState state, long soundBytes, Optional<Mending> mending) {
    static final JournalFile EMPTY = new JournalFile(List.of(), MigrationState.INITIAL, 0, Optional.empty());

    /**
     * Reads it to the end and changes nothing. A last line that was written only in part is passed over.
     *
     * @throws NewerFormatException when only a newer program may judge what it says
     * @throws IOException when the file is absent or may not be read
     */
    static JournalFile read(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        return bytes.length == 0
                ? EMPTY
                : new JournalReading(
                                file, bytes, Files.getLastModifiedTime(file).toInstant())
                        .read();
    }

    /** The phase that was started last; empty before the first. */
    Optional<Phase> lastPhase() {
        return events.stream()
                .filter(PhaseStarted.class::isInstance)
                .map(event -> ((PhaseStarted) event).phase())
                .reduce((earlier, later) -> later);
    }

    /**
     * How a damaged journal goes on.
     *
     * @param copy the name, beside the journal, under which it is kept as it was found: the same as long as that is the same
     * @param text the journal that goes on, whose every line can be read
     */
    record Mending(String copy, String text) {}

    /** The journal is sound, but only a newer program may judge what it says. */
    static final class NewerFormatException extends RuntimeException {
        NewerFormatException(String writtenByVersion) {
            super(Messages.text("store.journal-file.it-was-written-by-version", writtenByVersion));
        }
    }
}
