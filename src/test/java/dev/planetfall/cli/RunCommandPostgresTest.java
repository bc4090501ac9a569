package dev.planetfall.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.planetfall.demo.SampleStore;
import dev.planetfall.demo.Workload;
import dev.planetfall.testing.PostgresPair;
import dev.planetfall.testing.TwoPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The program as people start it: a process of its own, with arguments, an environment and an exit code. */
class RunCommandPostgresTest extends ProgramRuns {
    private static final int MEGABYTES = 4;

    @Test
    void migratesWhileTheApplicationWrites(TwoPostgres servers) throws Exception {
        SampleStore.load(servers.sourceDatabase(), MEGABYTES);
        try (Workload workload = Workload.start(servers.sourceSettings(), 50)) {
            Run run = run(servers, "--accept-warnings", "--report", home.toString());

            assertThat(run.exitCode()).as(run.everything()).isZero();
            assertThat(run.out()).containsPattern("verified: \\d+ tables, \\d+ rows, 0 differences");
            workload.stop();
            assertThat(workload.acknowledged()).isPositive();
            assertThat(workload.missingFrom(servers.targetDatabase())).isZero();
            assertThat(everyFile())
                    .doesNotContain(servers.sourceSettings().password().reveal());
            assertThat(run.everything())
                    .doesNotContain(servers.sourceSettings().password().reveal());
        }
    }

    @Test
    @PostgresPair(source = 15, target = 18)
    void needsNoOtherProgramForFifteen(TwoPostgres servers) throws Exception {
        assertMigratesByTheCatalogs(servers);
    }

    @Test
    @PostgresPair(source = 18, target = 18)
    void needsNoOtherProgramForEighteen(TwoPostgres servers) throws Exception {
        assertMigratesByTheCatalogs(servers);
    }

    private void assertMigratesByTheCatalogs(TwoPostgres servers) throws Exception {
        SampleStore.load(servers.sourceDatabase(), 1);
        Run run = run(servers, "--accept-warnings");

        assertThat(run.exitCode()).as(run.everything()).isZero();
        assertThat(run.out()).containsPattern("verified: \\d+ tables, \\d+ rows, 0 differences");
        assertThat(Files.readString(journal(onlyMigration()))).contains("\"reader\":\"CATALOG\"");
    }

    @Test
    void goesOnAfterBeingKilledInMidCopy(TwoPostgres servers) throws Exception {
        SampleStore.load(servers.sourceDatabase(), MEGABYTES);
        try (Workload workload = Workload.start(servers.sourceSettings(), 20)) {
            assertThat(run(servers, "--accept-warnings", "--through", "schema").exitCode())
                    .isZero();
            String id = onlyMigration();
            killWhileCopying(servers, id);

            Run resumed = run(servers, "--resume", id, "--accept-warnings");

            assertThat(resumed.exitCode()).as(resumed.everything()).isZero();
            assertThat(resumed.out()).containsPattern("verified: \\d+ tables, \\d+ rows, 0 differences");
            workload.stop();
            assertThat(workload.missingFrom(servers.targetDatabase())).isZero();
        }
    }

    @Test
    void givesAMigrationUpAndLeavesNothingOfItBehind(TwoPostgres servers) throws Exception {
        servers.sourceDatabase().useSession(session -> session.execute("CREATE TABLE item (id int PRIMARY KEY)"));
        assertThat(run(servers, "--accept-warnings", "--through", "replicate").exitCode())
                .isZero();

        Run given = run(servers, "--resume", onlyMigration(), "--abandon");

        assertThat(given.exitCode()).as(given.everything()).isZero();
        assertThat(given.out())
                .contains(
                        "Replication was given up. The copied rows stay on PlanetScale, but no copied large objects.");
        assertThat(tables(servers)).containsExactly("item");
    }

    @Test
    void cleansWhatAnswersAndTellsTheStatementsForTheRest(TwoPostgres servers) throws Exception {
        both(servers, "CREATE TABLE item (id int PRIMARY KEY)");
        assertThat(run(servers, "--accept-warnings", "--through", "cutover").exitCode())
                .isZero();
        String source = uri(servers.sourceSettings().withPort(1));
        String target = uri(servers.targetSettings().withPort(1));

        Run away = run(servers, "--resume", onlyMigration(), "--source", source);

        assertThat(away.exitCode()).as(away.everything()).isEqualTo(1);
        assertThat(away.out())
                .contains("The source did not answer, so nothing was removed there.")
                .contains("pg_drop_replication_slot(");
        Run rest = run(
                servers, "--resume", onlyMigration(), "--source", uri(servers.sourceSettings()), "--target", target);
        assertThat(rest.exitCode()).as(rest.everything()).isEqualTo(1);
        Run both = run(servers, "--resume", onlyMigration(), "--target", uri(servers.targetSettings()));
        assertThat(both.exitCode()).as(both.everything()).isZero();
        assertThat(both.out())
                .contains("Nothing of the migration is left on either server")
                .contains("Kept: setting default_transaction_read_only on the source, so that nothing writes to the old"
                        + " database by mistake.");
    }

