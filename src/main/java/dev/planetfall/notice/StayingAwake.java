package dev.planetfall.notice;

import dev.planetfall.desktop.Wakefulness;
import dev.planetfall.language.Messages;
import dev.planetfall.migration.MigrationEvent;
import dev.planetfall.migration.MigrationEvent.PhaseEnded;
import dev.planetfall.migration.MigrationEvent.PhaseStarted;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.PhaseStatus;
import dev.planetfall.migration.WayBackEvent.RollBackEnded;
import dev.planetfall.migration.WayBackEvent.RollBackStarted;
import java.util.Optional;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Keeps this computer from going to sleep by itself while rows travel through it, and while writers may be stopped. Hears every event, from
 * any thread, and never waits.
 */
public final class StayingAwake implements BiConsumer<MigrationEvent, MigrationState>, AutoCloseable {
    private static final long CLOSING_SECONDS = 3;

    private final Function<String, Optional<Wakefulness>> means;
    private final ThreadPoolExecutor worker = Background.named("staying-awake");
    /** Touched by the worker alone. */
    private Optional<Wakefulness> held = Optional.empty();

    public StayingAwake() {
        this(Wakefulness::begin);
    }

    /** @param means begins it, for the reason given */
    StayingAwake(Function<String, Optional<Wakefulness>> means) {
        this.means = means;
    }

    @Override
    public void accept(MigrationEvent event, MigrationState state) {
        boolean changes = event instanceof PhaseStarted
                || event instanceof PhaseEnded
                || event instanceof RollBackStarted
                || event instanceof RollBackEnded;
        if (changes) {
            boolean needed = needsThisComputer(state);
            worker.execute(() -> hold(needed));
        }
    }

    /** Whether something would break off if this computer slept now. */
    static boolean needsThisComputer(MigrationState state) {
        boolean copying = state.status(Phase.REPLICATE) == PhaseStatus.RUNNING
                && state.method().copiesThroughThisComputer();
        return copying
                || state.status(Phase.CUTOVER) == PhaseStatus.RUNNING
                || state.wayBack().rollingBack() == PhaseStatus.RUNNING;
    }

    @Override
    public void close() {
        worker.execute(() -> hold(false));
        Background.end(worker, CLOSING_SECONDS);
    }

    private void hold(boolean needed) {
        if (needed && held.isEmpty()) {
            held = means.apply(Messages.text("notice.staying-awake.a-database-is-being-moved"));
        } else if (!needed) {
            held.ifPresent(Wakefulness::close);
            held = Optional.empty();
        }
    }
}
