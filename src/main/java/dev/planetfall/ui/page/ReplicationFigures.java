package dev.planetfall.ui.page;

import dev.planetfall.migration.Quantities;
import dev.planetfall.migration.ReplicationStatus;
import dev.planetfall.migration.TableCopy;
import java.time.Duration;
import java.util.List;

/** The numbers above the chart, each with the line below it. */
record ReplicationFigures(Figure tables, Figure bytes, Figure rate, Figure lagBytes, Figure lagTime, Figure logKept) {
    /** One number and what it means. */
    record Figure(String value, String below) {}

    private static final String UNKNOWN = "-";

    static final ReplicationFigures NONE = new ReplicationFigures(
            new Figure(UNKNOWN, ""),
            new Figure(UNKNOWN, ""),
            new Figure(UNKNOWN, ""),
            new Figure(UNKNOWN, ""),
            new Figure(UNKNOWN, ""),
            new Figure(UNKNOWN, ""));

    /** @param measurements oldest first, {@code now} included */
    static ReplicationFigures of(ReplicationStatus now, List<ReplicationStatus> measurements) {
        return new ReplicationFigures(
                tables(now),
                bytes(now),
                rate(now, CopyPace.of(measurements)),
                lagBytes(now),
                lagTime(now),
                logKept(now));
    }

    private static Figure tables(ReplicationStatus now) {
        long live = now.tablesIn(TableCopy.State.READY);
        long rest = now.tables().size() - live;
        return new Figure(live + " of " + now.tables().size(), rest == 0 ? "all of them" : rest + " still to come");
    }

    private static Figure bytes(ReplicationStatus now) {
        long done = CopyPace.bytesDone(now);
        long total = now.bytesTotal();
        long percent = total == 0 ? 100 : done * 100 / total;
        return new Figure(Quantities.bytes(done), "of " + Quantities.bytes(total) + ", " + percent + " %");
    }

    private static Figure rate(ReplicationStatus now, CopyPace pace) {
        if (CopyPace.bytesDone(now) == now.bytesTotal()) {
            return new Figure("Done", "first copy is complete");
        }
        if (pace.bytesPerSecond() <= 0) {
            return new Figure(UNKNOWN, "not known yet");
        }
        return new Figure(
                Quantities.bytes(Math.round(pace.bytesPerSecond())) + "/s",
                pace.timeLeft().map(left -> left + " left").orElse("time left not known yet"));
    }

    private static Figure lagBytes(ReplicationStatus now) {
        return now.lagBytes().isPresent()
                ? new Figure(Quantities.bytes(now.lagBytes().getAsLong()), "not confirmed yet")
                : new Figure(UNKNOWN, "not known yet");
    }

    private static Figure lagTime(ReplicationStatus now) {
        return now.lagTime()
                .map(lag -> new Figure(ReplicationSummary.lag(lag), "behind the source" + stale(lag)))
                .orElseGet(() -> new Figure(UNKNOWN, "no heartbeat yet"));
    }

    private static String stale(Duration lag) {
        return lag.compareTo(ReplicationSummary.SMALL_LAG) > 0 ? ", catching up" : "";
    }

    private static Figure logKept(ReplicationStatus now) {
        String limit = now.walLimit().isPresent()
                ? "of " + Quantities.bytes(now.walLimit().getAsLong()) + " allowed"
                : "no limit: watch the disk";
        return new Figure(Quantities.bytes(now.walKept()), limit);
    }
}
