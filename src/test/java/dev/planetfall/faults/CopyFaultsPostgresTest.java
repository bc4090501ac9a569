package dev.planetfall.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.Method;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every method, struck at every stage by every fault. {@code -Dplanetfall.faults=regex} takes some of them, matched against lines
 * such as {@code SNAPSHOT_COPY COPYING TARGET_KILLED}.
 */
@Tag("faults")
class CopyFaultsPostgresTest {
    private static final List<Cell> CELLS = cells();
    private static final FaultReport REPORT = new FaultReport("copy.md", """
            | method | while | what happens | goes on | until all rows and indexes are there | in the end |
            |---|---|---|---|---|---|
            """);

    private static Lanes lanes;

    @TempDir
    Path home;

    @BeforeAll
    static void startServers() throws IOException {
        lanes = Lanes.open();
    }

    @AfterAll
    static void stopServers() {
        lanes.close();
    }

    @ParameterizedTest
    @MethodSource("cells")
    @Execution(ExecutionMode.CONCURRENT)
    void losesAndDoublesNothingAndLeavesNothingBehind(Cell cell) throws Exception {
        lanes.use(ground -> {
            Cell.Outcome outcome = cell.measure(ground, home);
            REPORT.add(CELLS.indexOf(cell), outcome.line());
            assertThat(outcome.faults()).as(outcome.said()).isEmpty();
            assertThat(outcome.recovery().runs()).as(outcome.said()).isLessThanOrEqualTo(1);
        });
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
