package dev.planetfall.migration.step;

import dev.planetfall.migration.Listing;
import dev.planetfall.migration.StepFailedException;
import dev.planetfall.migration.TableCopy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Tells an error that repeats from one that passes, such as a cut connection: PostgreSQL tries again by itself every few seconds
 * in both cases.
 */
final class RepeatedErrors {
    private final Clock clock;
    private final Duration patience;
    private long seen = -1;
    private long live = -1;
    private Optional<Instant> firstSeenAt = Optional.empty();

    RepeatedErrors(Clock clock, Duration patience) {
        this.clock = clock;
        this.patience = patience;
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
            String names = notLive(tables);
            throw new StepFailedException(
                    names.isEmpty()
                            ? "PlanetScale refuses a change and tries it again and again."
                            : "PlanetScale cannot copy and tries again and again: " + names + ".",
                    "PlanetScale's log names the error. Most often a table held rows already, or has a column or constraint"
                            + " that the source lacks. Mend it, then run this again: what is done is kept.");
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

    private static String notLive(List<TableCopy> tables) {
        return Listing.of(tables.stream()
                .filter(table -> !isLive(table))
                .map(TableCopy::table)
                .toList());
    }
}
