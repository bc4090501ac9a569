package dev.planetfall.migration;

import dev.planetfall.postgres.QualifiedName;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A stretch of a migration's history: one measurement, or several that were merged because they are long ago. Holds figures
 * only, neither names nor rows.
 *
 * @param from when the first of its measurements was made
 * @param to when the last of them was made; the same for a single one
 * @param afterGap whether nothing was measured for a while before it, so that nothing may be drawn between it and the one before
 * @param lagMillis age of the newest heartbeat seen on the target
 * @param walKept bytes of log that the source kept; empty without a slot
 * @param walLimit bytes of log after which the source gives the slot up; empty when it never does
 * @param copyRate bytes a second by which the first copy grew; empty when no table was being copied
 * @param applyRate bytes a second of the source's log that the target confirmed, whether they changed a replicated table or not
 * @param bytesCopied at its end
 * @param tables at its end
 */
public record HistoryStretch(
        Instant from,
        Instant to,
        boolean afterGap,
        Optional<Spread> lagBytes,
        Optional<Spread> lagMillis,
        Optional<Spread> walKept,
        OptionalLong walLimit,
        Optional<Spread> copyRate,
        Optional<Spread> applyRate,
        long bytesCopied,
        TableCounts tables) {

    /** @param before the measurement before this one; empty when it failed, or when this is the first since measuring began */
    public static HistoryStretch of(ReplicationStatus now, Optional<ReplicationStatus> before) {
        boolean hasSlot = now.walStatus().isPresent() || now.lagBytes().isPresent();
        return new HistoryStretch(
                now.at(),
                now.at(),
                before.isEmpty(),
                spread(now.lagBytes()),
                now.lagTime().map(lag -> Spread.of(lag.toMillis())),
                hasSlot ? Optional.of(Spread.of(now.walKept())) : Optional.empty(),
                now.walLimit(),
                before.flatMap(then -> copyRate(then, now)),
                before.flatMap(then -> applyRate(then, now)),
                now.bytesCopied(),
                TableCounts.of(now));
    }

    /** This stretch and the next one as one. */
    HistoryStretch with(HistoryStretch next) {
        return new HistoryStretch(
                from,
                next.to,
                afterGap,
                Spread.merged(lagBytes, next.lagBytes),
                Spread.merged(lagMillis, next.lagMillis),
                Spread.merged(walKept, next.walKept),
                next.walLimit,
                Spread.merged(copyRate, next.copyRate),
                Spread.merged(applyRate, next.applyRate),
                next.bytesCopied,
                next.tables);
    }

    HistoryStretch begun() {
        return new HistoryStretch(
                from, to, true, lagBytes, lagMillis, walKept, walLimit, copyRate, applyRate, bytesCopied, tables);
    }

    /**
     * Of the tables that were not there yet at the time before: of one that is copied once, its size on the source may grow for
     * ever, which is no copy.
     */
    private static Optional<Spread> copyRate(ReplicationStatus before, ReplicationStatus now) {
        Map<QualifiedName, TableCopy> unfinished = before.tables().stream()
                .filter(table -> !table.state().isCopied())
                .collect(Collectors.toMap(TableCopy::table, Function.identity(), (one, other) -> one));
        if (unfinished.isEmpty()) {
            return Optional.empty();
        }
        long bytes = now.tables().stream()
                .filter(table -> unfinished.containsKey(table.table()))
                .mapToLong(table -> Math.max(
                        0, table.bytesCopied() - unfinished.get(table.table()).bytesCopied()))
                .sum();
        return perSecond(bytes, before, now);
    }

    private static Optional<Spread> applyRate(ReplicationStatus before, ReplicationStatus now) {
        return before.confirmed()
                .flatMap(then -> now.confirmed().map(confirmed -> Math.max(0, confirmed.bytesSince(then))))
                .flatMap(bytes -> perSecond(bytes, before, now));
    }

    private static Optional<Spread> perSecond(long bytes, ReplicationStatus before, ReplicationStatus now) {
        long millis = Duration.between(before.at(), now.at()).toMillis();
        return millis <= 0 ? Optional.empty() : Optional.of(Spread.of(Math.round(bytes * 1_000.0 / millis)));
    }

    private static Optional<Spread> spread(OptionalLong value) {
        return value.isPresent() ? Optional.of(Spread.of(value.getAsLong())) : Optional.empty();
    }
}
