package dev.planetfall.store;

import dev.planetfall.file.OwnedFile;
import dev.planetfall.language.Messages;
import dev.planetfall.migration.Journal;
import dev.planetfall.migration.MigrationEvent;
import dev.planetfall.migration.MigrationEvent.PhaseStarted;
import dev.planetfall.migration.MigrationEvent.StatementSent;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.ReplicationEvent.HistoryMeasured;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends events to a file of JSON lines, each flushed to disk before {@link #append} returns unless it may wait. One program at a time: the
 * file beside it called {@code lock} is locked while this is open, and freed by the system when the program dies.
 *
 * <p>What is measured for the history goes into a {@link HistoryFile} beside it, and statements into a {@link StatementsFile}.
 *
 * <p>Thread-safe. The file is made by the first append, so a migration that was never decided leaves no trace.
 */
final class FileJournal implements Journal, AutoCloseable {
    static final String FILE_NAME = "journal.jsonl";
    static final String LOCK_NAME = "lock";

    /** Lines that a power cut may take; a disk that turns needs 10 ms for each time it is waited for. */
    private static final int MOST_UNSYNCED = 50;

    private static final Logger LOG = LoggerFactory.getLogger(FileJournal.class);

    private final Path folder;
    private final String migrationId;
    private final Clock clock;
    private final HistoryFile history;
    private final StatementsFile statements;
    private FileChannel lockChannel;
    private RandomAccessFile file;
    private int unsynced;
    private Phase phase = Phase.CONNECT;

    FileJournal(Path folder, String migrationId, Clock clock) {
        this.folder = folder;
        this.history = new HistoryFile(folder);
        this.statements = new StatementsFile(folder, clock);
        this.migrationId = migrationId;
        this.clock = clock;
    }

    @Override
    public synchronized void append(MigrationEvent event) {
        if (event instanceof StatementSent sent) {
            note(sent);
            return;
        }
        open();
        if (event instanceof PhaseStarted started) {
            phase = started.phase();
        }
        if (event instanceof HistoryMeasured measured) {
            history.append(measured.stretch());
            return;
        }
        try {
            appendLine(JournalFormat.write(event), event.isSyncedAtOnce());
        } catch (IOException e) {
            throw new StoreException(
                    Messages.text("store.file-journal.the-migrations-journal-could-not-be", path(), e.getMessage()), e);
        }
    }

    /** What is sent before anything was decided begins no journal. */
    private void note(StatementSent sent) {
        if (file != null) {
            statements.append(sent, phase);
        }
    }

    /**
     * Takes the journal for this program, cuts off a line that a crash left torn, and keeps a damaged journal aside. Does nothing when it is open.
     *
     * @throws StoreException when another program has it, or it cannot be read or written
     */
    synchronized void open() {
        if (file != null) {
            return;
        }
        try {
            OwnedFile.createFolder(folder);
            lock();
            openFile();
        } catch (IOException | RuntimeException e) {
            close();
            if (e instanceof StoreException told) {
                throw told;
            }
            throw new StoreException(
                    Messages.text("store.file-journal.the-migrations-journal-could-not", path(), e.getMessage()), e);
        }
    }

    @Override
    public synchronized void close() {
        RandomAccessFile closing = file;
        statements.flush();
        closeQuietly(() -> sync(closing));
        closeQuietly(file);
        closeQuietly(lockChannel);
        file = null;
        lockChannel = null;
    }

    private Path path() {
        return folder.resolve(FILE_NAME);
    }

    /** Not on the journal itself: on POSIX, closing any other handle of a file frees the program's locks on it. */
    private void lock() throws IOException {
        OwnedFile.create(folder.resolve(LOCK_NAME));
        lockChannel = FileChannel.open(folder.resolve(LOCK_NAME), StandardOpenOption.WRITE);
        FileLock lock;
        try {
            lock = lockChannel.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        }
        if (lock == null) {
            throw new StoreException(Messages.text("store.file-journal.migration-is-open-in-another", migrationId));
        }
    }

    private void openFile() throws IOException {
        Path path = path();
        JournalFile found = Files.exists(path) ? JournalFile.read(path) : JournalFile.EMPTY;
        if (found.mending().isPresent()) {
            mend(found.mending().get());
            found = JournalFile.read(path);
        }
        long soundBytes = found.soundBytes();
        found.lastPhase().ifPresent(last -> phase = last);
        OwnedFile.create(path);
        // Not a FileChannel: an interrupted thread would close it in the middle of a line.
        file = new RandomAccessFile(path.toFile(), "rw");
        file.setLength(soundBytes);
        if (soundBytes == 0) {
            appendLine(
                    JournalFormat.write(new JournalFormat.Header(
                            JournalFormat.VERSION, ProgramVersion.current(), migrationId, clock.instant())),
                    true);
        }
    }

    /** After a crash at any moment the damaged journal is whole in one of both files, and the same is done again. */
    private void mend(JournalFile.Mending mending) throws IOException {
        Path copy = path().resolveSibling(mending.copy());
        if (!Files.exists(copy)) {
            KeptFile.put(copy, Files.readAllBytes(path()));
        }
        KeptFile.put(path(), mending.text().getBytes(StandardCharsets.UTF_8));
        LOG.warn(
                "The journal of migration {} goes on without the lines that cannot be read. It was kept as {}",
                migrationId,
                copy);
    }

    private void appendLine(String line, boolean sync) throws IOException {
        long end = file.length();
        try {
            file.seek(end);
            file.write((line + '\n').getBytes(StandardCharsets.UTF_8));
            unsynced++;
            if (sync || unsynced >= MOST_UNSYNCED) {
                file.getFD().sync();
                unsynced = 0;
            }
        } catch (IOException e) {
            file.setLength(end);
            throw e;
        }
    }

    private static void sync(RandomAccessFile opened) throws IOException {
        if (opened != null) {
            opened.getFD().sync();
        }
    }

    private static void closeQuietly(AutoCloseable resource) {
        try {
            if (resource != null) {
                resource.close();
            }
        } catch (Exception ignored) {
            // What had to be on disk is there, and the system frees the lock with the program at the latest.
        }
    }
}
