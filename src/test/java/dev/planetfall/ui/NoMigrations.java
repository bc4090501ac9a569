package dev.planetfall.ui;

import dev.planetfall.migration.Journal;
import dev.planetfall.migration.MigrationFiles;
import dev.planetfall.migration.MigrationLibrary;
import dev.planetfall.migration.MigrationName;
import dev.planetfall.migration.MigrationPlan;
import dev.planetfall.migration.MigrationState;
import java.util.List;

/** A computer that knows no migration and keeps none. */
public final class NoMigrations implements MigrationLibrary {
    @Override
    public List<Summary> list() {
        return List.of();
    }

    @Override
    public MigrationState replay(String migrationId) {
        return MigrationState.INITIAL;
    }

    @Override
    public Journal journal(String migrationId) {
        return Journal.NONE;
    }

    @Override
    public void delete(String migrationId) {}

    @Override
    public Summary begin(MigrationPlan template) {
        return new Summary(template.id(), MigrationState.INITIAL, false);
    }

    @Override
    public void archive(String migrationId, boolean archived) {}

    @Override
    public MigrationFiles files() {
        throw new IllegalStateException("Here are no files");
    }

    @Override
    public void rename(String migrationId, MigrationName name) {}
}
