package dev.planetfall.store;

import dev.planetfall.migration.DiagnosticsBundle;
import dev.planetfall.migration.MigrationFiles;
import dev.planetfall.migration.MigrationPlan;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Function;

/** The files of a {@link FileLibrary}. */
final class LibraryFiles implements MigrationFiles {
    private final Function<String, Path> folderOf;
    private final Path settings;
    private final Clock clock;

    /**
     * @param folderOf where the files of a migration are, by its id
     * @param settings of the window
     */
    LibraryFiles(Function<String, Path> folderOf, Path settings, Clock clock) {
        this.folderOf = folderOf;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Path journal(String migrationId) {
        return folderOf.apply(migrationId).resolve(FileJournal.FILE_NAME);
    }

    @Override
    public void writePlan(MigrationPlan plan, Path file) {
        HandoverFile.write(plan, file);
    }

    @Override
    public MigrationPlan readPlan(Path file) {
        return HandoverFile.read(file);
    }

    @Override
    public DiagnosticsBundle diagnostics(String migrationId) {
        return new Diagnostics(folderOf.apply(migrationId), settings).gather(clock.instant());
    }

    @Override
    public void writeDiagnostics(DiagnosticsBundle bundle, Path zip) {
        Diagnostics.write(bundle, zip);
    }
}
