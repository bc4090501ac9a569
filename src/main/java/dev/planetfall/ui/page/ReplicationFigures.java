package dev.planetfall.ui.page;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.Quantities;
import dev.planetfall.migration.ReplicationStatus;
import dev.planetfall.migration.TableCopy;
import dev.planetfall.migration.watch.CopyPace;
import java.util.List;

/** The numbers above the chart, each with the line below it. */
record ReplicationFigures(Figure tables, Figure bytes, Figure rate, Figure lag, Figure logKept) {
    /** One number and what it means. */
    record Figure(String value, String below) {}

    private static final String UNKNOWN = "-";

    static final ReplicationFigures NONE = new ReplicationFigures(
            new Figure(UNKNOWN, ""),
            new Figure(UNKNOWN, ""),
            new Figure(UNKNOWN, ""),
            new Figure(UNKNOWN, ""),
            new Figure(UNKNOWN, ""));

    /** @param measurements oldest first, {@code now} included */
    static ReplicationFigures of(ReplicationStatus now, List<ReplicationStatus> measurements) {
        return new ReplicationFigures(
                tables(now), bytes(now), rate(now, CopyPace.of(measurements)), lag(now), logKept(now));
    }

    /** Without replication a table whose rows are there is done. */
    ReplicationFigures ofCopy(ReplicationStatus now) {
        long waiting = now.tablesToCopy();
        return new ReplicationFigures(
                tables(now.tables().size() - waiting, now.tables().size()), bytes, rate, lag, logKept);
    }

    private static Figure tables(ReplicationStatus now) {
        return tables(now.tablesIn(TableCopy.State.READY), now.tables().size());
    }

    private static Figure tables(long done, int all) {
        long rest = all - done;
        return new Figure(
                Messages.text("page.replication-figures.of-2", done, all),
                rest == 0
                        ? Messages.text("page.replication-figures.all-of-them")
                        : Messages.text("page.replication-figures.still-to-come", rest));
    }

    private static Figure bytes(ReplicationStatus now) {
        long done = CopyPace.bytesDone(now);
        long total = now.bytesTotal();
        long percent = total == 0 ? 100 : done * 100 / total;
        return new Figure(
                Quantities.bytes(done),
                Messages.text("page.replication-figures.of-3", percent, Quantities.bytes(total)));
    }

    private static Figure rate(ReplicationStatus now, CopyPace pace) {
        if (CopyPace.bytesDone(now) == now.bytesTotal()) {
            return new Figure(
                    Messages.text("page.replication-figures.done"),
                    Messages.text("page.replication-figures.nothing-left-to-copy"));
        }
        if (pace.bytesPerSecond() <= 0) {
            return new Figure(UNKNOWN, Messages.text("page.replication-figures.not-known-yet"));
        }
        return new Figure(
                Quantities.bytes(Math.round(pace.bytesPerSecond())) + "/s",
                pace.timeLeft()
                        .map(left -> Messages.text("page.replication-figures.left", left))
                        .orElse(Messages.text("page.replication-figures.time-left-not-known-yet")));
    }

    private static Figure lag(ReplicationStatus now) {
        String waiting = now.lagBytes().isPresent()
                ? Messages.text(
                        "page.replication-figures.waiting",
                        Quantities.bytes(now.lagBytes().getAsLong()))
                : Messages.text("page.replication-figures.not-known-yet");
        return new Figure(now.lagTime().map(Quantities::duration).orElse(UNKNOWN), waiting);
    }

    private static Figure logKept(ReplicationStatus now) {
        String limit = now.walLimit().isPresent()
                ? Messages.text(
                        "page.replication-figures.of",
                        Quantities.bytes(now.walLimit().getAsLong()))
                : Messages.text("page.replication-figures.no-limit-set");
        return new Figure(Quantities.bytes(now.walKept()), limit);
    }
}
