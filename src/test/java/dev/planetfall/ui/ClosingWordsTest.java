package dev.planetfall.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.CutoverEvent.FreezeBegun;
import dev.planetfall.migration.CutoverEvent.FreezeLifted;
import dev.planetfall.migration.Method;
import dev.planetfall.migration.MigrationEvent;
import dev.planetfall.migration.MigrationEvent.PhaseEnded;
import dev.planetfall.migration.MigrationEvent.PhaseStarted;
import dev.planetfall.migration.MigrationEvent.PlanDecided;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.PhaseStatus;
import dev.planetfall.migration.PlanBuilder;
import dev.planetfall.migration.WayBackEvent.RollBackStarted;
import dev.planetfall.migration.WayBackEvent.WayBackArmed;
import dev.planetfall.postgres.ConnectionSettings;
import dev.planetfall.postgres.Password;
import dev.planetfall.postgres.SslMode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClosingWordsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final MigrationEvent BEGUN = new PhaseStarted(NOW, Phase.REPLICATE);
    private static final MigrationEvent COPIED = new PhaseEnded(NOW, Phase.REPLICATE, PhaseStatus.DONE);

    @Test
    void asksNothingWhereNothingWouldBeForgotten() {
        assertThat(words(Method.LOGICAL_REPLICATION)).isEmpty();
        assertThat(words(Method.STALE_COPY, BEGUN, COPIED)).isEmpty();
    }

    @Test
    void saysThatClosingStopsACopyThroughThisComputer() {
        for (Method method : Method.OFFERED) {
            assertThat(words(method, BEGUN).orElseThrow().header())
                    .isEqualTo(
                            method.copiesThroughThisComputer()
                                    ? "Closing stops the copy."
                                    : "Replication goes on without this window.");
        }
    }

    @Test
    void remindsOfWritersThatWereStopped() {
        ClosingWords words = words(Method.DUMP_AND_RESTORE, BEGUN, new FreezeBegun(NOW), COPIED)
                .orElseThrow();
        assertThat(words.header()).isEqualTo("Writes on the source are stopped.");
        assertThat(words.text()).endsWith("lets writers on and removes the copied rows from PlanetScale.");
    }

    @Test
    void doesNotPromiseToKeepRowsThatADroppedSnapshotTakesAlong() {
        assertThat(words(Method.LOGICAL_REPLICATION, BEGUN, COPIED)
                        .orElseThrow()
                        .text())
                .contains("the copied rows stay on PlanetScale");
        assertThat(words(Method.SNAPSHOT_COPY, BEGUN, COPIED).orElseThrow().text())
                .contains("the copied rows are removed from PlanetScale");
    }

    @Test
    void doesNotSayThatGoesOnWhatWasPerhapsNeverMade() {
        for (PhaseStatus status : List.of(PhaseStatus.FAILED, PhaseStatus.BLOCKED, PhaseStatus.CANCELLED)) {
            assertThat(words(Method.LOGICAL_REPLICATION, BEGUN, new PhaseEnded(NOW, Phase.REPLICATE, status)))
                    .hasValueSatisfying(words -> {
                        assertThat(words.header()).isEqualTo("What was begun may be left on the servers.");
                        assertThat(words.text()).contains("may be there").contains("Dropping it removes");
                        assertThat(words.drop()).isEqualTo("Drop it and close");
                    });
        }
    }

    @Test
    void remindsOfACopyFromWhichSomebodyWentBack() {
        assertThat(words(
                        Method.DUMP_AND_RESTORE,
                        BEGUN,
                        new FreezeBegun(NOW),
                        COPIED,
                        new PhaseEnded(NOW, Phase.CUTOVER, PhaseStatus.DONE),
                        new FreezeLifted(NOW),
                        new PhaseEnded(NOW, Phase.CUTOVER, PhaseStatus.NOT_STARTED)))
                .hasValueSatisfying(words -> {
                    assertThat(words.header()).isEqualTo("What was copied may be left on PlanetScale.");
                    assertThat(words.text()).contains("schema _planetfall").endsWith("Dropping the copy removes both.");
                });
    }

    @Test
    void asksToStayWhileWritersMayBeStopped() {
        assertThat(words(
                        Method.LOGICAL_REPLICATION,
                        BEGUN,
                        COPIED,
                        new PhaseStarted(NOW, Phase.CUTOVER),
                        new FreezeBegun(NOW)))
                .hasValueSatisfying(words -> {
                    assertThat(words.header()).isEqualTo("The cutover is under way.");
                    assertThat(words.text())
                            .contains("the source lets your application write again by itself within 35 seconds");
                    assertThat(words.drop()).isEmpty();
                });
        assertThat(words(
                        Method.LOGICAL_REPLICATION,
                        BEGUN,
                        COPIED,
                        new PhaseEnded(NOW, Phase.CUTOVER, PhaseStatus.DONE),
                        new WayBackArmed(NOW),
                        new RollBackStarted(NOW)))
                .hasValueSatisfying(words -> {
                    assertThat(words.header()).isEqualTo("The roll back is under way.");
                    assertThat(words.text()).contains("PlanetScale lets your application write again by itself");
                });
    }

    @Test
    void saysThatAComparisonStops() {
        assertThat(words(Method.LOGICAL_REPLICATION, BEGUN, COPIED, new PhaseStarted(NOW, Phase.VERIFY))
                        .orElseThrow()
                        .text())
                .contains("The two servers go on by themselves")
                .contains("The comparison of rows stops, and goes on where it was when you come back.");
    }

    @Test
    void promisesNothingOfTheServersOfARehearsal() {
        ClosingWords question = new ClosingWords(
                "This is a rehearsal.",
                "Its two servers end with this window, and with them all that is in them.",
                "Close",
                "");
        for (Method method : Method.OFFERED) {
            assertThat(ClosingWords.ofRehearsal(state(method))).isEmpty();
            assertThat(ClosingWords.ofRehearsal(state(method, new PhaseStarted(NOW, Phase.SCHEMA))))
                    .contains(question);
            assertThat(ClosingWords.ofRehearsal(state(method, BEGUN))).contains(question);
            assertThat(ClosingWords.ofRehearsal(state(method, BEGUN, COPIED, new WayBackArmed(NOW))))
                    .contains(question);
            assertThat(ClosingWords.ofRehearsal(
                            state(method, BEGUN, COPIED, new PhaseEnded(NOW, Phase.FINISH, PhaseStatus.DONE))))
                    .isEmpty();
        }
    }

    private static Optional<ClosingWords> words(Method method, MigrationEvent... events) {
        return ClosingWords.of(state(method, events), "", true);
    }

    private static MigrationState state(Method method, MigrationEvent... events) {
        MigrationState state = MigrationState.INITIAL.after(new PlanDecided(
                NOW,
                new PlanBuilder("20260301_100000")
                        .source(server("a"))
                        .target(server("a"))
                        .method(method)
                        .build()
                        .orElseThrow()));
        for (MigrationEvent event : events) {
            state = state.after(event);
        }
        return state;
    }

    private static ConnectionSettings server(String host) {
        return new ConnectionSettings(host, 5432, "store", "ada", Password.NONE, SslMode.REQUIRE, Optional.empty());
    }
}