    @Test
    void dropsTheSlotOfAMigrationThatIsGivenUpWhilePlanetScaleIsAway(TwoPostgres servers) throws Exception {
        both(servers, "CREATE TABLE item (id int PRIMARY KEY)");
        assertThat(run(servers, "--accept-warnings", "--through", "replicate").exitCode())
                .isZero();

        Run away = run(
                servers,
                "--resume",
                onlyMigration(),
                "--abandon",
                "--target",
                uri(servers.targetSettings().withPort(1)));

        assertThat(away.exitCode()).as(away.everything()).isEqualTo(1);
        assertThat(away.everything())
                .contains("No answer from PlanetScale, so what is left there was not removed.")
                .contains("  DO $$BEGIN IF EXISTS (SELECT FROM pg_subscription WHERE subname = 'planetfall_");
        List<String> slots = servers.sourceDatabase()
                .withSession(session -> session.query(
                        "SELECT slot_name FROM pg_replication_slots WHERE database = current_database()",
                        row -> row.text("slot_name")));
        assertThat(slots).isEmpty();
        Run again = run(servers, "--resume", onlyMigration(), "--abandon", "--target", uri(servers.targetSettings()));
        assertThat(again.exitCode()).as(again.everything()).isZero();
    }

    @Test
    void doesNotCutOverPastADifferenceThatNobodyAccepted(TwoPostgres servers) throws Exception {
        servers.sourceDatabase()
                .useSession(session -> session.execute(
                        "CREATE TABLE item (id int PRIMARY KEY, price int); INSERT INTO item VALUES (1, 10), (2, 20)"));
        assertThat(run(servers, "--accept-warnings", "--through", "replicate").exitCode())
                .isZero();
        servers.targetDatabase().useSession(session -> session.execute("UPDATE item SET price = 21 WHERE id = 2"));
        String[] unseen = {"--accept-warnings", "--compare", "nothing", "--through", "cutover"};

        Run found = run(servers, with(unseen, "--resume", onlyMigration()));
        assertThat(found.exitCode()).as(found.everything()).isEqualTo(3);
        assertThat(found.everything())
                .contains("Writers were not stopped: public.item is known to differ on PlanetScale");
        servers.sourceDatabase().useSession(session -> session.execute("INSERT INTO item VALUES (3, 30)"));

        Run proven = run(servers, "--resume", onlyMigration(), "--compare", "rows", "--through", "cutover");
        assertThat(proven.exitCode()).as(proven.everything()).isEqualTo(1);
        Run hidden = run(servers, "--resume", onlyMigration(), "--compare", "nothing", "--through", "cutover");
        assertThat(hidden.exitCode()).as(hidden.everything()).isEqualTo(3);

        Run accepted = run(servers, with(unseen, "--resume", onlyMigration()));
        assertThat(accepted.exitCode()).as(accepted.everything()).isEqualTo(4);
        assertThat(accepted.everything()).contains("An earlier comparison found that public.item differs.");
        assertThat(run(servers, "--resume", onlyMigration()).exitCode()).isEqualTo(4);
    }

    private static String[] with(String[] some, String... more) {
        return Stream.concat(Arrays.stream(some), Arrays.stream(more)).toArray(String[]::new);
    }

    @Test
    void copiesTheSchemaAgainWhenItHasComeApart(TwoPostgres servers) throws Exception {
        servers.sourceDatabase().useSession(session -> session.execute("CREATE TABLE item (id int PRIMARY KEY)"));
        assertThat(run(servers, "--accept-warnings", "--through", "sequences").exitCode())
                .isZero();
        servers.sourceDatabase()
                .useSession(session ->
                        session.execute("CREATE TABLE coupon (id int PRIMARY KEY); INSERT INTO coupon VALUES (1)"));

        Run refused = run(servers, "--resume", onlyMigration());

        assertThat(refused.exitCode()).as(refused.everything()).isEqualTo(1);
        assertThat(refused.out())
                .contains("    PlanetScale lacks table public.coupon.")
                .contains("or copy the schema again with --resume ID --from schema.")
                .doesNotContain("The source accepts writes again");
        Run again = run(servers, "--resume", onlyMigration(), "--from", "schema");
        assertThat(again.exitCode()).as(again.everything()).isZero();
        assertThat(again.out()).contains("verified: 2 tables, 1 rows, 0 differences");

        Run given = run(servers, "--resume", onlyMigration(), "--abandon");
        assertThat(given.exitCode()).isEqualTo(2);
        assertThat(given.err())
                .contains("This migration is finished and cleaned up: there is nothing left to give up.");
        assertThatThrownBy(() -> servers.sourceDatabase()
                        .useSession(session -> session.execute("INSERT INTO coupon VALUES (2)")))
                .hasMessageContaining("read-only transaction");
    }

