package dev.planetfall.ui.control.chart;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.HistoryStretch;
import dev.planetfall.migration.Quantities;
import dev.planetfall.migration.Scale;
import dev.planetfall.migration.Spread;
import dev.planetfall.ui.control.chart.CurvePlot.Layer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.function.Function;

/** One figure as a line. */
class FigureChart extends HistoryChart {
    private final Function<HistoryStretch, Optional<Spread>> figure;
    private final Unit unit;

    /**
     * What a figure is counted in.
     *
     * @param size how many of the figure's own are one on the axis
     */
    private record Unit(double size, DoubleFunction<Scale> scale, DoubleFunction<String> words) {
        static final Unit BYTES = new Unit(1, Unit::ofBytes, value -> Quantities.bytes(Math.round(value)));
        static final Unit SPEED = new Unit(1, Unit::ofBytes, value -> Quantities.bytes(Math.round(value)) + "/s");
        static final Unit TIME = new Unit(1_000, Scale::ofSeconds, Unit::duration);

        /** Single bytes are nothing to look at. */
        private static Scale ofBytes(double highest) {
            return Scale.ofBytes(Math.max(highest, 2_048));
        }

        private static String duration(double seconds) {
            return seconds == 0 ? "0 s" : Quantities.duration(Duration.ofMillis(Math.round(seconds * 1_000)));
        }
    }

    private FigureChart(
            TimeWindow window,
            String name,
            String style,
            Unit unit,
            Function<HistoryStretch, Optional<Spread>> figure) {
        super(window, name, style);
        this.figure = figure;
        this.unit = unit;
    }

    /** For a kind of its own whose figure is in bytes. */
    FigureChart(TimeWindow window, String name, String style, Function<HistoryStretch, Optional<Spread>> bytes) {
        this(window, name, style, Unit.BYTES, bytes);
    }

    static FigureChart lagBytes(TimeWindow window) {
        return new FigureChart(
                window,
                Messages.text("chart.figure-chart.changes-waiting"),
                "chart-lag-bytes",
                HistoryStretch::lagBytes);
    }

    static FigureChart lagTime(TimeWindow window) {
        return new FigureChart(
                window,
                Messages.text("chart.figure-chart.delay"),
                "chart-lag-time",
                Unit.TIME,
                HistoryStretch::lagMillis);
    }

    static FigureChart copySpeed(TimeWindow window) {
        return new FigureChart(
                window,
                Messages.text("chart.figure-chart.copy-speed"),
                "chart-copy-speed",
                Unit.SPEED,
                HistoryStretch::copyRate) {
            @Override
            Optional<String> words(HistoryStretch stretch) {
                return super.words(stretch).or(() -> Optional.of(Messages.text("chart.figure-chart.no-copy")));
            }
        };
    }

    static FigureChart applySpeed(TimeWindow window) {
        return new FigureChart(
                window,
                Messages.text("chart.figure-chart.log-applied"),
                "chart-apply-speed",
                Unit.SPEED,
                HistoryStretch::applyRate);
    }

    @Override
    List<Layer> layers(List<HistoryStretch> all, Span shown) {
        Curve curve = Curve.of(all, figure, unit.size(), shown);
        return List.of(new Layer("chart-band", curve.bands(), true), new Layer("chart-line", curve.lines(), false));
    }

    @Override
    Scale scale(double highest) {
        return unit.scale().apply(highest);
    }

    @Override
    Optional<String> words(HistoryStretch stretch) {
        return figure.apply(stretch).map(spread -> {
            String most = unit.words().apply(spread.most() / unit.size());
            return spread.least() == spread.most() || stretch.from().equals(stretch.to())
                    ? most
                    : Messages.text("chart.figure-chart.up-to", most);
        });
    }

    @Override
    String tick(double amount) {
        return unit.words().apply(amount).replaceFirst("\\.0+ ", " ");
    }
}
