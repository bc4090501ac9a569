package dev.planetfall.notice;

import dev.planetfall.desktop.DesktopException;
import dev.planetfall.desktop.LauncherBar;
import dev.planetfall.migration.Advance;
import dev.planetfall.migration.MigrationEvent;
import dev.planetfall.migration.MigrationState;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.BiConsumer;

/** Draws how far the running phase is on the program's icon, per cent by per cent. Hears every event, from any thread, and never waits. */
public final class LauncherProgress implements BiConsumer<MigrationEvent, MigrationState>, AutoCloseable {
    private static final int HUNDRED = 100;
    private static final long CLOSING_SECONDS = 2;

    private final Optional<String> address;
    private final ThreadPoolExecutor worker = Background.named("launcher-progress");
    private OptionalInt drawn = OptionalInt.empty();
    /** Touched by the worker alone; begun with the first bar. */
    private Optional<LauncherBar> bar = Optional.empty();

    /** @param address of the bus of this session; empty where there is none, and then nothing is drawn */
    public LauncherProgress(Optional<String> address) {
        this.address = address;
    }

    @Override
    public void accept(MigrationEvent event, MigrationState state) {
        if (address.isEmpty()) {
            return;
        }
        OptionalDouble fraction = Advance.of(state);
        OptionalInt percent =
                fraction.isPresent() ? OptionalInt.of((int) (fraction.getAsDouble() * HUNDRED)) : OptionalInt.empty();
        if (isNew(percent)) {
            worker.execute(() -> draw(fraction));
        }
    }

    @Override
    public void close() {
        worker.execute(() -> bar.ifPresent(shown -> {
            shown.show(OptionalDouble.empty());
            shown.close();
        }));
        Background.end(worker, CLOSING_SECONDS);
    }

    private synchronized boolean isNew(OptionalInt percent) {
        boolean changed = !drawn.equals(percent);
        drawn = percent;
        return changed;
    }

    private void draw(OptionalDouble fraction) {
        try {
            if (bar.isEmpty()) {
                bar = address.map(LauncherBar::onBus);
            }
            bar.ifPresent(shown -> shown.show(fraction));
        } catch (DesktopException e) {
            // A session that ended took its dock along; the next per cent tries again.
            bar = Optional.empty();
        }
    }
}
