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

    /** One migration as the first page lists it. */
    record Summary(String id, MigrationState state) {}
}
