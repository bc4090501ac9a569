package dev.planetfall.notice;

import dev.planetfall.migration.Alarm;
import java.time.Instant;

/**
 * An alarm on its way to a person.
 *
 * @param migration its name, for people
 * @param over whether the cause of the alarm is away
 */
public record Notice(Instant at, String migration, Alarm alarm, boolean over) {
    public String title() {
        return "Planetfall: " + (over ? "over" : alarm.level().title().toLowerCase(java.util.Locale.ROOT)) + " for "
                + migration;
    }

    public String text() {
        return over ? "Over: " + alarm.sentence() : alarm.sentence() + " " + alarm.advice();
    }
}
