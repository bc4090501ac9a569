package dev.planetfall.notice;

import dev.planetfall.language.Messages;
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
        return over
                ? Messages.text("notice.notice.planetfall-over-for", migration)
                : Messages.text("notice.notice.planetfall-for", alarm.level().title(), migration);
    }

    public String text() {
        return over ? Messages.text("notice.notice.over", alarm.sentence()) : alarm.sentence() + " " + alarm.advice();
    }
}
