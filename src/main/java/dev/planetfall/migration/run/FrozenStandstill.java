package dev.planetfall.migration.run;

import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.verify.Standstill;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.Lsn;

/** Nothing follows the copy, so there is nothing to be stopped. */
record FrozenStandstill(MigrationContext context) implements Standstill {
    @Override
    public Lsn begin() {
        return context.source().withReadOnlySession(session -> new Catalog(session).currentLsn());
    }

    @Override
    public void end() {
        // Nothing was stopped.
    }
}
