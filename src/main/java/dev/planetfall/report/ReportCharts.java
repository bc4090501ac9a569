package dev.planetfall.report;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.HistoryStretch;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Quantities;
import dev.planetfall.migration.ReplicationHistory;
import dev.planetfall.migration.Scale;
import dev.planetfall.migration.Spread;
import dev.planetfall.report.ChartDrawing.Figure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** The pictures of what was measured while rows were replicated. */
final class ReportCharts {
    /** Below this an axis would show the noise of nothing. */
    private static final double LEAST_BYTES = 2_048;

    private static final Duration SHORTEST = Duration.ofSeconds(10);

    private ReportCharts() {}

    /** None where nothing was measured, or only for a moment. */
    static List<ChartPicture> of(MigrationState state) {
        ReplicationHistory history = state.history();
        if (isTooShort(history.stretches())) {
            return List.of();
        }
        ChartDrawing drawing = new ChartDrawing(history);
        List<ChartPicture> pictures = new ArrayList<>();
        if (isMeasured(history, HistoryStretch::lagMillis)) {
            pictures.add(drawing.draw(
                    Messages.text("report.report-charts.delay-of-planetscale"),
                    List.of(new Figure("one", Messages.text("report.report-charts.lag"), HistoryStretch::lagMillis)),
                    1_000,
                    Scale::ofSeconds,
                    ReportCharts::duration,
                    OptionalLong.empty()));
        }
        bytes(
                        history,
                        drawing,
                        Messages.text("report.report-charts.changes-waiting-in-bytes-of"),
                        HistoryStretch::lagBytes,
                        OptionalLong.empty())
                .ifPresent(pictures::add);
        bytes(
                        history,
                        drawing,
                        Messages.text("report.report-charts.log-kept-by-the-source"),
                        HistoryStretch::walKept,
                        limit(history))
                .ifPresent(pictures::add);
        if (isMeasured(history, HistoryStretch::copyRate) || isMeasured(history, HistoryStretch::applyRate)) {
            pictures.add(drawing.draw(
                    Messages.text("report.report-charts.speed-of-copying-and-applying"),
                    List.of(
                            new Figure(
                                    "one", Messages.text("report.report-charts.rows-copied"), HistoryStretch::copyRate),
                            new Figure(
                                    "two",
                                    Messages.text("report.report-charts.log-applied"),
                                    HistoryStretch::applyRate)),
                    1,
                    ReportCharts::ofBytes,
                    bytes -> Quantities.bytes(Math.round(bytes)) + "/s",
                    OptionalLong.empty()));
        }
        return pictures;
    }

    private static Optional<ChartPicture> bytes(
            ReplicationHistory history,
            ChartDrawing drawing,
            String title,
            Function<HistoryStretch, Optional<Spread>> value,
            OptionalLong limit) {
        return isMeasured(history, value)
                ? Optional.of(drawing.draw(
                        title,
                        List.of(new Figure("one", title, value)),
                        1,
                        ReportCharts::ofBytes,
                        bytes -> Quantities.bytes(Math.round(bytes)),
                        limit))
                : Optional.empty();
    }

    private static boolean isTooShort(List<HistoryStretch> stretches) {
        return stretches.isEmpty()
                || Duration.between(
                                        stretches.get(0).from(),
                                        stretches.get(stretches.size() - 1).to())
                                .compareTo(SHORTEST)
                        < 0;
    }

    private static OptionalLong limit(ReplicationHistory history) {
        return history.last().map(HistoryStretch::walLimit).orElse(OptionalLong.empty());
    }

    private static boolean isMeasured(ReplicationHistory history, Function<HistoryStretch, Optional<Spread>> value) {
        return history.stretches().stream()
                .anyMatch(stretch -> value.apply(stretch).isPresent());
    }

    private static String duration(double millis) {
        return millis == 0 ? "0 s" : Quantities.duration(Duration.ofMillis(Math.round(millis)));
    }

    private static Scale ofBytes(double highest) {
        return Scale.ofBytes(Math.max(highest, LEAST_BYTES));
    }
}