    @Test
    void printsOneEventALine(TwoPostgres servers) throws Exception {
        both(servers, "CREATE TABLE item (id int PRIMARY KEY)");
        Run run = run(servers, "--json", "--accept-warnings", "--through", "check");

        assertThat(run.exitCode()).as(run.everything()).isZero();
        assertThat(run.out().lines()).isNotEmpty().allMatch(line -> line.startsWith("{") && line.endsWith("}"));
        assertThat(run.out()).contains("\"PhaseEnded\"").contains("\"replica-identity\"");
    }

    @Test
    void isBlockedByATableWithoutIdentityAndChangesNothing(TwoPostgres servers) throws Exception {
        servers.sourceDatabase().useSession(session -> session.execute("CREATE TABLE keyless (id int)"));
        Run run = run(servers, "--accept-warnings");

        assertThat(run.exitCode()).as(run.everything()).isEqualTo(3);
        assertThat(run.out()).contains("public.keyless");
        assertThat(tables(servers)).isEmpty();
    }

    @Test
    void namesEveryBlockerInOneRunAndWritesTheAssessment(TwoPostgres servers) throws Exception {
        both(servers, "CREATE TABLE full_there (id int PRIMARY KEY); INSERT INTO full_there VALUES (1)");
        servers.sourceDatabase().useSession(session -> session.execute("CREATE TABLE keyless (id int)"));
        servers.sourceAdmin().useSession(session -> session.execute("""
                CREATE TABLE foreign_owned (id int PRIMARY KEY);
                CREATE TABLE hidden (id int PRIMARY KEY); ALTER TABLE hidden ENABLE ROW LEVEL SECURITY;
                GRANT SELECT ON hidden TO store_owner"""));

        Run run = run(
                servers,
                "--json",
                "--through",
                "check",
                "--report",
                home.resolve("reports").toString());

        assertThat(run.exitCode()).as(run.everything()).isEqualTo(3);
        assertThat(blockers(run))
                .containsExactlyInAnyOrder(
                        "replica-identity", "row-security", "read-rights", "subscription-right", "target-empty");
        try (Stream<Path> files = Files.list(home.resolve("reports"))) {
            assertThat(files.map(file -> file.getFileName().toString().replaceFirst("-\\d+_\\d+", "")))
                    .containsExactlyInAnyOrder("planetfall-assessment.html", "planetfall-assessment.json");
        }
        assertThat(everyFile())
                .doesNotContain(servers.sourceSettings().password().reveal());
    }

    /** Finding by finding, as a program reads them. */
    private static List<String> blockers(Run run) throws IOException {
        List<String> blockers = new ArrayList<>();
        for (String line : run.out().lines().toList()) {
            JsonNode finding = new JsonMapper().readTree(line).path("finding");
            if (finding.path("severity").asText().equals("BLOCKER")) {
                blockers.add(finding.path("checkId").asText());
            }
        }
        return blockers;
    }

    @Test
    void saysInOneSentenceThatThePasswordIsWrong(TwoPostgres servers) throws Exception {
        ProcessBuilder builder = command(
                servers, "run", "--source", uri(servers.sourceSettings()), "--target", uri(servers.targetSettings()));
        builder.environment().put(ServerArguments.SOURCE_PASSWORD, "hunter2");
        Run run = finish(builder);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.everything())
                .contains("refused the password of role "
                        + servers.sourceSettings().user())
                .doesNotContain("hunter2");
    }

    private void killWhileCopying(TwoPostgres servers, String id) throws Exception {
        servers.targetDatabase().useSession(target -> {
            target.execute("BEGIN");
            target.execute("LOCK TABLE "
                    + target.queryOne(
                            "SELECT (SELECT c.oid::regclass::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                                    + " WHERE n.nspname NOT LIKE 'pg%' AND n.nspname <> 'information_schema' AND c.relkind = 'r'"
                                    + " ORDER BY c.oid LIMIT 1) AS name",
                            row -> row.text("name"))
                    + " IN SHARE MODE");
            try {
                Process running = command(servers, arguments(servers, "--resume", id, "--accept-warnings"))
                        .start();
                awaitJournal(id, "\"create-subscription\",\"status\":\"DONE\"");
                running.destroyForcibly().waitFor();
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
            target.execute("ROLLBACK");
        });
    }

    private void awaitJournal(String id, String text) throws IOException, InterruptedException {
        while (!Files.readString(journal(id)).replace(" ", "").contains(text)) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        TimeUnit.MILLISECONDS.sleep(500);
    }

    private static void both(TwoPostgres servers, String sql) {
        servers.sourceDatabase().useSession(session -> session.execute(sql));
        servers.targetDatabase().useSession(session -> session.execute(sql));
    }
}
