package dev.planetfall.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.CutoverEvent.Drained;
import dev.planetfall.migration.CutoverEvent.FreezeBegun;
import dev.planetfall.migration.CutoverEvent.WritersGone;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.PhaseStatus;
import dev.planetfall.migration.Side;
import dev.planetfall.migration.WayBackEvent.RollBackEnded;
import dev.planetfall.migration.WayBackEvent.RollBackStarted;
import dev.planetfall.migration.WayBackEvent.RolledBack;
import dev.planetfall.migration.WayBackEvent.WayBackArmed;
import dev.planetfall.report.ReportPage.Fact;
import dev.planetfall.report.ReportTables.PhaseRow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class CutoverFactsTest {
    private static final Instant BACK = Instant.parse("2026-11-22T09:00:00Z");

    @Test
    void tellsWhatTheRehearsalPromisedAndWhatOfItWasWorkedOut() {
        assertThat(CutoverFacts.rehearsal(MigrationState.INITIAL)).isEmpty();
        assertThat(CutoverFacts.rehearsal(ReportSamples.whole()).stream().skip(1))
                .containsExactly(
                        new Fact("Stop writes on the source", "140 ms"),
                        new Fact("Compare the rows of both servers", "3.0 s, worked out"),
                        new Fact("Writers would have waited", "about 3.1 s"));
    }

    @Test
    void countsFromTheLastStopWhereACrashBrokeAnEarlierCutoverOff() {
        MigrationState again = ReportSamples.after(
                ReportSamples.whole(), List.of(new FreezeBegun(BACK), new WritersGone(BACK.plusMillis(30), BACK)));

        assertThat(again.cutover().orElseThrow().frozenAt()).isEqualTo(BACK);
    }

    @Test
    void tellsHowTheWayBackStandsAndHowLongTheLastRollBackTook() {
        assertThat(CutoverFacts.wayBack(MigrationState.INITIAL)).isEmpty();
        MigrationState armed = ReportSamples.whole().after(new WayBackArmed(BACK.minusSeconds(60)));
        assertThat(CutoverFacts.wayBack(armed))
                .extracting(Fact::value)
                .containsExactly("The source follows PlanetScale, and can take over without losing a row.");

        MigrationState back = ReportSamples.after(
                armed,
                List.of(
                        new RollBackStarted(BACK),
                        new FreezeBegun(BACK, Side.TARGET, List.of()),
                        new WritersGone(BACK.plusMillis(40), BACK, Side.TARGET, OptionalLong.empty()),
                        new Drained(BACK.plusMillis(60), Duration.ofMillis(20), Side.TARGET),
                        new RolledBack(BACK.plusMillis(250))));
        back = back.after(new RollBackEnded(BACK.plusMillis(300), PhaseStatus.DONE));
        assertThat(CutoverFacts.wayBack(back))
                .containsExactly(
                        new Fact(
                                "Since 2026-11-22 09:00:00 UTC",
                                "The application writes to the source again, and PlanetScale follows it."),
                        new Fact("Rolled back", "1 time"),
                        new Fact(
                                "Roll back begun at 2026-11-22 09:00:00 UTC",
                                "Done: the source took over, came to rest at 2026-11-22 09:00:00 UTC"),
                        new Fact("Writes stopped at", "2026-11-22 09:00:00 UTC"),
                        new Fact("Until no writer was left", "40 ms"),
                        new Fact("Until the source had everything", "20 ms"),
                        new Fact("Sequences and turning replication round", "190 ms"),
                        new Fact("Time without writes", "250 ms"));
    }

    @Test
    void tellsOfEveryRollBackAndOfThoseThatFailed() {
        MigrationState state = ReportSamples.after(
                ReportSamples.whole(),
                List.of(
                        new WayBackArmed(BACK.minusSeconds(60)),
                        new RollBackStarted(BACK),
                        new RollBackEnded(BACK.plusSeconds(4), PhaseStatus.FAILED),
                        new RollBackStarted(BACK.plusSeconds(10)),
                        new RolledBack(BACK.plusSeconds(11)),
                        new RollBackEnded(BACK.plusSeconds(12), PhaseStatus.FAILED)));

        assertThat(CutoverFacts.wayBack(state).subList(1, 4))
                .containsExactly(
                        new Fact("Rolled back", "1 time, and begun and not finished 1 time"),
                        new Fact(
                                "Roll back begun at 2026-11-22 09:00:00 UTC",
                                "Failed and taken back: PlanetScale stayed in charge, came to rest at 2026-11-22 09:00:04 UTC"),
                        new Fact(
                                "Roll back begun at 2026-11-22 09:00:10 UTC",
                                "Done: the source took over, came to rest at 2026-11-22 09:00:12 UTC"));
        assertThat(new ReportTables(state, Map.of()).phases())
                .filteredOn(row -> row.name().equals("Roll back"))
                .containsExactly(new PhaseRow(
                        "Roll back",
                        "Done",
                        "good",
                        "2026-11-22 09:00:10 UTC",
                        "2026-11-22 09:00:12 UTC",
                        "2.0 s",
                        "2 times since 2026-11-22 09:00:00 UTC"));
    }
}
