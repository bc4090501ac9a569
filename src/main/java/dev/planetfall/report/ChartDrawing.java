package dev.planetfall.report;

import dev.planetfall.migration.HistoryStretch;
import dev.planetfall.migration.Quantities;
import dev.planetfall.migration.ReplicationHistory;
import dev.planetfall.migration.Scale;
import dev.planetfall.migration.Spread;
import dev.planetfall.report.ChartPicture.Curve;
import dev.planetfall.report.ChartPicture.Moment;
import dev.planetfall.report.ChartPicture.Sample;
import dev.planetfall.report.ChartPicture.Tick;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Draws figures of a history over time. Where nothing was measured there is a gap. */
final class ChartDrawing {
    private static final int WIDTH = 960;
    private static final int HEIGHT = 220;
    private static final int LEFT = 80;
    private static final int RIGHT = WIDTH - 20;
    private static final int TOP = 30;
    private static final int BOTTOM = HEIGHT - 30;
    private static final int COLUMNS = 430;
    private static final int MOMENTS = 4;
    private static final int LEGEND_STEP = 170;
    private static final DateTimeFormatter CLOCK = format("HH:mm:ss");
    private static final DateTimeFormatter DAY = format("d MMM HH:mm");

    private final Instant from;
    private final long millis;
    private final List<List<HistoryStretch>> runs;

    /** @param history not empty */
    ChartDrawing(ReplicationHistory history) {
        List<HistoryStretch> stretches = history.stretches();
        from = stretches.get(0).from();
        millis = Math.max(
                1,
                Duration.between(from, stretches.get(stretches.size() - 1).to()).toMillis());
        runs = runs(stretches);
    }

    /**
     * A figure to draw.
     *
     * @param kind the style class
     */
    record Figure(String kind, String words, Function<HistoryStretch, Optional<Spread>> value) {}

    /**
     * @param unit of one step of the values, as the axis counts: 1,000 where values are milliseconds and the axis shows seconds
     * @param limit that belongs into the picture where the values come near to it
     */
    ChartPicture draw(
            String title,
            List<Figure> figures,
            double unit,
            DoubleFunction<Scale> scaling,
            DoubleFunction<String> words,
            OptionalLong limit) {
        double highest = figures.stream().mapToDouble(this::highest).max().orElse(0);
        boolean showsLimit = limit.isPresent() && limit.getAsLong() <= 3 * highest;
        Scale scale = scaling.apply(Math.max(1, (showsLimit ? Math.max(highest, (double) limit.getAsLong()) : highest))
                / unit);
        double top = scale.top() * unit;
        return new ChartPicture(
                title,
                title + ", from " + DAY.format(from) + " UTC over "
                        + Quantities.duration(Duration.ofMillis(millis)) + ", at most "
                        + words.apply(highest),
                String.valueOf(WIDTH),
                String.valueOf(HEIGHT),
                String.valueOf(LEFT),
                String.valueOf(RIGHT),
                String.valueOf(BOTTOM),
                ticks(scale, unit, words),
                moments(),
                figures.stream().map(figure -> curve(figure, top)).toList(),
                showsLimit ? List.of(tick((double) limit.getAsLong(), top, "limit")) : List.of(),
                figures.size() > 1 ? legend(figures) : List.of());
    }

    private List<Tick> ticks(Scale scale, double unit, DoubleFunction<String> words) {
        int count = (int) Math.round(scale.top() / scale.tick());
        return IntStream.rangeClosed(0, count)
                .mapToObj(i -> tick(i * scale.tick() * unit, scale.top() * unit, words.apply(i * scale.tick() * unit)))
                .toList();
    }

    private static Tick tick(double value, double top, String words) {
        double y = y(value, top);
        return new Tick(number(y), number(y + 4), words);
    }

    private List<Moment> moments() {
        DateTimeFormatter format = millis > Duration.ofHours(12).toMillis() ? DAY : CLOCK;
        return IntStream.rangeClosed(0, MOMENTS)
                .mapToObj(i -> new Moment(
                        number(LEFT + (double) (RIGHT - LEFT) * i / MOMENTS),
                        format.format(from.plusMillis(millis * i / MOMENTS)),
                        i == 0 ? "start" : i == MOMENTS ? "end" : "middle"))
                .toList();
    }

