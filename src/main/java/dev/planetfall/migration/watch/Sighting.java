package dev.planetfall.migration.watch;

import dev.planetfall.migration.Alarm;
import java.time.Duration;

/**
 * A danger as it looks at one moment.
 *
 * @param fading it is no reason for an alarm any more, nor is it over: an alarm that stands goes on standing
 * @param patience how long it must be seen before there is an alarm, for what may pass by itself
 */
record Sighting(String id, Alarm.Level level, String sentence, String advice, boolean fading, Duration patience) {
    static Sighting of(String id, Alarm.Level level, String sentence, String advice) {
        return new Sighting(id, level, sentence, advice, false, Duration.ZERO);
    }

    Sighting fading(boolean newFading) {
        return new Sighting(id, level, sentence, advice, newFading, patience);
    }

    Sighting after(Duration newPatience) {
        return new Sighting(id, level, sentence, advice, fading, newPatience);
    }
}
