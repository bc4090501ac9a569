package dev.planetfall.ui.page;

import dev.planetfall.language.Messages;
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
            case PAUSE -> Messages.text("page.pause.while-it-is-paused-planetscale", growth(state));
            case GIVE_UP -> Messages.text("page.pause.drops-the-subscription-on-planetscale");
            case NONE -> standing(state);
        };
    }

    private static String standing(MigrationState state) {
        boolean paused = state.replication().filter(now -> !now.enabled()).isPresent();
        return paused
                ? Messages.text("page.pause.replication-is-paused-the-source", growth(state))
                : Messages.text("page.pause.replication-can-be-paused-such");
    }

    private static String growth(MigrationState state) {
        long kept = state.replication().map(ReplicationStatus::walKept).orElse(0L);
        long hourly = state.writeRate().map(rate -> rate.logBytesIn(HOUR)).orElse(0L);
        String soFar = Messages.text("page.pause.so-far", Quantities.bytes(kept));
        String more = hourly == 0 ? "." : Messages.text("page.pause.and-about-more-an-hour", Quantities.bytes(hourly));
        return soFar + more + limit(state, kept, hourly);
    }

    private static String limit(MigrationState state, long kept, long hourly) {
        return state.replication()
                .filter(now -> now.walLimit().isPresent())
                .map(now -> {
                    long limit = now.walLimit().getAsLong();
                    String reached = hourly == 0
                            ? ""
                            : Messages.text(
                                    "page.pause.reached-in-about",
                                    Quantities.duration(Duration.ofSeconds(
                                            Math.max(0, limit - kept) / Math.max(1, hourly / 3_600))));
                    return Messages.text("page.pause.its-limit-is-beyond-it", Quantities.bytes(limit), reached);
                })
                .orElse(Messages.text("page.pause.it-has-no-limit-when"));
    }
}
