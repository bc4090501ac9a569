package dev.planetfall.migration.copy;

import dev.planetfall.postgres.DatabaseException;
import dev.planetfall.postgres.SqlState;

/** The session that held a snapshot is gone, and the snapshot with it: the copy must begin anew with another. */
final class SnapshotLostException extends RuntimeException {
    private SnapshotLostException(DatabaseException cause) {
        super(cause.getMessage(), cause);
    }

    /** Runs what takes a snapshot over. The server calls an unknown one an invalid value, from version 16 on an undefined object. */
    static void orElse(Runnable taking) {
        try {
            taking.run();
        } catch (DatabaseException e) {
            if (e.state().equals(SqlState.INVALID_PARAMETER_VALUE) || e.state().equals(SqlState.UNDEFINED_OBJECT)) {
                throw new SnapshotLostException(e);
            }
            throw e;
        }
    }
}
