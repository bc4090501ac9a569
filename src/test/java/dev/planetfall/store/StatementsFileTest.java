package dev.planetfall.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.MigrationEvent;
import dev.planetfall.migration.MigrationEvent.PhaseStarted;
import dev.planetfall.migration.MigrationEvent.StatementSent;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.StatementEntry;
import dev.planetfall.migration.StatementHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Statements beside a journal, as a file, read back as a program does that starts anew. */
class StatementsFileTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    private Path folder;

    private FileLibrary library;

    @BeforeEach
    void open() {
        library = new FileLibrary(folder, Clock.fixed(START, ZoneOffset.UTC));
    }

    @AfterEach
    void close() {
        library.close();
    }

    @Test
    void survivesTheProgramAndGoesOnInThePhaseOfThen() throws IOException {
        begin();
        journal(sent("DROP TABLE a", 1));
        journal(sent("SELECT 1", 2));
        journal(sent("SELECT 2", 3));
        close();
        open();
        journal(sent("DROP TABLE a", 4));
        close();

        assertThat(library.replay("one").chronicle().statements())
                .isEqualTo(history("DROP TABLE a", "SELECT 1", "SELECT 2", "DROP TABLE a"));
        assertThat(Files.readAllLines(folder.resolve("one").resolve(FileJournal.FILE_NAME)))
                .hasSize(2);
    }

    @Test
    void losesNoChangeWhenTheProgramIsKilled() {
        begin();
        journal(sent("DROP TABLE a", 1));
        journal(sent("DROP TABLE b", 2));

        assertThat(library.replay("one").chronicle().statements()).isEqualTo(history("DROP TABLE a", "DROP TABLE b"));
    }

    @Test
    void beginsNothingForAMigrationThatWasNeverDecided() {
        journal(sent("DROP TABLE a", 1));

        assertThat(folder.resolve("one")).doesNotExist();
    }

    @Test
    void letsOnlyTheOwnerRead() throws IOException {
        begin();
        journal(sent("DROP TABLE a", 1));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
    }

    @Test
    void passesOverWhatACrashTore() throws IOException {
        begin();
        journal(sent("DROP TABLE a", 1));
        journal(sent("DROP TABLE b", 2));
        close();
        String text = Files.readString(file());
        Files.writeString(file(), text.substring(0, text.length() - 20));
        open();
        journal(sent("DROP TABLE c", 3));
        close();
        Files.writeString(file(), "\0\0\0\nhello\n", StandardOpenOption.APPEND);

        assertThat(library.replay("one").chronicle().statements().entries())
                .extracting(StatementEntry::sql)
                .containsExactly("DROP TABLE a", "DROP TABLE c");
    }

    @Test
    void leavesAFileOfANewerProgramAlone() throws IOException {
        begin();
        Files.writeString(file(), "{\"planetfallStatements\":2}\nwho knows\n");
        journal(sent("DROP TABLE a", 1));

        assertThat(Files.readString(file())).isEqualTo("{\"planetfallStatements\":2}\nwho knows\n");
        assertThat(library.replay("one").chronicle().statements()).isEqualTo(StatementHistory.NONE);
    }

    @Test
    void staysSmallHoweverManyStatementsAreSent() throws IOException {
        Steps clock = new Steps();
        StatementsFile file = new StatementsFile(folder, clock);
        StatementHistory expected = StatementHistory.NONE;
        for (int i = 0; i < 3 * StatementsFile.MOST_LINES; i++) {
            StatementSent sent = sent(i % 2 == 0 ? "UPDATE m SET beat = 1" : "DROP TABLE t" + i % 99, i);
            file.append(sent, Phase.REPLICATE);
            expected = expected.after(StatementEntry.of(sent, Phase.REPLICATE));
        }
        file.flush();

        assertThat(Files.readAllLines(folder.resolve(StatementsFile.FILE_NAME)))
                .hasSizeLessThanOrEqualTo(StatementsFile.MOST_LINES);
        assertThat(StatementsFile.read(folder)).isEqualTo(expected);
        assertThat(folder).isDirectoryNotContaining("glob:**.new");
    }

    private void begin() {
        journal(new PhaseStarted(START, Phase.REPLICATE));
    }

    private void journal(MigrationEvent event) {
        library.journal("one").append(event);
    }

    private Path file() {
        return folder.resolve("one").resolve(StatementsFile.FILE_NAME);
    }

    private static StatementHistory history(String... statements) {
        StatementHistory history = StatementHistory.NONE;
        for (int i = 0; i < statements.length; i++) {
            history = history.after(StatementEntry.of(sent(statements[i], i + 1), Phase.REPLICATE));
        }
        return history;
    }

    private static StatementSent sent(String sql, long second) {
        return new StatementSent(START.plusSeconds(second), "source", sql, Duration.ofMillis(12), 1, Optional.empty());
    }

    /** Goes on by three seconds whenever it is looked at. */
    private static final class Steps extends Clock {
        private Instant now = START;

        @Override
        public Instant instant() {
            now = now.plusSeconds(3);
            return now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }
    }
}
