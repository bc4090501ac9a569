package dev.planetfall.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.PhaseStatus;
import dev.planetfall.migration.TableComparison.Verdict;
import dev.planetfall.migration.run.OpenMigration;
import dev.planetfall.migration.watch.NextAction;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;

/**
 * What is asked of a migration while it is watched.
 *
 * @param longest for anything to happen
 */
record SoakedMigration(OpenMigration migration, Duration longest) {
    MigrationState state() {
        return migration.state();
    }

    void done(Phase phase) {
        PhaseStatus status = migration.run(phase).join();
        assertThat(status).as(() -> phase + " " + state().steps()).isEqualTo(PhaseStatus.DONE);
    }

    /** As the Replicate page shows it. */
    String nextAction() {
        MigrationState state = state();
        return NextAction.of(state, state.replication().stream().toList(), false)
                .sentence();
    }

    /** Waits for an alarm. */
    void assertTold(String id, String beginning) {
        await(state -> state.safety().alarm(id).isPresent());
        assertThat(state().safety().alarm(id).orElseThrow().sentence()).startsWith(beginning);
    }

    void awaitCleared(String id) {
        await(state -> state.safety().alarm(id).isEmpty());
    }

    void awaitCaughtUp() {
        await(state -> state.replication().filter(now -> now.isLagSmall()).isPresent());
    }

    void assertAllEqual() {
        assertThat(state().verification().orElseThrow().tables())
                .isNotEmpty()
                .allMatch(table -> table.verdict() == Verdict.EQUAL);
    }

    void await(Predicate<MigrationState> wanted) {
        Instant giveUp = Instant.now().plus(longest);
        while (!wanted.test(state())) {
            assertThat(Instant.now())
                    .as(() -> "waiting; " + state().safety() + state().monitorProblem())
                    .isBefore(giveUp);
            Gate.pause(200);
        }
    }
}
