package dev.planetfall.store;

import dev.planetfall.migration.HistoryStretch;
import dev.planetfall.migration.Spread;
import dev.planetfall.migration.TableCounts;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A stretch of history as a line of numbers between commas, a tenth of what JSON takes: begin and length in milliseconds, 1
 * behind a gap, then the figures. A figure that was the same all the time is one number, otherwise {@code lowest/highest/last}.
 */
final class HistoryLine {
    private static final int FIELDS = 14;

    private HistoryLine() {}

    static String write(HistoryStretch stretch) {
        TableCounts tables = stretch.tables();
        return Stream.of(
                        stretch.from().toEpochMilli(),
                        stretch.to().toEpochMilli() - stretch.from().toEpochMilli(),
                        stretch.afterGap() ? "1" : "",
                        text(stretch.lagBytes()),
                        text(stretch.lagMillis()),
                        text(stretch.walKept()),
                        stretch.walLimit().isPresent() ? stretch.walLimit().getAsLong() : "",
                        text(stretch.copyRate()),
                        text(stretch.applyRate()),
                        stretch.bytesCopied(),
                        tables.waiting() + "/" + tables.copying() + "/" + tables.copied(),
                        tables.catchingUp(),
                        tables.live(),
                        // A line that was torn in the middle of its last number would be another number.
                        ".")
                .map(String::valueOf)
                .collect(Collectors.joining(","));
    }

    /** Empty when it is no whole line, as a crash may leave one. */
    static Optional<HistoryStretch> read(String line) {
        List<String> fields = Arrays.asList(line.split(",", -1));
        if (fields.size() != FIELDS || !fields.get(FIELDS - 1).equals(".")) {
            return Optional.empty();
        }
        try {
            return Optional.of(stretch(fields));
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private static HistoryStretch stretch(List<String> fields) {
        long from = Long.parseLong(fields.get(0));
        List<Long> copies = numbers(fields.get(10));
        return new HistoryStretch(
                Instant.ofEpochMilli(from),
                Instant.ofEpochMilli(from + Long.parseLong(fields.get(1))),
                fields.get(2).equals("1"),
                spread(fields.get(3)),
                spread(fields.get(4)),
                spread(fields.get(5)),
                fields.get(6).isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(fields.get(6))),
                spread(fields.get(7)),
                spread(fields.get(8)),
                Long.parseLong(fields.get(9)),
                new TableCounts(
                        copies.get(0),
                        copies.get(1),
                        copies.get(2),
                        Long.parseLong(fields.get(11)),
                        Long.parseLong(fields.get(12))));
    }

    private static String text(Optional<Spread> spread) {
        return spread.map(known -> known.equals(Spread.of(known.last()))
                        ? String.valueOf(known.last())
                        : known.least() + "/" + known.most() + "/" + known.last())
                .orElse("");
    }

    private static Optional<Spread> spread(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        List<Long> numbers = numbers(text);
        return Optional.of(
                numbers.size() == 1
                        ? Spread.of(numbers.get(0))
                        : new Spread(numbers.get(0), numbers.get(1), numbers.get(2)));
    }

    private static List<Long> numbers(String text) {
        return Arrays.stream(text.split("/", -1)).map(Long::valueOf).toList();
    }
}
