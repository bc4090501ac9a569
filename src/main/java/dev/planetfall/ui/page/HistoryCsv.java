package dev.planetfall.ui.page;

import dev.planetfall.migration.HistoryStretch;
import dev.planetfall.migration.ReplicationHistory;
import dev.planetfall.migration.Spread;
import dev.planetfall.migration.TableCounts;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The history as a table for spreadsheets: times in UTC, figures as plain numbers, empty where nothing was measured. Of a stretch that was
 * merged, it tells the highest and the newest value.
 */
final class HistoryCsv {
    private static final List<String> COLUMNS = List.of(
            "from",
            "to",
            "after_gap",
            "lag_bytes_max",
            "lag_bytes",
            "lag_ms_max",
            "lag_ms",
            "log_kept_bytes_max",
            "log_kept_bytes",
            "log_limit_bytes",
            "copy_bytes_per_s_max",
            "copy_bytes_per_s",
            "apply_log_bytes_per_s_max",
            "apply_log_bytes_per_s",
            "copied_bytes",
            "tables_waiting",
            "tables_copying",
            "tables_copied",
            "tables_catching_up",
            "tables_live");

    private HistoryCsv() {}

    static String of(ReplicationHistory history) {
        return Stream.concat(
                        Stream.of(String.join(",", COLUMNS)),
                        history.stretches().stream().map(HistoryCsv::line))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String line(HistoryStretch stretch) {
        TableCounts tables = stretch.tables();
        return Stream.of(
                        stretch.from(),
                        stretch.to(),
                        stretch.afterGap(),
                        figure(stretch.lagBytes()),
                        figure(stretch.lagMillis()),
                        figure(stretch.walKept()),
                        stretch.walLimit().isPresent() ? stretch.walLimit().getAsLong() : "",
                        figure(stretch.copyRate()),
                        figure(stretch.applyRate()),
                        stretch.bytesCopied(),
                        tables.waiting(),
                        tables.copying(),
                        tables.copied(),
                        tables.catchingUp(),
                        tables.live())
                .map(String::valueOf)
                .collect(Collectors.joining(","));
    }

    private static String figure(Optional<Spread> figure) {
        return figure.map(spread -> spread.most() + "," + spread.last()).orElse(",");
    }
}