    private static List<Sample> legend(List<Figure> figures) {
        return IntStream.range(0, figures.size())
                .mapToObj(i -> new Sample(
                        figures.get(i).kind(),
                        number(LEFT + (double) i * LEGEND_STEP),
                        number(LEFT + (double) i * LEGEND_STEP + 18),
                        figures.get(i).words()))
                .toList();
    }

    private Curve curve(Figure figure, double top) {
        StringBuilder area = new StringBuilder();
        StringBuilder line = new StringBuilder();
        for (List<HistoryStretch> run : runs) {
            for (List<Column> columns : columns(run, figure)) {
                line.append(path(columns, 'M', column -> y(column.usual(), top)));
                area.append(path(columns, 'M', column -> y(column.most(), top)));
                List<Column> back = new ArrayList<>(columns);
                Collections.reverse(back);
                area.append(path(back, 'L', column -> y(column.least(), top))).append('Z');
            }
        }
        return new Curve(figure.kind(), area.toString(), line.toString());
    }

    /** A single measurement between two gaps is a short stroke, which can be seen. */
    private static String path(List<Column> columns, char begin, Function<Column, Double> y) {
        StringBuilder path = new StringBuilder();
        for (Column column : columns) {
            path.append(path.isEmpty() ? begin : 'L')
                    .append(number(column.x()))
                    .append(' ')
                    .append(number(y.apply(column)));
        }
        return columns.size() == 1 ? path + "h1" : path.toString();
    }

    /** The run in columns of the picture; in pieces where the figure was not measured in between. */
    private List<List<Column>> columns(List<HistoryStretch> run, Figure figure) {
        List<List<Column>> pieces = new ArrayList<>();
        List<Column> piece = new ArrayList<>();
        for (HistoryStretch stretch : run) {
            Optional<Spread> value = figure.value().apply(stretch);
            if (value.isPresent()) {
                add(piece, column(stretch, value.get()));
            } else if (!piece.isEmpty()) {
                pieces.add(piece);
                piece = new ArrayList<>();
            }
        }
        if (!piece.isEmpty()) {
            pieces.add(piece);
        }
        return pieces;
    }

    private static void add(List<Column> piece, Column column) {
        int last = piece.size() - 1;
        if (last >= 0 && piece.get(last).number() == column.number()) {
            piece.set(last, piece.get(last).with(column));
        } else {
            piece.add(column);
        }
    }

    private Column column(HistoryStretch stretch, Spread value) {
        double share = (double) Duration.between(from, stretch.to()).toMillis() / millis;
        return new Column(
                (int) Math.floor(share * COLUMNS),
                LEFT + share * (RIGHT - LEFT),
                value.least(),
                value.most(),
                value.last());
    }

    private double highest(Figure figure) {
        return runs.stream()
                .flatMap(List::stream)
                .flatMap(stretch -> figure.value().apply(stretch).stream())
                .mapToDouble(Spread::most)
                .max()
                .orElse(0);
    }

    private static double y(double value, double top) {
        return BOTTOM - Math.min(1, value / top) * (BOTTOM - TOP);
    }

    private static List<List<HistoryStretch>> runs(List<HistoryStretch> stretches) {
        List<List<HistoryStretch>> runs = new ArrayList<>();
        for (HistoryStretch stretch : stretches) {
            if (runs.isEmpty() || stretch.afterGap()) {
                runs.add(new ArrayList<>());
            }
            runs.get(runs.size() - 1).add(stretch);
        }
        return runs;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private static DateTimeFormatter format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
    }

    /** What was measured in one column of the picture. */
    private record Column(int number, double x, double least, double most, double usual) {
        Column with(Column next) {
            return new Column(number, next.x, Math.min(least, next.least), Math.max(most, next.most), next.usual);
        }
    }
}
