package dev.planetfall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.testing.TwoPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A migration that holds something on the source while a stranger writes into its journal. */
class DamagedJournalPostgresTest extends ProgramRuns {
    private String id = "";

    @Test
    void isGivenUpWithoutALineOfItsJournalAndLeavesNoSlot(TwoPostgres servers) throws Exception {
        copy(servers, "logical");
        List<String> lines = damageEach("\"event\":\"PhaseStarted\"");

        Run given = run(servers, "--resume", id, "--abandon");

        assertThat(given.exitCode()).as(given.everything()).isZero();
        Path copy = copies().get(0);
        assertThat(given.err())
                .containsOnlyOnce("Migration " + id + ": " + rubbishIn(lines)
                        + " lines of its journal cannot be read. The file was kept as " + copy.toRealPath() + ".");
        assertThat(Files.readAllLines(copy)).isEqualTo(lines);
        assertThat(copies()).hasSize(1);
        assertThat(slots(servers)).isEmpty();
        assertThat(given.out()).contains("Replication was given up.");
    }

    @Test
    void goesOnToTheCutoverWithoutALineOfItsJournal(TwoPostgres servers) throws Exception {
        copy(servers, "logical");
        damageEach("\"event\":\"PhaseStarted\"");

        Run resumed = run(servers, "--resume", id, "--accept-warnings");

        assertThat(resumed.exitCode()).as(resumed.everything()).isZero();
        assertThat(resumed.out()).contains("verified: 1 tables, 1 rows, 0 differences");
        assertThat(slots(servers)).isEmpty();
        Run again = run(servers, "--resume", id);
        assertThat(again.err()).as("cleaned up, so nothing is in doubt").doesNotContain("cannot be read");
    }

    @Test
    void asksForBothServersWhenNoLineNamesThem(TwoPostgres servers) throws Exception {
        copy(servers, "logical");
        List<String> lines = damageEach("\"event\":\"PlanDecided\"");

        Run nowhere = run(servers, "--resume", id, "--abandon");

        assertThat(nowhere.exitCode()).as(nowhere.everything()).isEqualTo(1);
        assertThat(nowhere.err())
                .contains("The source may hold the slot and the publication planetfall_" + id)
                .contains("run --abandon --resume " + id + " --source URI --target URI");
        assertThat(Files.readAllLines(journal(id))).as("asking changes nothing").isEqualTo(lines);
        assertThat(slots(servers)).containsExactly("planetfall_" + id);
        Run named = run(
                servers,
                "--resume",
                id,
                "--abandon",
                "--source",
                uri(servers.sourceSettings()),
                "--target",
                uri(servers.targetSettings()));
        assertThat(named.exitCode()).as(named.everything()).isZero();
        assertThat(slots(servers)).isEmpty();
    }

    @Test
    void letsWritersOnAgainAlthoughNoLineTellsThatTheyWereStopped(TwoPostgres servers) throws Exception {
        copy(servers, "dump");
        damageEach("\"event\":\"FreezeBegun\"");

        Run given = run(servers, "--resume", id, "--abandon");

        assertThat(given.exitCode()).as(given.everything()).isZero();
        servers.sourceDatabase().useSession(session -> session.execute("INSERT INTO item VALUES (2)"));
    }

    private void copy(TwoPostgres servers, String method) throws Exception {
        servers.sourceDatabase()
                .useSession(session ->
                        session.execute("CREATE TABLE item (id int PRIMARY KEY); INSERT INTO item VALUES (1)"));
        Run run = run(servers, "--accept-warnings", "--method", method, "--through", "replicate");
        assertThat(run.exitCode()).as(run.everything()).isZero();
        id = onlyMigration();
    }

    /** @return the lines as they are then */
    private List<String> damageEach(String containing) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(journal(id)));
        lines.replaceAll(line -> line.contains(containing) ? "rubbish" : line);
        Files.write(journal(id), lines);
        return lines;
    }

    private static long rubbishIn(List<String> lines) {
        return lines.stream().filter("rubbish"::equals).count();
    }

    private List<Path> copies() throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("migrations").resolve(id))) {
            return files.filter(file -> file.getFileName().toString().contains(".damaged-"))
                    .toList();
        }
    }

    private static List<String> slots(TwoPostgres servers) {
        return servers.sourceDatabase()
                .withSession(session -> session.query(
                        "SELECT slot_name FROM pg_replication_slots WHERE database = current_database()",
                        row -> row.text("slot_name")));
    }
}
