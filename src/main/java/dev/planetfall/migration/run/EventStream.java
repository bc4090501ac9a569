package dev.planetfall.migration.run;

import dev.planetfall.migration.Journal;
import dev.planetfall.migration.MigrationEvent;
import dev.planetfall.migration.MigrationState;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers every event, in one order for all, after it was journaled. Thread-safe: workers and the monitor publish at the
 * same time. Listeners run on the publishing thread, one event at a time; one that throws is logged and does not disturb
 * the others.
 */
public final class EventStream {
    private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);

    private final Journal journal;
    private final List<BiConsumer<MigrationEvent, MigrationState>> listeners = new CopyOnWriteArrayList<>();
    private MigrationState state;

    public EventStream(Journal journal, MigrationState initial) {
        this.journal = journal;
        this.state = initial;
    }

    public synchronized MigrationState state() {
        return state;
    }

    public synchronized void publish(MigrationEvent event) {
        if (event.isJournaled()) {
            journal.append(event);
        }
        state = state.after(event);
        for (BiConsumer<MigrationEvent, MigrationState> listener : listeners) {
            deliver(listener, event);
        }
    }

    /** From now on tells the listener each event and the state after it, until the subscription is closed. */
    public Subscription subscribe(BiConsumer<MigrationEvent, MigrationState> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    private void deliver(BiConsumer<MigrationEvent, MigrationState> listener, MigrationEvent event) {
        try {
            listener.accept(event, state);
        } catch (RuntimeException e) {
            LOG.error("A listener failed on {}", event.getClass().getSimpleName(), e);
        }
    }

    /** Ends a {@link #subscribe}. */
    @FunctionalInterface
    public interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
