package dev.planetfall.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The cutover and the way back, struck at every moment by every blow. {@code -Dplanetfall.faults=regex} takes some of them, matched
 * against lines such as {@code DRAINING TARGET_KILLED}.
 */
@Tag("faults")
class CutoverFaultsPostgresTest {
    private static final List<CutoverCell> CELLS = cells();
    private static final FaultReport REPORT = new FaultReport("cutover.md", CutoverOutcome.HEAD);

    private static final CutoverSummary SUMMARY = new CutoverSummary();

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
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void losesAndDoublesNothingAndLeavesNothingBehind(CutoverCell cell) throws Exception {
        lanes.use(ground -> {
            try (CutoverGround wired = CutoverGround.of(ground, cell.blow())) {
                CutoverOutcome outcome = cell.measure(wired, home);
                REPORT.add(CELLS.indexOf(cell), outcome.line());
                SUMMARY.add(outcome);
                assertThat(outcome.faults()).as(outcome.line()).isEmpty();
            }
        });
    }

    static List<CutoverCell> cells() {
        String wanted = System.getProperty("planetfall.faults", "");
        return Stream.of(Moment.values())
                .flatMap(moment -> Stream.of(Blow.values())
                        .filter(blow -> blow.strikes(moment))
                        .map(blow -> new CutoverCell(moment, blow)))
                .filter(cell -> cell.toString().matches(".*(" + wanted + ").*"))
                .toList();
    }
}
