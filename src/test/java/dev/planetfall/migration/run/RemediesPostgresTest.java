package dev.planetfall.migration.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.planetfall.migration.Finding;
import dev.planetfall.migration.Journal;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.PhaseStatus;
import dev.planetfall.migration.Remedy;
import dev.planetfall.migration.Severity;
import dev.planetfall.migration.Side;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an open migration does with the remedies of its findings. */
@ExtendWith(TwoPostgresExtension.class)
class RemediesPostgresTest {
    private static final String IDENTITY = "replica-identity";

    @Test
    void unblocksTheChecksAndCanBeTakenBack(TwoPostgres servers) {
        servers.sourceDatabase().useSession(session -> session.execute("CREATE TABLE plain (id int)"));
        try (OpenMigration migration = open(servers)) {
            assertThat(migration.run(Phase.CHECK).join()).isEqualTo(PhaseStatus.BLOCKED);
            int others = others(migration.state()).size();
            Finding finding = blocker(migration.state());
            Remedy remedy = finding.remedy().orElseThrow();

            assertThat(migration.apply(finding, remedy).join()).isEqualTo(PhaseStatus.DONE);

            assertThat(migration.state().isDone(Phase.CHECK)).isTrue();
            assertThat(migration.state().remedies()).containsExactly(remedy);
            assertThat(of(IDENTITY, migration.state()))
                    .extracting(Finding::severity)
                    .containsExactlyInAnyOrder(Severity.PASSED, Severity.WARNING);
            assertThat(others(migration.state())).hasSize(others);

            readOnly(servers, "SET default_transaction_read_only = on");
            migration.takeBack(remedy).join();
            readOnly(servers, "RESET default_transaction_read_only");

            assertThat(migration.state().remedies()).isEmpty();
            assertThat(migration.askAgain(IDENTITY).join()).isEqualTo(PhaseStatus.BLOCKED);
            assertThat(migration.state().status(Phase.CHECK)).isEqualTo(PhaseStatus.BLOCKED);
        }
    }

    @Test
    void runsAllOfARemedyOrNothingOfIt(TwoPostgres servers) {
        Remedy remedy = new Remedy(Side.TARGET, "CREATE TABLE a (id int); CREATE TABLE a (id int)", "", "");
        try (OpenMigration migration = open(servers)) {
            assertThatThrownBy(() -> migration
                            .apply(Finding.warning("unlogged-tables", "", ""), remedy)
                            .join())
                    .hasMessageContaining("relation \"a\" already exists");
            assertThat(migration.state().remedies()).isEmpty();
        }
        List<String> tables = servers.targetDatabase()
                .withReadOnlySession(session -> session.query(
                        "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1",
                        row -> row.text("tablename")));
        assertThat(tables).isEmpty();
    }

    /** As a cutover leaves the source. */
    private static void readOnly(TwoPostgres servers, String setting) {
        servers.sourceAdmin().useSession(session -> {
            session.execute("SET default_transaction_read_only = off");
            session.execute("ALTER DATABASE " + servers.sourceSettings().database() + " " + setting);
        });
    }

    private static OpenMigration open(TwoPostgres servers) {
        OpenMigration migration =
                new OpenMigration(servers.plan().id(), MigrationState.INITIAL, Journal.NONE, Clock.systemUTC());
        migration.decide(servers.plan());
        return migration;
    }

    private static Finding blocker(MigrationState state) {
        return state.findings().stream()
                .filter(finding -> finding.severity() == Severity.BLOCKER)
                .findFirst()
                .orElseThrow();
    }

    private static List<Finding> of(String checkId, MigrationState state) {
        return state.findings().stream()
                .filter(finding -> finding.checkId().equals(checkId))
                .toList();
    }

    private static List<Finding> others(MigrationState state) {
        return state.findings().stream()
                .filter(finding -> !finding.checkId().equals(IDENTITY))
                .toList();
    }
}
