package dev.planetfall.migration.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.Journal;
import dev.planetfall.migration.MigrationPlan;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.PhaseStatus;
import dev.planetfall.migration.PlanBuilder;
import dev.planetfall.migration.StepState;
import dev.planetfall.migration.WayBack;
import dev.planetfall.migration.step.Steps;
import dev.planetfall.postgres.QualifiedName;
import dev.planetfall.report.Reports;
import dev.planetfall.testing.PostgresPair;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Names come from strangers: whoever may make a table must not be able to make this program run a statement or a script. */
@ExtendWith(TwoPostgresExtension.class)
@PostgresPair(source = 17, target = 18)
@Timeout(180)
class AttackNamesPostgresTest {
    @TempDir
    private Path folder;

    @Test
    void takesEveryNameForANameThereAndBackAndThereAgain(TwoPostgres servers) throws IOException {
        try (AttackNames names = new AttackNames(servers)) {
            names.fillSource();
            MigrationPlan plan = plan(servers, names);
            try (OpenMigration migration =
                    new OpenMigration(plan.id(), MigrationState.INITIAL, Journal.NONE, Clock.systemUTC())) {
                migration.decide(plan);
                List.of(Phase.CONNECT, Phase.CHECK, Phase.SCHEMA, Phase.REPLICATE)
                        .forEach(phase -> run(migration, phase));
                repairsWhatWasDamaged(migration, names);
                run(migration, Phase.SEQUENCES);
                cutsOverRollsBackAndCutsOverAgain(migration, names);
                run(migration, Phase.FINISH);

                assertThat(migration.state().leftovers()).isEqualTo(Optional.of(List.of()));
                assertThat(AttackNames.rows(names.targetDatabase())).hasSize(AttackNames.NAMES.size() * 53);
                assertThat(AttackNames.hasBystander(names.sourceDatabase())).isTrue();
                assertThat(AttackNames.hasBystander(names.targetDatabase())).isTrue();
                assertThat(AttackNames.sequences(names.targetDatabase())).containsOnly(41L);
                assertHarmless(migration.state());
            }
        }
    }

    private static MigrationPlan plan(TwoPostgres servers, AttackNames names) {
        return new PlanBuilder(servers.plan().id())
                .name("<script>alert('plan')</script> \"; --")
                .source(names.source())
                .target(names.target())
                .sampleTime(Duration.ofMillis(200))
                .wayBack(true)
                .build()
                .orElseThrow();
    }

    private static void repairsWhatWasDamaged(OpenMigration migration, AttackNames names) {
        AttackNames.damage(names.targetDatabase());
        run(migration, Phase.VERIFY);
        for (String name : AttackNames.DAMAGED) {
            assertThat(migration
                            .repair(QualifiedName.of(name, name), true)
                            .join()
                            .rows())
                    .isEqualTo(2);
        }
        assertThat(AttackNames.rows(names.targetDatabase())).isEqualTo(AttackNames.rows(names.sourceDatabase()));
    }

    private static void cutsOverRollsBackAndCutsOverAgain(OpenMigration migration, AttackNames names) {
        run(migration, Phase.CUTOVER);
        AttackNames.write(names.targetDatabase());
        PhaseStatus back = migration.rollBack().join();
        assertThat(back).as(failures(migration.state())).isEqualTo(PhaseStatus.DONE);
        assertThat(AttackNames.rows(names.sourceDatabase())).isEqualTo(AttackNames.rows(names.targetDatabase()));
        AttackNames.write(names.sourceDatabase());
        run(migration, Phase.CUTOVER);
        assertThat(migration.state().wayBack().standing()).isEqualTo(WayBack.Standing.ARMED);
        AttackNames.write(names.targetDatabase());
    }

    /** The page is made of the program's own tags alone. */
    private void assertHarmless(MigrationState state) throws IOException {
        Reports reports = new Reports(folder, Clock.systemUTC(), "test", Steps.TITLES);
        List<String> pages = new ArrayList<>();
        for (Path file :
                List.of(reports.writeReport(state), reports.writeRunbook(state), reports.writeAssessment(state))) {
            assertThat(file).hasParentRaw(folder);
            pages.add(Files.readString(file));
        }
        assertThat(pages)
                .allSatisfy(page -> assertThat(page)
                        .contains("&lt;script&gt;alert(")
                        .doesNotContain("<script", "<b>&", "<i>;", "s\\e'c"));
    }

    private static void run(OpenMigration migration, Phase phase) {
        PhaseStatus status = migration.run(phase).join();
        assertThat(status)
                .as(phase + failures(migration.state()) + migration.state().findings())
                .isEqualTo(PhaseStatus.DONE);
    }

    private static String failures(MigrationState state) {
        return state.steps().values().stream()
                .map(StepState::failure)
                .flatMap(Optional::stream)
                .map(failure -> failure.sentence())
                .reduce("", (a, b) -> a + "\n" + b);
    }
}
