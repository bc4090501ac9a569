package dev.planetfall.migration;

import java.util.List;

/** The migrations known on this computer. */
public interface MigrationLibrary {
    /** Newest first. Changes nothing. One with a damaged journal is among them, and its state tells so. */
    List<Summary> list();

    /** The state as the journal tells it; its plan has no passwords. */
    MigrationState replay(String migrationId);

    /** The journal to append to; made on first use. */
    Journal journal(String migrationId);

    /** Begins another migration by this plan: under an id of its own, without passwords, and with nothing confirmed or done yet. */
    Summary begin(MigrationPlan template);

    /** What its migrations are as files. */
    MigrationFiles files();

    /** Forgets the migration on this computer. Touches no server. */
    void delete(String migrationId);

    /** Calls the migration otherwise from now on, here and wherever it is opened. One that is open elsewhere keeps its name there. */
    void rename(String migrationId, MigrationName name);

    /** Puts the migration out of the way, or back. Nothing of it is lost. */
    void archive(String migrationId, boolean archived);

    /**
     * One migration as the first page lists it.
     *
     * @param archived whether a person put it out of the way
     */
    record Summary(String id, MigrationState state, boolean archived) {}
}
