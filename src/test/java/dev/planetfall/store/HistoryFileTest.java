package dev.planetfall.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.HistoryStretch;
import dev.planetfall.migration.MigrationEvent;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.ReplicationEvent.HistoryMeasured;
import dev.planetfall.migration.ReplicationHistory;
import dev.planetfall.migration.Spread;
import dev.planetfall.migration.TableCounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryFileTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    Path folder;

    private FileLibrary library;

    @BeforeEach
    void open() {
        library = new FileLibrary(folder, Clock.systemUTC());
    }

    @AfterEach
    void close() {
        library.close();
    }

    @Test
    void readsBackWhatWasMeasuredWhenTheMigrationIsOpenedAgain() throws IOException {
        begin();
        append(0, 100);
        close();
        open();
        append(100, 110);

        assertThat(library.replay("one").history()).isEqualTo(history(0, 110));
        assertThat(library.replay("one").startedAt()).contains(START);
        assertThat(Files.readAllLines(journal())).hasSize(2);
    }

    @Test
    void letsOnlyTheOwnerRead() throws IOException {
        begin();
        append(0, 1);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
    }

    @Test
    void passesOverHalfALineAndGoesOnBehindIt() throws IOException {
        begin();
        append(0, 10);
        close();
        String text = Files.readString(file());
        for (int cut = 1; cut < 30; cut++) {
            Files.writeString(file(), text.substring(0, text.length() - cut));
            open();
            // The end of the line alone may be missing.
            int whole = cut == 1 ? 10 : 9;
            assertThat(library.replay("one").history()).isEqualTo(history(0, whole));
            append(10, 11);
            close();
            assertThat(HistoryFile.read(folder.resolve("one")).stretches()).hasSize(whole + 1);
        }
    }

    @Test
    void passesOverWhatIsNoLine() throws IOException {
        begin();
        append(0, 10);
        close();
        Files.writeString(file(), "\0\0\0\0\nhello,,\n", StandardOpenOption.APPEND);
        open();

        assertThat(library.replay("one").history()).isEqualTo(history(0, 10));
    }

    @Test
    void staysSmallHoweverLongItIsMeasured() throws IOException {
        HistoryFile file = new HistoryFile(folder);
        ReplicationHistory expected = ReplicationHistory.NONE;
        for (int i = 0; i < 25_000; i++) {
            file.append(stretch(i));
            expected = expected.after(stretch(i));
        }

        assertThat(Files.readAllLines(folder.resolve(HistoryFile.FILE_NAME)))
                .hasSizeLessThanOrEqualTo(HistoryFile.MOST_LINES);
        assertThat(Files.size(folder.resolve(HistoryFile.FILE_NAME))).isLessThan(1L << 20);
        assertThat(firstDifference(
                        HistoryFile.read(folder).stretches(),
                        ReplicationHistory.of(expected.stretches()).stretches()))
                .isEmpty();
        assertThat(folder).isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void leavesAFileOfANewerProgramAlone() throws IOException {
        begin();
        Files.writeString(file(), "planetfall-history 2\nwho knows\n");
        append(0, 3);

        assertThat(Files.readString(file())).isEqualTo("planetfall-history 2\nwho knows\n");
        assertThat(library.replay("one").history().isEmpty()).isTrue();
    }

    @Test
    void goesWithTheMigration() {
        begin();
        append(0, 3);
        library.delete("one");

        assertThat(folder.resolve("one")).doesNotExist();
    }

    @Test
    void keepsEveryFigure() {
        HistoryStretch full = new HistoryStretch(
                START,
                START.plusMillis(90_001),
                true,
                Optional.of(new Spread(1, 5, 3)),
                Optional.of(Spread.of(0)),
                Optional.of(new Spread(0, 1L << 50, 7)),
                OptionalLong.of(9),
                Optional.of(Spread.of(11)),
                Optional.empty(),
                123,
                new TableCounts(1, 2, 3, 4, 5));

        assertThat(HistoryLine.read(HistoryLine.write(full))).contains(full);
    }

    /** The lists themselves are too long to be read. */
    private static String firstDifference(List<HistoryStretch> one, List<HistoryStretch> other) {
        for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
            if (!one.get(i).equals(other.get(i))) {
                return i + ": " + one.get(i) + "\n" + other.get(i);
            }
        }
        return one.size() == other.size() ? "" : one.size() + " and " + other.size();
    }

    private void begin() {
        journal(new MigrationEvent.PhaseStarted(START, Phase.REPLICATE));
    }

    private void append(int from, int to) {
        for (int i = from; i < to; i++) {
            journal(new HistoryMeasured(stretch(i).to(), stretch(i)));
        }
    }

    private void journal(MigrationEvent event) {
        library.journal("one").append(event);
    }

    private Path file() {
        return folder.resolve("one").resolve(HistoryFile.FILE_NAME);
    }

    private Path journal() {
        return folder.resolve("one").resolve(FileJournal.FILE_NAME);
    }

    private static ReplicationHistory history(int from, int to) {
        ReplicationHistory history = ReplicationHistory.NONE;
        for (int i = from; i < to; i++) {
            history = history.after(stretch(i));
        }
        return history;
    }

    private static HistoryStretch stretch(int index) {
        Instant at = START.plusSeconds(5L * index);
        return new HistoryStretch(
                at,
                at,
                index == 0,
                Optional.of(Spread.of(index)),
                Optional.of(Spread.of(20)),
                Optional.of(Spread.of(1_000_000L + index)),
                OptionalLong.of(1L << 34),
                Optional.empty(),
                Optional.of(Spread.of(index % 7)),
                index,
                new TableCounts(0, 0, 0, 1, 13));
    }
}
