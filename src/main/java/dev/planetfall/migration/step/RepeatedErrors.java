package dev.planetfall.migration.step;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.Listing;
import dev.planetfall.migration.StepFailedException;
import dev.planetfall.migration.TableCopy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Tells an error that repeats from one that passes, such as a cut connection: PostgreSQL tries again by itself every few seconds
 * in both cases.
 */
final class RepeatedErrors {
    /** A reason that is found is certain, and need not be waited for as long as an error that may pass. */
    private static final int EARLY = 4;

    private final Clock clock;
    private final Duration patience;
    private final Function<List<TableCopy>, Optional<StepFailedException>> reason;
    private long seen = -1;
    private long live = -1;
    private Optional<Instant> firstSeenAt = Optional.empty();
    private boolean asked;

    /** @param reason finds out why these tables are not copied; asked early, and once more at last */
    RepeatedErrors(Clock clock, Duration patience, Function<List<TableCopy>, Optional<StepFailedException>> reason) {
        this.clock = clock;
        this.patience = patience;
        this.reason = reason;
    }

    /**
     * @param errors since the subscription was made
     * @throws StepFailedException when errors have come again and again for longer than the patience and no table became live
     */
    void refuse(long errors, List<TableCopy> tables) {
        long liveNow = tables.stream().filter(RepeatedErrors::isLive).count();
        boolean risen = seen >= 0 && errors > seen;
        if (liveNow != live) {
            firstSeenAt = Optional.empty();
        }
        if (risen && isLongAgo(patience)) {
            throw why(tables).orElseGet(() -> unexplained(waiting(tables)));
        }
        if (risen && !asked && isLongAgo(patience.dividedBy(EARLY))) {
            asked = true;
            why(tables).ifPresent(refusal -> {
                throw refusal;
            });
        }
        if (risen && firstSeenAt.isEmpty()) {
            firstSeenAt = Optional.of(clock.instant());
        }
        seen = errors;
        live = liveNow;
    }

    private Optional<StepFailedException> why(List<TableCopy> tables) {
        return reason.apply(waiting(tables));
    }

    private boolean isLongAgo(Duration time) {
        return firstSeenAt
                .filter(first -> first.plus(time).isBefore(clock.instant()))
                .isPresent();
    }

    private static List<TableCopy> waiting(List<TableCopy> tables) {
        return tables.stream().filter(table -> !isLive(table)).toList();
    }

    private static boolean isLive(TableCopy table) {
        return table.state() == TableCopy.State.READY;
    }

    private static StepFailedException unexplained(List<TableCopy> waiting) {
        return new StepFailedException(
                waiting.isEmpty()
                        ? Messages.text("step.repeated-errors.planetscale-refuses-a-change-and")
                        : Messages.text(
                                "step.repeated-errors.planetscale-cannot-copy-and-tries",
                                Listing.of(
                                        waiting.stream().map(TableCopy::table).toList())),
                Messages.text("step.repeated-errors.planetscales-log-names-the-error"));
    }
}
