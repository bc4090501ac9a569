package dev.planetfall.ui;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.MigrationEvent;
import dev.planetfall.migration.MigrationState;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Tells alarms, and that a phase is done or needs somebody, outside of the window, as a person chose. Hears every event, from any thread, and never waits. */
public interface AlarmNotices extends BiConsumer<MigrationEvent, MigrationState> {
    /** Called on the JavaFX thread. */
    Choice choice();

    /** Remembers the choice. Called on the JavaFX thread. */
    void choose(Choice choice);

    /** Why this cannot be chosen, in a sentence. */
    Optional<String> problem(Choice choice);

    /** Sends a made-up alarm that way and says in a sentence what came of it. Takes its time. */
    String test(Choice choice);

    /** Somebody looks at the window now, or does not. */
    void lookedAt(boolean now);

    /**
     * How it is told.
     *
     * @param system whether alarms are notifications of the system
     * @param phases whether those who look elsewhere are told by such a one that a phase is done or needs them
     * @param address may hold a token: shown to the person who typed it, and to nobody else
     */
    record Choice(boolean system, boolean phases, boolean webhook, String address) {
        @Override
        public String toString() {
            return Messages.text("window.alarm-notices.choice-system-webhook", system, phases, webhook);
        }
    }
}
