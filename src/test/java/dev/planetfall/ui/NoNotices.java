package dev.planetfall.ui;

import dev.planetfall.migration.MigrationEvent;
import dev.planetfall.migration.MigrationState;
import java.util.Optional;

/** Nobody who would be told. */
final class NoNotices implements AlarmNotices {
    @Override
    public Choice choice() {
        return new Choice(false, false, false, "");
    }

    @Override
    public void choose(Choice choice) {}

    @Override
    public Optional<String> problem(Choice choice) {
        return Optional.empty();
    }

    @Override
    public String test(Choice choice) {
        return "";
    }

    @Override
    public void lookedAt(boolean now) {}

    @Override
    public void accept(MigrationEvent event, MigrationState state) {}
}
