package dev.planetfall.store;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.Journal;
import dev.planetfall.migration.MigrationEvent.PlanDecided;
import dev.planetfall.migration.MigrationFiles;
import dev.planetfall.migration.MigrationIds;
import dev.planetfall.migration.MigrationLibrary;
import dev.planetfall.migration.MigrationName;
import dev.planetfall.migration.MigrationPlan;
import dev.planetfall.migration.MigrationState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Migrations as folders, one an id, each with its journal. Of a journal with lines that cannot be read the others count, and it is kept as
 * it is before anything is appended. Thread-safe; closing it lets other programs have the journals that were opened.
 */
public final class FileLibrary implements MigrationLibrary, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FileLibrary.class);
    private static final Pattern ID = Pattern.compile("[a-z0-9_]+");
    private static final Comparator<Summary> NEWEST_FIRST = Comparator.comparing(
                    (Summary summary) -> summary.state().startedAt().orElse(Instant.EPOCH))
            .thenComparing(Summary::id)
            .reversed();

    private final Path folder;
    private final Clock clock;
    private final Map<String, FileJournal> open = new HashMap<>();
    private volatile Consumer<String> forgetting = id -> {};

    /** @param folder holds the migrations; made when the first is begun */
    public FileLibrary(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /** From now on told the id of each migration that was deleted, on the thread that deletes it. */
    public void whenDeleted(Consumer<String> told) {
        forgetting = told;
    }

    Path folder() {
        return folder;
    }

    @Override
    public List<Summary> list() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> entry.getFileName().toString())
                    .filter(ID.asMatchPredicate())
                    .flatMap(id -> summary(id).stream())
                    .sorted(NEWEST_FIRST)
                    .toList();
        } catch (IOException e) {
            throw new StoreException(Messages.text("store.file-library.the-folder-of-migrations-could", folder), e);
        }
    }

    /**
     * {@inheritDoc} Nothing runs in it: a phase or step that was running when the program died has stopped. An id without a
     * journal gives the initial state.
     *
     * @throws StoreException when the journal's file cannot be read, or only by a newer program
     */
    @Override
    public MigrationState replay(String migrationId) {
        return listed(migrationId, ListingFile.read(folderOf(migrationId)))
                .withHistory(HistoryFile.read(folderOf(migrationId)))
                .withStatements(StatementsFile.read(folderOf(migrationId)));
    }

    private MigrationState listed(String migrationId, Listing listing) {
        MigrationState state = journaled(migrationId);
        return listing.name().map(state::named).orElse(state);
    }

    private MigrationState journaled(String migrationId) {
        Path file = folderOf(migrationId).resolve(FileJournal.FILE_NAME);
        try {
            MigrationState state = Replay.atRest(JournalFile.read(file).state());
            state.damage().ifPresent(damage -> LOG.warn("Migration {}: {}", migrationId, damage.sentence()));
            return state;
        } catch (NoSuchFileException e) {
            return MigrationState.INITIAL;
        } catch (JournalFile.NewerFormatException e) {
            throw new StoreException(
                    Messages.text("store.file-library.migration-cannot-be-opened", migrationId, e.getMessage()), e);
        } catch (IOException e) {
            throw new StoreException(Messages.text("store.file-library.the-migrations-journal-could-not", file), e);
        }
    }

    /** {@inheritDoc} The same one while this library is open, so that the migration can be left and opened again. */
    @Override
    public synchronized Journal journal(String migrationId) {
        FileJournal journal = open.computeIfAbsent(migrationId, id -> new FileJournal(folderOf(id), id, clock));
        JournalFormat.prepare();
        if (Files.exists(folderOf(migrationId).resolve(FileJournal.FILE_NAME))) {
            journal.open();
        }
        return journal;
    }

    @Override
    public synchronized Summary begin(MigrationPlan template) {
        String id = newId();
        try (FileJournal journal = new FileJournal(folderOf(id), id, clock)) {
            journal.append(new PlanDecided(clock.instant(), template.asTemplate(id)));
        }
        return new Summary(id, replay(id), false);
    }

    /** {@inheritDoc} Files that were kept aside go with it. */
    @Override
    public void delete(String migrationId) {
        deleteFiles(migrationId);
        // Not while this is locked: it may ask somebody.
        forgetting.accept(migrationId);
    }

    private synchronized void deleteFiles(String migrationId) {
        Path doomed = folderOf(migrationId);
        FileJournal journal = open.getOrDefault(migrationId, new FileJournal(doomed, migrationId, clock));
        if (Files.isDirectory(doomed)) {
            journal.open();
        }
        journal.close();
        open.remove(migrationId);
        try {
            deleteFolder(doomed);
        } catch (IOException e) {
            throw new StoreException(Messages.text("store.file-library.the-folder-could-not-be", doomed), e);
        }
    }

    /** {@inheritDoc} The window's settings are beside the folder of migrations, as {@link AppDirectories} has them. */
    @Override
    public MigrationFiles files() {
        return new LibraryFiles(this::folderOf, folder.resolveSibling(AppDirectories.SETTINGS_NAME), clock);
    }

    @Override
    public synchronized void rename(String migrationId, MigrationName name) {
        list(migrationId, known -> known.withName(name.text()));
    }

    @Override
    public synchronized void archive(String migrationId, boolean archived) {
        list(migrationId, known -> known.withArchived(archived));
    }

    @Override
    public synchronized void close() {
        open.values().forEach(FileJournal::close);
        open.clear();
    }

    private Optional<Summary> summary(String id) {
        try {
            Listing listing = ListingFile.read(folderOf(id));
            MigrationState state = listed(id, listing);
            return state.startedAt().map(ignored -> new Summary(id, state, listing.archived()));
        } catch (StoreException e) {
            LOG.warn("{}", e.getMessage());
            return Optional.empty();
        }
    }

    /** Two that are begun in one second do not share a folder. */
    private String newId() {
        String moment = MigrationIds.next(clock);
        String id = moment;
        for (int next = 2; open.containsKey(id) || Files.exists(folderOf(id)); next++) {
            id = moment + "_" + next;
        }
        return id;
    }

    private void list(String migrationId, UnaryOperator<Listing> change) {
        Path place = folderOf(migrationId);
        try {
            ListingFile.write(place, change.apply(ListingFile.read(place)));
        } catch (IOException e) {
            throw new StoreException(
                    Messages.text("store.file-library.the-listing-could-not-be", place, e.getMessage()), e);
        }
    }

    /** @throws IllegalArgumentException for an id that could lead out of the library's folder */
    private Path folderOf(String migrationId) {
        if (!ID.matcher(migrationId).matches()) {
            throw new IllegalArgumentException("A migration's id is lower-case letters, digits and underscores");
        }
        return folder.resolve(migrationId);
    }

    private static void deleteFolder(Path doomed) throws IOException {
        if (!Files.isDirectory(doomed)) {
            return;
        }
        try (Stream<Path> files = Files.list(doomed)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(doomed);
    }
}
