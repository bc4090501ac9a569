package dev.planetfall.migration;

import java.util.List;

/** The migrations known on this computer. */
public interface MigrationLibrary {
    /** Newest first; a journal that cannot be read is left out and kept aside. */
    List<Summary> list();

    /** The state as the journal tells it; its plan has no passwords. */
    MigrationState replay(String migrationId);

    /** The journal to append to; made on first use. */
    Journal journal(String migrationId);

    /** Forgets the migration on this computer. Touches no server. */
    void delete(String migrationId);

    /** Calls the migration otherwise from now on, here and wherever it is opened. One that is open elsewhere keeps its name there. */
    void rename(String migrationId, MigrationName name);

    /** One migration as the first page lists it. */
    record Summary(String id, MigrationState state) {}
}
