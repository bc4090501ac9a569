package dev.planetfall.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.demo.ServerKind;
import dev.planetfall.postgres.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The cutover and the way back, struck at every moment by every blow. {@code -Dplanetfall.faults=regex} takes some of them, matched
 * against lines such as {@code DRAINING TARGET_KILLED}.
 */
@Tag("faults")
class CutoverFaultsPostgresTest {
    private static final Path REPORT = Path.of("target", "faults", "cutover.md");

    private static CrashableServer source;
    private static CrashableServer target;
    private static int number;

    @TempDir
    Path home;

    @BeforeAll
    static void startServers() throws IOException {
        source = CrashableServer.start(Integer.getInteger("planetfall.faults.source", 17), ServerKind.SOURCE);
        target = CrashableServer.start(18, ServerKind.TARGET);
        String role = source.server().settings("postgres").user();
        new Database(source.server().superuserSettings("postgres"), "source")
                .useSession(session -> session.execute("GRANT pg_create_subscription TO " + role));
        Files.createDirectories(REPORT.getParent());
        Files.writeString(REPORT, """
                | while | what happens | then it is | writers can write after | more runs | cut over after | what was said | in the end |
                |---|---|---|---|---|---|---|---|
                """);
    }

    @AfterAll
    static void stopServers() {
        target.close();
        source.close();
    }

    @ParameterizedTest
    @MethodSource("cells")
    void losesAndDoublesNothingAndLeavesNothingBehind(CutoverCell cell) throws Exception {
        Ground ground = new Ground(source, target, "cutover_" + ++number);
        try (CutoverGround wired = CutoverGround.of(ground)) {
            CutoverCell.Outcome outcome = cell.measure(wired, home);
            Files.writeString(REPORT, outcome.line(), StandardOpenOption.APPEND);
            assertThat(outcome.faults()).as(outcome.line()).isEmpty();
        }
        ground.drop();
    }

    static List<CutoverCell> cells() {
        String wanted = System.getProperty("planetfall.faults", "");
        return Stream.of(Moment.values())
                .flatMap(moment -> Stream.of(Blow.values()).map(blow -> new CutoverCell(moment, blow)))
                // While nothing runs that could be broken off there is nothing to kill.
                .filter(cell -> cell.moment() != Moment.FOLLOWING || cell.blow() != Blow.PROGRAM_KILLED)
                .filter(cell -> (cell.moment().name() + " " + cell.blow().name()).matches(".*(" + wanted + ").*"))
                .toList();
    }
}
