package dev.planetfall.report;

import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Side;
import dev.planetfall.postgres.ServerFacts;
import dev.planetfall.postgres.ServerVersion;
import java.util.Optional;

/** Versions of the two servers; where one was not reached, nothing newer than the oldest that is supported is taken for granted. */
record RunbookVersions(Optional<ServerVersion> source, Optional<ServerVersion> target) {
    static RunbookVersions of(MigrationState state) {
        return new RunbookVersions(
                state.source().map(ServerFacts::version), state.target().map(ServerFacts::version));
    }

    boolean isAtLeast(Side side, int major) {
        return (side == Side.SOURCE ? source : target)
                .map(version -> version.isAtLeast(major))
                .orElse(false);
    }
}
