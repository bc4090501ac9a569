package dev.planetfall.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.demo.ServerKind;
import dev.planetfall.migration.Method;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every method, struck at every stage by every fault. {@code -Dplanetfall.faults=regex} takes some of them, matched against lines
 * such as {@code SNAPSHOT_COPY COPYING TARGET_KILLED}.
 */
@Tag("faults")
class CopyFaultsPostgresTest {
    private static final Path REPORT = Path.of("target", "faults", "copy.md");

    private static CrashableServer source;
    private static CrashableServer target;
    private static int number;

    @TempDir
    Path home;

    @BeforeAll
    static void startServers() throws IOException {
        source = CrashableServer.start(Integer.getInteger("planetfall.faults.source", 17), ServerKind.SOURCE);
        target = CrashableServer.start(18, ServerKind.TARGET);
        Files.createDirectories(REPORT.getParent());
        Files.writeString(REPORT, """
                | method | while | what happens | goes on | until all rows and indexes are there | in the end |
                |---|---|---|---|---|---|
                """);
    }

    @AfterAll
    static void stopServers() {
        target.close();
        source.close();
    }

    @ParameterizedTest
    @MethodSource("cells")
    void losesAndDoublesNothingAndLeavesNothingBehind(Cell cell) throws Exception {
        Ground ground = new Ground(source, target, "cell_" + ++number);
        Cell.Outcome outcome = cell.measure(ground, home);
        Files.writeString(REPORT, outcome.line(), StandardOpenOption.APPEND);
        assertThat(outcome.faults()).as(outcome.said()).isEmpty();
        assertThat(outcome.recovery().runs()).as(outcome.said()).isLessThanOrEqualTo(1);
        ground.drop();
    }

    static List<Cell> cells() {
        String wanted = System.getProperty("planetfall.faults", "");
        List<Cell> cells = new ArrayList<>();
        for (Method method : Method.values()) {
            for (Stage stage : stages(method)) {
                faults(stage).map(fault -> new Cell(method, stage, fault)).forEach(cells::add);
            }
        }
        cells.removeIf(cell -> !(cell.method() + " " + cell.stage().name() + " "
                        + cell.fault().name())
                .matches(".*(" + wanted + ").*"));
        return cells;
    }

    private static List<Stage> stages(Method method) {
        if (method.replicates()) {
            return List.of(Stage.COPYING, Stage.INDEXING, Stage.CATCHING_UP);
        }
        return method.stopsWriters()
                ? List.of(Stage.COPYING, Stage.INDEXING, Stage.FROZEN)
                : List.of(Stage.COPYING, Stage.INDEXING);
    }

    private static Stream<Fault> faults(Stage stage) {
        return Arrays.stream(Fault.values())
                .filter(fault -> stage != Stage.FROZEN || fault == Fault.SOURCE_KILLED || fault == Fault.TARGET_KILLED);
    }
}
