package dev.planetfall.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.planetfall.demo.SampleStore;
import dev.planetfall.demo.Workload;
import dev.planetfall.testing.PostgresPair;
import dev.planetfall.testing.TwoPostgres;
import org.junit.jupiter.api.Test;

/** Every method from the command line but the usual one, of which {@link RunCommandPostgresTest} tells. */
class RunMethodsPostgresTest extends ProgramRuns {
    @Test
    @PostgresPair(source = 15, target = 18)
    void copiesASnapshotThatReplicationFollows(TwoPostgres servers) throws Exception {
        SampleStore.load(servers.sourceDatabase(), 1);
        try (Workload workload = Workload.start(servers.sourceSettings(), 50)) {
            Run run = run(servers, "--accept-warnings", "--method", "snapshot");

            assertThat(run.exitCode()).as(run.everything()).isZero();
            assertThat(run.out())
                    .containsPattern("verified: \\d+ tables, \\d+ rows, 0 differences")
                    .contains("through this computer");
            workload.stop();
            assertThat(workload.missingFrom(servers.targetDatabase())).isZero();
        }
    }

    @Test
    @PostgresPair(source = 15, target = 18)
    void dumpsWithoutAKeyAndKeepsWritersStoppedUntilTheCutover(TwoPostgres servers) throws Exception {
        servers.sourceDatabase()
                .useSession(
                        session -> session.execute("CREATE TABLE keyless (id int); INSERT INTO keyless VALUES (1)"));
        Run copied = run(servers, "--accept-warnings", "--method", "dump", "--through", "replicate");

        assertThat(copied.exitCode()).as(copied.everything()).isZero();
        assertThat(copied.out())
                .contains("Writes on the source are stopped until the cutover.")
                .doesNotContain("The source keeps its log");
        assertThatThrownBy(() -> servers.sourceDatabase()
                        .useSession(session -> session.execute("INSERT INTO keyless VALUES (2)")))
                .hasMessageContaining("read-only transaction");
        Run cut = run(servers, "--resume", onlyMigration());
        assertThat(cut.exitCode()).as(cut.everything()).isZero();
        assertThat(cut.out()).contains("verified: 1 tables, 1 rows, 0 differences");
    }

    @Test
    void givesADumpUpAndLetsWritersOn(TwoPostgres servers) throws Exception {
        servers.sourceDatabase()
                .useSession(
                        session -> session.execute("CREATE TABLE keyless (id int); INSERT INTO keyless VALUES (1)"));
        assertThat(run(servers, "--accept-warnings", "--method", "dump", "--through", "replicate")
                        .exitCode())
                .isZero();

        Run given = run(servers, "--resume", onlyMigration(), "--abandon");

        assertThat(given.exitCode()).as(given.everything()).isZero();
        assertThat(given.out())
                .contains(
                        "The copy was given up. The copied rows were removed from PlanetScale; the schema stays there.");
        servers.sourceDatabase().useSession(session -> session.execute("INSERT INTO keyless VALUES (2)"));
        assertThat(tables(servers)).containsExactly("keyless");
        assertThat(servers.targetDatabase()
                        .<Boolean>withSession(session -> session.queryOne(
                                "SELECT to_regnamespace('_planetfall') IS NULL AS gone", row -> row.flag("gone"))))
                .isTrue();
    }

    @Test
    @PostgresPair(source = 15, target = 18)
    void tellsWhichRowsACopyOfOneMomentLeavesBehind(TwoPostgres servers) throws Exception {
        servers.sourceDatabase()
                .useSession(session -> session.execute("CREATE TABLE item (id int); INSERT INTO item VALUES (1)"));
        assertThat(run(servers, "--accept-warnings", "--method", "stale", "--through", "sequences")
                        .exitCode())
                .isZero();
        servers.sourceDatabase().useSession(session -> session.execute("INSERT INTO item VALUES (2)"));

        Run cut = run(servers, "--resume", onlyMigration());

        assertThat(cut.exitCode()).as(cut.everything()).isEqualTo(4);
        assertThat(cut.out())
                .contains("compared, not proven: 1 tables, 2 rows, 1 differ, 0 not compared (later writes stay behind)")
                .contains("Differs: public.item 1 row missing on PlanetScale");
        assertThat(cut.err()).contains("rows that were written after the copy began are not on PlanetScale");
    }

