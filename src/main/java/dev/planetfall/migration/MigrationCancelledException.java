package dev.planetfall.migration;

import dev.planetfall.language.Messages;

/** The person asked to stop. Not a failure: the step can be run again. */
public final class MigrationCancelledException extends RuntimeException {
    public MigrationCancelledException() {
        super(Messages.text("migration.migration-cancelled-exception.stopped-on-request"));
    }
}
