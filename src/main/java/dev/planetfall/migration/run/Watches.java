package dev.planetfall.migration.run;

import dev.planetfall.migration.watch.AlarmLimits;
import java.util.List;
import java.util.function.Supplier;

/** What watches a migration beside its work, each on a thread of its own. Thread-safe. */
final class Watches implements AutoCloseable {
    private volatile List<Watch> running = List.of();
    private boolean begun;

    /**
     * Does nothing while they run already.
     *
     * @return whether it is the first time
     */
    synchronized boolean start(Supplier<RunContext> contexts, AlarmLimits limits) {
        boolean isFirst = !begun;
        begun = true;
        if (running.isEmpty()) {
            running = List.of(
                    Watch.start(
                            "replication-monitor", contexts.get(), context -> new ReplicationMonitor(context).watch()),
                    Watch.start(
                            "source-safety-watch", contexts.get(), context -> new SafetyWatch(context, limits).watch()),
                    Watch.start(
                            "schema-drift-watch",
                            contexts.get(),
                            context -> new DriftWatch(context, DriftWatch.PERIOD).watch()));
        }
        return isFirst;
    }

    /** Ends the rest of each before its time. Waits for nobody. */
    void call() {
        running.forEach(Watch::call);
    }

    /** May wait some seconds until the servers let go of their sessions. */
    @Override
    public void close() {
        take().forEach(Watch::close);
    }

    private synchronized List<Watch> take() {
        List<Watch> taken = running;
        running = List.of();
        return taken;
    }
}
