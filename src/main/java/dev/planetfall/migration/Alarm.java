package dev.planetfall.migration;

import dev.planetfall.language.Messages;
import java.time.Instant;
import java.util.Comparator;

/**
 * Something that endangers the source or the migration if nobody does anything.
 *
 * @param id stable, such as {@code log-limit}; at most one alarm of each stands at a time
 * @param sentence what is so, with figures as measured last; holds neither rows nor secrets
 * @param advice what to do about it
 * @param since when it was raised, or became this urgent
 */
public record Alarm(String id, Level level, String sentence, String advice, Instant since) {
    public static final Comparator<Alarm> MOST_URGENT_FIRST =
            Comparator.comparing(Alarm::level).reversed().thenComparing(Alarm::since);

    /** How much time there is. */
    public enum Level {
        /** Somebody should look today. */
        WARNING(Messages.text("migration.alarm.warning")),
        /** Somebody must act now: the source or the copy is about to be lost, or is. */
        CRITICAL(Messages.text("migration.alarm.alarm"));

        private final String title;

        Level(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }
}
