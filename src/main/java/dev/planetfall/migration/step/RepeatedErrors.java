package dev.planetfall.migration.step;

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
    private final Clock clock;
    private final Duration patience;
    private final Function<List<TableCopy>, Optional<StepFailedException>> reason;
    private long seen = -1;
    private long live = -1;
    private Optional<Instant> firstSeenAt = Optional.empty();

    /** @param reason finds out why these tables are not copied; asked once */
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
        if (risen && firstSeenAt.filter(this::isLongAgo).isPresent()) {
            List<TableCopy> waiting =
                    tables.stream().filter(table -> !isLive(table)).toList();
            throw reason.apply(waiting).orElseGet(() -> unexplained(waiting));
        }
        if (risen && firstSeenAt.isEmpty()) {
            firstSeenAt = Optional.of(clock.instant());
        }
        seen = errors;
        live = liveNow;
    }

    private boolean isLongAgo(Instant first) {
        return first.plus(patience).isBefore(clock.instant());
    }

    private static boolean isLive(TableCopy table) {
        return table.state() == TableCopy.State.READY;
    }

    private static StepFailedException unexplained(List<TableCopy> waiting) {
        return new StepFailedException(
                waiting.isEmpty()
                        ? "PlanetScale refuses a change and tries it again and again."
                        : "PlanetScale cannot copy and tries again and again: "
                                + Listing.of(
                                        waiting.stream().map(TableCopy::table).toList())
                                + ".",
                "PlanetScale's log names the error. Most often a table held rows already, or has a column or constraint"
                        + " that the source lacks. Mend it, then run this again: what is done is kept.");
    }
}
