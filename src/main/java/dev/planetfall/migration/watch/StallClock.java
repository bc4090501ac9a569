package dev.planetfall.migration.watch;

import dev.planetfall.migration.ReplicationStatus;
import dev.planetfall.migration.TableCopy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How long nothing has arrived: in the copy, no byte, row or state of a table changed; afterwards, no newer heartbeat was seen on the
 * target. Used by one thread.
 */
public final class StallClock {
    /** The age of a heartbeat is measured, not exact. */
    private static final Duration INEXACT = Duration.ofSeconds(2);

    private final Duration limit;
    private Optional<Mark> reached = Optional.empty();

    public StallClock(Duration limit) {
        this.limit = limit;
    }

    private record Mark(Instant at, List<Object> copied, Optional<Instant> beat) {}

    /** Since when nothing has arrived, if that is long enough to call it a standstill. A pause is none. */
    public Optional<Duration> look(ReplicationStatus now) {
        Mark mark = new Mark(now.at(), copied(now), now.lagTime().map(now.at()::minus));
        boolean moved = reached.filter(before -> !hasMoved(before, mark, now)).isEmpty();
        if (moved || !now.enabled()) {
            reached = Optional.of(mark);
        }
        Duration silence = Duration.between(reached.orElseThrow().at(), now.at());
        return silence.compareTo(limit) >= 0 ? Optional.of(silence) : Optional.empty();
    }

    private static boolean hasMoved(Mark before, Mark mark, ReplicationStatus now) {
        if (!before.copied().equals(mark.copied())) {
            return true;
        }
        boolean nothingWaits =
                now.allTablesLive() && (mark.beat().isEmpty() || now.lagBytes().orElse(0) == 0);
        boolean beats = now.allTablesLive()
                && mark.beat()
                        .filter(beat -> before.beat()
                                .filter(old -> !beat.isAfter(old.plus(INEXACT)))
                                .isEmpty())
                        .isPresent();
        return nothingWaits || beats;
    }

    /** The sizes on the source change with what others write. */
    private static List<Object> copied(ReplicationStatus now) {
        return now.tables().stream()
                .<Object>map(table -> List.of(
                        table.table(), table.state(), isCopied(table) ? 0L : table.bytesCopied(), table.rowsCopied()))
                .toList();
    }

    private static boolean isCopied(TableCopy table) {
        return table.state().isCopied();
    }
}
