package dev.planetfall.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.planetfall.migration.MigrationEvent;
import dev.planetfall.migration.StatementEntry;
import java.time.Instant;
import java.util.Optional;

/**
 * How a journal is written: one JSON object a line, first a {@link Header}, then events by the simple names of their
 * records. Passwords have no place in it: settings are written without theirs and read with none.
 *
 * <p>Programs of different versions read each other's journals: unknown properties and unknown events are passed over, and
 * what a line lacks becomes an empty {@code Optional}, list or text, or 0. A component added to a record in any other type
 * needs a default in the record's constructor.
 */
public final class JournalFormat {
    /** Raised only when older programs would misread the file. */
    static final int VERSION = 1;

    private static final JsonMapper MAPPER = JsonMapping.create();

    private JournalFormat() {}

    /** Learns in the background how a plan is written: who writes the first one is a click, and would wait 0.1 s for that. */
    static void prepare() {
        Thread learning = new Thread(() -> MAPPER.writerFor(MigrationEvent.PlanDecided.class), "journal-format");
        learning.setDaemon(true);
        learning.start();
    }

    /** The event as one line, without its end. */
    public static String write(MigrationEvent event) {
        return toJson(event);
    }

    /**
     * The event of one line; empty when only a newer program knows its kind.
     *
     * @throws IllegalArgumentException when the line is no event at all
     */
    public static Optional<MigrationEvent> read(String line) {
        MigrationEvent event = fromJson(line, MigrationEvent.class);
        if (event == null && !fromJson(line, JsonNode.class).path("event").isTextual()) {
            throw new IllegalArgumentException("Not a line of a journal: it does not tell what");
        }
        if (event != null && event.at() == null) {
            throw new IllegalArgumentException("Not a line of a journal: it does not tell when");
        }
        return Optional.ofNullable(event);
    }

    static String write(Header header) {
        return toJson(header);
    }

    /** @throws IllegalArgumentException when this is not the first line of a journal */
    static Header readHeader(String line) {
        JsonNode node = fromJson(line, JsonNode.class);
        if (node == null || !node.hasNonNull("journalFormat")) {
            throw new IllegalArgumentException("The first line is not that of a journal");
        }
        return fromJson(line, Header.class);
    }

    /** An entry of the statements beside the journal, as one line without its end. */
    static String write(StatementEntry entry) {
        return toJson(entry);
    }

    /** @throws IllegalArgumentException when the line is no such entry */
    static StatementEntry readStatement(String line) {
        return fromJson(line, StatementEntry.class);
    }

    private static String toJson(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot be written as JSON: " + value.getClass(), e);
        }
    }

    private static <T> T fromJson(String line, Class<T> type) {
        try {
            return MAPPER.readValue(line, type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not a line of a journal: " + e.getOriginalMessage(), e);
        }
    }

    /**
     * The first line of a journal.
     *
     * @param journalFormat {@link #VERSION} of the program that made the file
     */
    record Header(int journalFormat, String writtenByVersion, String migrationId, Instant createdAt) {}
}
