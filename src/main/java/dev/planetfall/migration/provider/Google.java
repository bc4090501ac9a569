package dev.planetfall.migration.provider;

import dev.planetfall.language.Messages;
import java.util.List;
import java.util.Optional;

/** What the kinds of PostgreSQL at Google have in common. */
final class Google {
    private Google() {}

    static List<String> replicationSteps(String flag) {
        return List.of(
                Messages.text("provider.google.open-the-instance-in-the"),
                Messages.text("provider.google.under-flags-add-and-set", flag),
                Messages.text("provider.google.choose-save-the-instance-restarts"),
                Messages.text("provider.google.run-alter-role-replication-as"));
    }

    static Optional<String> restartWarning() {
        return Optional.of(Messages.text("provider.google.changing-the-flag-restarts-the"));
    }

    static List<String> limitsOfReplication() {
        return List.of(
                Messages.text("provider.google.the-instance-needs-a-public"),
                Messages.text("provider.google.an-instance-has-10-replication"));
    }
}
