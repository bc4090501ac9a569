package dev.planetfall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.Method;
import dev.planetfall.migration.MigrationEvent;
import dev.planetfall.migration.MigrationLibrary;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.PhaseStatus;
import dev.planetfall.postgres.ConnectionSettings;
import dev.planetfall.store.AppDirectories;
import dev.planetfall.store.FileLibrary;
import dev.planetfall.store.JournalFormat;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class RunCommandTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);
    private static final String ID = "20260301_120000";
    private static final String GOOD = "postgresql://ada:hunter2@db.example.com/store";

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void refusesAnAddressOfAnotherSystem() {
        assertThat(run("--source", "mysql://ada:hunter2@db/store", "--target", GOOD))
                .isEqualTo(2);

        assertThat(err.toString())
                .startsWith("--source: This is an address of MySQL;")
                .hasLineCount(2)
                .doesNotContain("hunter2");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void writesNoPasswordFromAPlaceForAFileOrAName() {
        String other = "postgresql://eve:hunter3@x/y";
        for (String address : List.of(
                "postgresql://ada@h/db?sslmode=disable&sslrootcert=" + other,
                "host=h user=ada sslrootcert=" + other,
                "host=h dbname=db user=" + other,
                "host=h user=ada sslrootcert=/nowhere/ca.pem")) {
            assertThat(run("--source", address, "--target", GOOD)).as(address).isEqualTo(2);
        }

        assertThat(err.toString())
                .contains("--source: sslrootcert names no file on this computer that can be read.")
                .doesNotContain("hunter3");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void refusesAnUnknownPhase() {
        assertThat(run("--source", GOOD, "--target", GOOD, "--through", "landing"))
                .isEqualTo(2);

        assertThat(err.toString())
                .contains(
                        "there is no such phase. Phases: connect check schema replicate verify sequences cutover finish");
    }

    @Test
    void refusesAnUnknownMethod() {
        assertThat(run("--source", GOOD, "--target", GOOD, "--method", "rocket"))
                .isEqualTo(2);

        assertThat(err.toString()).contains("there is no such method. Methods: logical");
    }

    @Test
    void refusesADiskOfNoSize() {
        assertThat(run("--source", GOOD, "--target", GOOD, "--disk", "-3")).isEqualTo(2);

        assertThat(err.toString()).contains("--disk takes whole gigabytes, 1 or more.");
    }

    @Test
    void asksForTheMissingDatabase() {
        assertThat(run("--source", "postgresql://ada@db.example.com/store")).isEqualTo(2);

        assertThat(err.toString()).isEqualToNormalizingNewlines("""
                        Name both databases, or a migration to --resume: --target is missing.
                        See: planetfall run --help
                        """);
    }

    @Test
    void warnsOfAPasswordThatTheListOfProcessesShows() {
        run("--source", GOOD);

        assertThat(err.toString())
                .startsWith(
                        "The password in --source can be read by everybody in this computer's list of processes: put it"
                                + " into PLANETFALL_SOURCE_PASSWORD instead.")
                .doesNotContain("hunter2");
    }

    @Test
    void hidesThePasswordOfAForgottenOption() {
        assertThat(run(GOOD, "--target", GOOD)).isEqualTo(2);
        assertThat(run("--disk", "host=db password='hunter2 x' user=ada")).isEqualTo(2);

        assertThat(err.toString()).contains("ada").doesNotContain("hunter2");
    }

    @Test
    void refusesAScopeFileThatIsNotUnderstood() throws IOException {
        Path file = Files.writeString(folder.resolve("scope"), "exclude-schema audit\nexclude table x\n");

        assertThat(run("--source", GOOD, "--target", GOOD, "--scope", file.toString()))
                .isEqualTo(2);

        assertThat(err.toString())
                .contains("Line 2 is neither exclude-schema NAME nor exclude-table SCHEMA.TABLE: exclude table x");
    }

    @Test
    void refusesToResumeWhatIsNotThere() {
        assertThat(run("--resume", "20200101_000000")).isEqualTo(2);
        assertThat(run("--resume", "../elsewhere")).isEqualTo(2);

        assertThat(err.toString()).contains("No migration on this computer is called 20200101_000000.");
    }

    @Test
    void refusesAnotherScopeOnResume() {
        assertThat(run("--resume", ID, "--from", "check")).isEqualTo(2);
        assertThat(run("--resume", ID, "--from", "verify", "--through", "schema"))
                .isEqualTo(2);
        assertThat(run("--resume", ID, "--scope", "file")).isEqualTo(2);
    }

    @Test
    void refusesOptionsThatContradictEachOther() {
        assertThat(refusal("--resume", ID, "--abandon", "--rehearse"))
                .isEqualTo("--abandon and --rehearse cannot be asked for together: each is a run of its own.");
        assertThat(refusal("--resume", ID, "--roll-back", "--rehearse"))
                .isEqualTo("--rehearse and --roll-back cannot be asked for together: each is a run of its own.");
        assertThat(refusal("--resume", ID, "--abandon", "--roll-back"))
                .isEqualTo("--abandon and --roll-back cannot be asked for together: each is a run of its own.");
        assertThat(refusal("--resume", ID, "--roll-back", "--through", "cutover", "--compare", "rows"))
                .isEqualTo("--compare and --through would do nothing beside --roll-back: leave it out.");
        assertThat(refusal("--resume", ID, "--abandon", "--way-back"))
                .isEqualTo("--way-back would do nothing beside --abandon: leave it out.");
        assertThat(refusal("--resume", ID, "--rehearse", "--from", "verify"))
                .isEqualTo("--from would do nothing beside --rehearse: leave it out.");
        assertThat(refusal("--rehearse", "--source", "postgresql://ada@db/store"))
                .isEqualTo("--rehearse needs a migration that was begun: name it with --resume.");
        assertThat(refusal("--resume", ID, "--way-back"))
                .isEqualTo("--way-back is of use with --through cutover only: the clean-up ends it.");
        assertThat(refusal("--resume", ID, "--through", "verify", "--skip-comparison"))
                .isEqualTo(
                        "--skip-comparison goes on past the comparison, and --through verify does not: leave one of them"
                                + " out.");
        assertThat(refusal("--resume", ID, "--from", "verify", "--skip-comparison"))
                .isEqualTo(
                        "--from verify compares the rows again, and --skip-comparison does not: leave one of them out.");
        assertThat(refusal(
                        "--source",
                        "postgresql://ada@db/store",
                        "--target",
                        "postgresql://ada@db/store",
                        "--method",
                        "dump",
                        "--way-back",
                        "--through",
                        "cutover"))
                .isEqualTo("--way-back needs replication, which the method dump does without.");
        assertThat(refusal(
                        "--source",
                        "postgresql://ada@db/store",
                        "--target",
                        "postgresql://ada@db/store",
                        "--method",
                        "stale",
                        "--freeze-limit",
                        "9"))
                .isEqualTo("--freeze-limit would do nothing: the method stale never stops writers.");
        assertThat(library()).isEmpty();
    }

    @Test
    void failsWithOneSentenceWhenNoServerAnswersAndCanBeResumed() throws IOException {
        String nowhere = "postgresql://ada@127.0.0.1:" + freePort() + "/store?sslmode=disable";

        assertThat(run("--source", nowhere, "--target", nowhere, "--report", folder.toString()))
                .isEqualTo(1);
        assertThat(out.toString())
                .contains("Nothing answers at 127.0.0.1 port")
                .contains("Go on with: java -jar planetfall.jar run --resume " + ID)
                .contains("Report: " + folder.resolve("planetfall-" + ID + ".html"))
                .doesNotContain("hunter2");

        assertThat(run("--resume", ID, "--disk", "20")).isEqualTo(1);
        assertThat(library()).singleElement().satisfies(summary -> {
            assertThat(summary.id()).isEqualTo(ID);
            assertThat(summary.state().status(Phase.CONNECT)).isEqualTo(PhaseStatus.FAILED);
            assertThat(summary.state().plan().orElseThrow().diskConfirmedGigabytes())
                    .isEqualTo(20);
        });
    }

    @Test
    void printsNothingButEventsAsJson() throws IOException {
        String nowhere = "postgresql://ada@127.0.0.1:" + freePort() + "/store?sslmode=disable";

        assertThat(run("--source", nowhere, "--target", nowhere, "--json")).isEqualTo(1);

        assertThat(out.toString().lines().map(JournalFormat::read).flatMap(Optional::stream))
                .extracting(MigrationEvent::getClass)
                .extracting(Class::getSimpleName)
                .containsExactly("PlanDecided", "PhaseStarted", "StepStarted", "StepFailed", "PhaseEnded");
        assertThat(allFiles()).noneMatch(content -> content.contains("hunter2"));
    }

    @Test
    void givesEachRunItsOwnMigration() throws IOException {
        String nowhere = "postgresql://ada@127.0.0.1:" + freePort() + "/store?sslmode=disable";

        run("--source", nowhere, "--target", nowhere);
        run("--source", nowhere, "--target", nowhere);

        assertThat(library()).extracting(MigrationLibrary.Summary::id).containsExactly(ID + "_2", ID);
    }

    @Test
    void explainsItself() {
        assertThat(run("--help")).isZero();

        assertThat(out.toString())
                .contains("exclude-table SCHEMA.TABLE", "PLANETFALL_SOURCE_PASSWORD", "Exit codes: 0 done");
    }

    @Test
    void opensTheWindowWithoutACommand() {
        assertThat(commandLine().execute()).isEqualTo(7);
    }

    private int run(String... arguments) {
        return commandLine()
                .execute(Stream.concat(Stream.of("run"), Stream.of(arguments)).toArray(String[]::new));
    }

    /** The first line of what was complained about. */
    private String refusal(String... arguments) {
        err.getBuffer().setLength(0);
        assertThat(run(arguments)).as(String.join(" ", arguments)).isEqualTo(2);
        return err.toString().lines().findFirst().orElse("");
    }

    private CommandLine commandLine() {
        Surroundings surroundings = new Surroundings(
                new AppDirectories(folder),
                Map.of("PLANETFALL_SOURCE_PASSWORD", "hunter2", "PLANETFALL_TARGET_PASSWORD", "hunter2"),
                CLOCK,
                new NoWindow());
        return PlanetfallCommand.commandLine(surroundings)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true));
    }

    private List<MigrationLibrary.Summary> library() {
        try (FileLibrary library = new FileLibrary(new AppDirectories(folder).migrations(), CLOCK)) {
            return library.list();
        }
    }

    private List<String> allFiles() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(RunCommandTest::content)
                    .toList();
        }
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Tells by its exit code that it was opened. */
    private static final class NoWindow implements Window {
        @Override
        public boolean canOpen() {
            return true;
        }

        @Override
        public int open() {
            return 7;
        }

        @Override
        public int openDemo(ConnectionSettings source, ConnectionSettings target, Method method) {
            return 8;
        }

        @Override
        public int tour(ConnectionSettings source, ConnectionSettings target, Method method, Path pictures) {
            return 9;
        }
    }
}
