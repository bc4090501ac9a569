package dev.planetfall.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.MigrationEvent;
import dev.planetfall.migration.MigrationEvent.PhaseEnded;
import dev.planetfall.migration.MigrationEvent.PhaseStarted;
import dev.planetfall.migration.MigrationEvent.PlanDecided;
import dev.planetfall.migration.MigrationEvent.StepProgressed;
import dev.planetfall.migration.MigrationEvent.StepStarted;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.PhaseStatus;
import dev.planetfall.migration.PlanBuilder;
import dev.planetfall.migration.Progress;
import dev.planetfall.postgres.ConnectionSettings;
import dev.planetfall.postgres.Password;
import dev.planetfall.postgres.SslMode;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WindowTitleTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    @Test
    void saysWhatATaskbarShouldShow() {
        assertThat(WindowTitle.of(MigrationState.INITIAL, false)).isEqualTo("Planetfall");
        assertThat(title()).isEqualTo("store from a - Planetfall");
        assertThat(title(new PhaseStarted(NOW, Phase.SCHEMA))).isEqualTo("store from a - Planetfall");
        assertThat(title(
                        new PhaseStarted(NOW, Phase.SCHEMA),
                        new StepStarted(NOW, "copy-schema"),
                        new StepProgressed(NOW, "copy-schema", new Progress("", 43, 100, "objects"))))
                .isEqualTo("43% - store from a - Planetfall");
        assertThat(title(new PhaseStarted(NOW, Phase.SCHEMA), new PhaseEnded(NOW, Phase.SCHEMA, PhaseStatus.FAILED)))
                .isEqualTo("Needs you - store from a - Planetfall");
        assertThat(title(new PhaseStarted(NOW, Phase.SCHEMA), new PhaseEnded(NOW, Phase.SCHEMA, PhaseStatus.DONE)))
                .isEqualTo("store from a - Planetfall");
    }

    @Test
    void saysInARehearsalThatItIsOne() {
        assertThat(WindowTitle.of(MigrationState.INITIAL, true)).isEqualTo("Rehearsal - Planetfall");
        assertThat(WindowTitle.of(state(), true)).isEqualTo("Rehearsal: store from a - Planetfall");
        assertThat(WindowTitle.of(
                        state(
                                new PhaseStarted(NOW, Phase.SCHEMA),
                                new StepStarted(NOW, "copy-schema"),
                                new StepProgressed(NOW, "copy-schema", new Progress("", 43, 100, "objects"))),
                        true))
                .isEqualTo("43% - Rehearsal: store from a - Planetfall");
        assertThat(WindowTitle.of(
                        state(
                                new PhaseStarted(NOW, Phase.SCHEMA),
                                new PhaseEnded(NOW, Phase.SCHEMA, PhaseStatus.FAILED)),
                        true))
                .isEqualTo("Needs you - Rehearsal: store from a - Planetfall");
    }

    private static String title(MigrationEvent... events) {
        return WindowTitle.of(state(events), false);
    }

    private static MigrationState state(MigrationEvent... events) {
        ConnectionSettings server =
                new ConnectionSettings("a", 5432, "store", "ada", Password.NONE, SslMode.REQUIRE, Optional.empty());
        MigrationState state = MigrationState.INITIAL.after(new PlanDecided(
                NOW,
                new PlanBuilder("20260301_100000")
                        .source(server)
                        .target(server)
                        .build()
                        .orElseThrow()));
        for (MigrationEvent event : events) {
            state = state.after(event);
        }
        return state;
    }
}
