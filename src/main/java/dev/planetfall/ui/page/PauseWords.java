package dev.planetfall.ui.page;

import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Quantities;
import dev.planetfall.migration.ReplicationStatus;
import java.time.Duration;

/** What pausing replication, or giving it up, leads to. */
final class PauseWords {
    private static final Duration HOUR = Duration.ofHours(1);

    /** What is to be confirmed. */
    enum Question {
        NONE,
        PAUSE,
        GIVE_UP
    }

    private PauseWords() {}

    static String of(Question question, MigrationState state) {
        return switch (question) {
            case PAUSE ->
                "While it is paused, PlanetScale takes no changes, and the source keeps every one of them for it"
                        + growth(state) + " Nothing is lost while that log is kept; the slot stays.";
            case GIVE_UP ->
                "Drops the subscription on PlanetScale, and the slot and publication on the source, which then keeps no more"
                        + " log. Copied rows stay on PlanetScale, and another start begins from the beginning. To keep what was"
                        + " copied, pause instead.";
            case NONE -> standing(state);
        };
    }

    private static String standing(MigrationState state) {
        boolean paused = state.replication().filter(now -> !now.enabled()).isPresent();
        return paused
                ? "Replication is paused. The source keeps every change" + growth(state)
                : "Replication can be paused, such as for maintenance on PlanetScale; the source keeps every change meanwhile.";
    }

    private static String growth(MigrationState state) {
        long kept = state.replication().map(ReplicationStatus::walKept).orElse(0L);
        long hourly = state.writeRate().map(rate -> rate.logBytesIn(HOUR)).orElse(0L);
        String soFar = ": " + Quantities.bytes(kept) + " so far";
        String more = hourly == 0
                ? "."
                : ", and about " + Quantities.bytes(hourly) + " more an hour by what the checks measured.";
        return soFar + more + limit(state, kept, hourly);
    }

    private static String limit(MigrationState state, long kept, long hourly) {
        return state.replication()
                .filter(now -> now.walLimit().isPresent())
                .map(now -> {
                    long limit = now.walLimit().getAsLong();
                    String reached = hourly == 0
                            ? ""
                            : ", reached in about "
                                    + Quantities.duration(Duration.ofSeconds(
                                            Math.max(0, limit - kept) / Math.max(1, hourly / 3_600)));
                    return " Its limit is " + Quantities.bytes(limit) + reached
                            + "; beyond it replication is lost and the copy must begin again.";
                })
                .orElse(" It has no limit: when its disk is full, your application stops.");
    }
}