    @Test
    @PostgresPair(source = 17, target = 18)
    void rehearsesCutsOverWithAWayBackAndRollsBack(TwoPostgres servers) throws Exception {
        servers.sourceDatabase()
                .useSession(session ->
                        session.execute("CREATE TABLE item (id int PRIMARY KEY); INSERT INTO item VALUES (1)"));
        String role = servers.sourceSettings().user();
        try {
            assertThat(run(servers, "--accept-warnings", "--through", "sequences")
                            .exitCode())
                    .isZero();
            String id = onlyMigration();
            Run refused = run(servers, "--resume", id, "--rehearse", "--way-back");
            assertThat(refused.exitCode()).as(refused.everything()).isEqualTo(1);
            assertThat(refused.out())
                    .contains("The cutover would fail: No writer was stopped, because there would be no way back: role "
                            + role + " may not subscribe on the source")
                    .doesNotContain("roken off", "roke off");
            servers.sourceAdmin().useSession(session -> session.execute("GRANT pg_create_subscription TO " + role));
            Run rehearsed = run(servers, "--resume", id, "--rehearse");
            assertThat(rehearsed.exitCode()).as(rehearsed.everything()).isZero();
            assertThat(rehearsed.out())
                    .contains("The cutover would stop writers for about ")
                    .containsPattern("Let the source follow PlanetScale: 4\\d ms, estimated")
                    .containsPattern("Make sure that nobody wrote, and hand over: 4\\d ms, estimated");

            Run cut = run(servers, "--resume", id, "--through", "cutover", "--way-back", "--compare", "counts");
            assertThat(cut.exitCode()).as(cut.everything()).isEqualTo(4);
            assertThat(cut.out())
                    .containsSubsequence(
                            "Large objects that are made, changed or removed on PlanetScale do not come back in a roll back. The"
                                    + " source has no large object now.",
                            "The source follows PlanetScale from now on",
                            "--roll-back --resume " + id);
            assertThat(run(servers, "--resume", id, "--rehearse").err())
                    .contains("The cutover was done: there is nothing left to rehearse.");
            servers.targetDatabase().useSession(session -> {
                session.execute("INSERT INTO item VALUES (2)");
                session.execute("SELECT lo_create(70001)");
            });

            Run back = run(servers, "--resume", id, "--roll-back");
            assertThat(back.exitCode()).as(back.everything()).isZero();
            assertThat(back.out())
                    .contains("The source has every row and takes writes again; nobody could write for ")
                    .contains(
                            "Large objects that were made, changed or removed on PlanetScale did not come back: PlanetScale has"
                                    + " 1 large object, the source 0.");
            Run again = run(servers, "--resume", id, "--roll-back");
            assertThat(again.exitCode()).as(again.everything()).isZero();
            assertThat(again.out()).contains("It was rolled back already at ");
            servers.sourceDatabase().useSession(session -> session.execute("INSERT INTO item VALUES (3)"));
            assertThat(servers.sourceDatabase()
                            .<Long>withSession(session ->
                                    session.queryOne("SELECT count(*) AS n FROM item", row -> row.number("n"))))
                    .isEqualTo(3);
            Run given = run(servers, "--resume", id, "--abandon");
            assertThat(given.exitCode()).as(given.everything()).isZero();
            Run pointless = run(servers, "--resume", id, "--rehearse");
            assertThat(pointless.exitCode()).as(pointless.everything()).isEqualTo(3);
            assertThat(pointless.out()).contains("There is nothing to rehearse: the rows are not copied");
        } finally {
            servers.sourceAdmin()
                    .despiteFreeze()
                    .useSession(session -> session.execute("REVOKE pg_create_subscription FROM " + role));
        }
    }
}
