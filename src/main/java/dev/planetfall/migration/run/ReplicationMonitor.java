package dev.planetfall.migration.run;

/** placeholder until the monitor is merged. */
final class ReplicationMonitor implements AutoCloseable {
    ReplicationMonitor(RunContext context) {}

    void start() {}

    @Override
    public void close() {}
}
