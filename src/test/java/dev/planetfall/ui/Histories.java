package dev.planetfall.ui;

import dev.planetfall.migration.HistoryStretch;
import dev.planetfall.migration.ReplicationHistory;
import dev.planetfall.migration.Spread;
import dev.planetfall.migration.TableCounts;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;

/** Made-up histories: a copy of some hours, a night in which the program was closed, and a busy day. */
public final class Histories {
    public static final Duration PERIOD = Duration.ofSeconds(5);
    public static final Instant END = Instant.parse("2026-11-21T16:20:00Z");

    private static final double COPY_SHARE = 0.15;
    private static final double GAP_FROM = 0.4;
    private static final double GAP_TO = 0.55;
    private static final long MEGABYTE = 1L << 20;

    private Histories() {}

    /** Measured every five seconds for that long, until {@link #END}; for the last tenth of it the log grows. */
    public static ReplicationHistory of(Duration length, long tables) {
        Random random = new Random(7);
        long samples = length.dividedBy(PERIOD);
        ReplicationHistory history = ReplicationHistory.NONE;
        boolean gap = true;
        for (long i = 0; i <= samples; i++) {
            double share = (double) i / samples;
            if (share > GAP_FROM && share < GAP_TO) {
                gap = true;
                continue;
            }
            Instant at = END.minus(PERIOD.multipliedBy(samples - i));
            history = history.after(sample(at, gap, share, tables, random));
            gap = false;
        }
        return history;
    }

    private static HistoryStretch sample(Instant at, boolean gap, double share, long tables, Random random) {
        double copied = Math.min(1, share / COPY_SHARE);
        boolean copying = copied < 1;
        double bump = Math.exp(-Math.pow((share - 0.75) * 40, 2)) * 900;
        double growing = share > 0.9 ? (share - 0.9) * 10 : 0;
        long kept = Math.round((180 + 40 * Math.sin(share * 60) + bump + 2_600 * growing) * MEGABYTE);
        return new HistoryStretch(
                at,
                at,
                gap,
                Optional.of(Spread.of(Math.round((random.nextDouble() * 2 + bump) * MEGABYTE))),
                Optional.of(Spread.of(Math.round(18 + random.nextInt(30) + bump * 40))),
                Optional.of(Spread.of(kept)),
                OptionalLong.of(8L << 30),
                copying ? Optional.of(Spread.of((60 + random.nextInt(40)) * MEGABYTE)) : Optional.empty(),
                gap ? Optional.empty() : Optional.of(Spread.of(Math.round((1.5 + random.nextDouble()) * MEGABYTE))),
                Math.round(copied * 400) << 30,
                counts(tables, copied));
    }

    private static TableCounts counts(long tables, double copied) {
        long there = Math.round(tables * copied);
        long copying = Math.min(tables - there, Math.max(1, tables / 20));
        long catchingUp = copied < 1 ? Math.min(there, tables / 30) : 0;
        return new TableCounts(tables - there - copying, copying, 0, catchingUp, there - catchingUp);
    }
}
