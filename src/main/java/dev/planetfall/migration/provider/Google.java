package dev.planetfall.migration.provider;

import java.util.List;
import java.util.Optional;

/** What the kinds of PostgreSQL at Google have in common. */
final class Google {
    private Google() {}

    static List<String> replicationSteps(String flag) {
        return List.of(
                "Open the instance in the Google Cloud console and choose Edit.",
                "Under Flags, add " + flag + " and set it to on.",
                "Choose Save; the instance restarts.",
                "Run ALTER ROLE ... REPLICATION as postgres for the role that Planetfall uses.");
    }

    static Optional<String> restartWarning() {
        return Optional.of("Changing the flag restarts the instance and ends all connections for about a minute.");
    }

    static List<String> limitsOfReplication() {
        return List.of(
                "The instance needs a public address, and its authorised networks must hold PlanetScale's addresses.",
                "An instance has 10 replication slots, unless the flag max_replication_slots was raised.");
    }
}
