package dev.planetfall.store;

import dev.planetfall.migration.MigrationEvent;
import dev.planetfall.store.JournalFormat.Header;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Reads the bytes of a journal. The same bytes give the same answer, whoever reads them and when. */
final class JournalReading {
    private static final String HEADER_BEGINS = "{\"journalFormat\":";
    private static final int NAME_DIGITS = 12;

    private final Path file;
    private final byte[] bytes;
    private final Instant writtenAt;
    private final List<Line> lines = new ArrayList<>();

    /** @param writtenAt when the file was written on last, for a journal that tells no time */
    JournalReading(Path file, byte[] bytes, Instant writtenAt) {
        this.file = file;
        this.bytes = bytes;
        this.writtenAt = writtenAt;
    }

    /**
     * One line.
     *
     * @param end index after its line feed
     * @param event empty for a header and for what only a newer program knows
     * @param isRead whether it can be read
     */
    private record Line(String text, int end, Optional<Header> header, Optional<MigrationEvent> event, boolean isRead) {
        /** Zeros stand where a block never reached the disk; a line has none. */
        boolean hasHole() {
            return text.indexOf('\0') >= 0;
        }

        boolean wasSynced() {
            return event.filter(MigrationEvent::isSyncedAtOnce).isPresent();
        }
    }

    JournalFile read() {
        split();
        if (lines.isEmpty() && isTornHeader()) {
            return JournalFile.EMPTY;
        }
        boolean isHeaded = lines.stream().anyMatch(line -> line.header().isPresent());
        JournalLines followed = new JournalLines(copyName(), begunAt());
        if (!isHeaded) {
            followed.keep(JournalFormat.write(
                    new Header(JournalFormat.VERSION, ProgramVersion.current(), migrationId(), begunAt())));
        }
        // A first line that can be read, but is another than the first of a journal, tells that one is missing.
        if (lines.isEmpty() || (lines.get(0).isRead() && lines.get(0).header().isEmpty())) {
            followed.lose();
        }
        return follow(followed);
    }

    private JournalFile follow(JournalLines followed) {
        int sound = 0;
        for (int number = 0; number < lines.size() && !isTornFrom(number); number++) {
            Line line = lines.get(number);
            sound = line.end();
            if (!line.isRead()) {
                followed.lose();
            } else if (line.event().isPresent()) {
                followed.keep(line.text(), line.event().get());
            } else {
                followed.keep(line.text());
            }
        }
        return followed.end(sound);
    }

    /**
     * Power may fail between two blocks, so that what was written later can be there without them. Only what was waiting for the disk
     * can be lost so: what follows a line for which the disk was waited for is there, and so is all before it.
     */
    private boolean isTornFrom(int number) {
        Line line = lines.get(number);
        int last = lines.size() - 1;
        int waitedFor = lines.get(last).end() < bytes.length ? lines.size() : last;
        return !line.isRead()
                && line.hasHole()
                && (number == last || lines.subList(number, waitedFor).stream().noneMatch(Line::wasSynced));
    }

    private void split() {
        int from = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                lines.add(line(new String(bytes, from, i - from, StandardCharsets.UTF_8), i + 1));
                from = i + 1;
            }
        }
    }

    private static Line line(String text, int end) {
        try {
            if (text.startsWith(HEADER_BEGINS)) {
                Header header = JournalFormat.readHeader(text);
                requireKnownFormat(header);
                return new Line(text, end, Optional.of(header), Optional.empty(), true);
            }
            return new Line(text, end, Optional.empty(), JournalFormat.read(text), true);
        } catch (IllegalArgumentException e) {
            return new Line(text, end, Optional.empty(), Optional.empty(), false);
        }
    }

    private static void requireKnownFormat(Header header) {
        if (header.journalFormat() > JournalFormat.VERSION) {
            throw new JournalFile.NewerFormatException(header.writtenByVersion());
        }
    }

    /** The disk is waited for behind the first line, so nothing can have followed one that a crash tore. */
    private boolean isTornHeader() {
        String text = new String(bytes, StandardCharsets.UTF_8);
        return text.startsWith(HEADER_BEGINS) || HEADER_BEGINS.startsWith(text);
    }

    private Instant begunAt() {
        return lines.stream()
                .flatMap(line -> line
                        .header()
                        .flatMap(header -> Optional.ofNullable(header.createdAt()))
                        .or(() -> line.event().map(MigrationEvent::at))
                        .stream())
                .findFirst()
                .orElse(writtenAt);
    }

    private String migrationId() {
        return String.valueOf(file.toAbsolutePath().getParent().getFileName());
    }

    private String copyName() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return file.getFileName() + ".damaged-"
                    + HexFormat.of().formatHex(digest).substring(0, NAME_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
