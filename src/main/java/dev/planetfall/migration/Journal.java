package dev.planetfall.migration;

/** Where events are written before anyone hears of them, so that a crash forgets nothing that was shown. */
@FunctionalInterface
public interface Journal {
    /** Keeps nothing: for previews and tests. */
    Journal NONE = event -> {};

    /** Returns once the event is on disk, or {@linkplain MigrationEvent#isSyncedAtOnce on its way}. Called by one thread at a time. */
    void append(MigrationEvent event);
}
