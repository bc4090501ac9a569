package dev.planetfall.bench.copy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Figures as tables in Markdown: one line for each method, in the order in which they come. */
final class CopyTable {
    private static final String HEADER = """
            | Method | Runs, s | Median, s | To our native | To our snapshot | With start and statistics, s | WAL on target, MB | Servers' CPU, s | Clients' CPU, s | Peak heap, MB |%s
            |---|---|--:|--:|--:|--:|--:|--:|--:|--:|%s
            """;

    private CopyTable() {}

    /** All runs over the same data. */
    static String of(List<Figures> figures) {
        Map<String, List<Figures>> methods = byMethod(figures);
        boolean live = figures.stream().anyMatch(run -> run.drained().isPresent());
        StringBuilder table = new StringBuilder(
                live ? HEADER.formatted(" Drained in, s | Writes a second |", "--:|--:|") : HEADER.formatted("", ""));
        methods.values().forEach(runs -> table.append(line(runs, methods)).append('\n'));
        return table.toString();
    }

    /** A column for each amount of data, with the seconds and what one unit of it cost, in thousandths where asked. */
    static String growth(List<Figures> figures, String unit, double factor) {
        List<String> columns = figures.stream().map(Figures::data).distinct().toList();
        StringBuilder table = new StringBuilder(
                "| Method | " + String.join(" | ", columns) + " |\n|---|" + "--:|".repeat(columns.size()) + "\n");
        byMethod(figures).values().forEach(runs -> {
            Map<String, List<Figures>> sizes = runs.stream()
                    .collect(Collectors.groupingBy(Figures::data, LinkedHashMap::new, Collectors.toList()));
            String cells = columns.stream()
                    .map(column -> Optional.ofNullable(sizes.get(column))
                            .map(found -> cost(found, unit, factor))
                            .orElse("-"))
                    .collect(Collectors.joining(" | "));
            table.append("| %s | %s |%n".formatted(title(runs), cells));
        });
        return table.toString();
    }

    static double median(Collection<Figures> runs, ToDoubleFunction<Figures> figure) {
        double[] sorted = runs.stream().mapToDouble(figure).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static Map<String, List<Figures>> byMethod(List<Figures> figures) {
        return figures.stream()
                .collect(Collectors.groupingBy(Figures::keyword, LinkedHashMap::new, Collectors.toList()));
    }

    private static String line(List<Figures> runs, Map<String, List<Figures>> methods) {
        double median = median(runs, Figures::seconds);
        List<String> cells = new ArrayList<>(List.of(
                title(runs),
                runs.stream().map(run -> number(run.seconds())).collect(Collectors.joining(" ")),
                number(median),
                ratio(median, methods, OurCopy.NATIVE),
                ratio(median, methods, OurCopy.SNAPSHOT),
                number(median(runs, run -> Figures.seconds(run.copied().whole()))),
                "%d".formatted(Math.round(median(runs, run -> run.costs().walBytes()) / 1e6)),
                time(runs, run -> run.costs().servers()),
                time(runs, run -> run.costs().clients()),
                heap(runs)));
        if (runs.stream().anyMatch(run -> run.drained().isPresent())) {
            cells.add(time(runs, Figures::drained));
            cells.add(number(median(runs, run -> run.writesPerSecond().orElse(0.0))));
        }
        return "| " + String.join(" | ", cells) + " |";
    }

    /** How many times as long as ours. */
    private static String ratio(double median, Map<String, List<Figures>> methods, CopyMethod ours) {
        return Optional.ofNullable(methods.get(ours.keyword()))
                .map(runs -> String.format(Locale.ROOT, "%.2f", median / median(runs, Figures::seconds)))
                .orElse("-");
    }

    private static String cost(List<Figures> runs, String unit, double factor) {
        double seconds = median(runs, Figures::seconds);
        return "%s s, %s %s"
                .formatted(
                        number(seconds), number(seconds * factor / runs.get(0).amount()), unit);
    }

    private static String time(List<Figures> runs, Function<Figures, Optional<Duration>> figure) {
        return runs.stream().allMatch(run -> figure.apply(run).isPresent())
                ? number(median(runs, run -> Figures.seconds(figure.apply(run).orElseThrow())))
                : "-";
    }

    private static String heap(List<Figures> runs) {
        OptionalDouble most = runs.stream()
                .flatMapToLong(run -> run.copied().peakHeapBytes().stream())
                .asDoubleStream()
                .max();
        return most.isPresent() ? "%d".formatted(Math.round(most.getAsDouble() / 1e6)) : "-";
    }

    private static String title(List<Figures> runs) {
        return runs.get(0).title().replace("|", "\\|");
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
