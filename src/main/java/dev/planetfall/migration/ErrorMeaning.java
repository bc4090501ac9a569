package dev.planetfall.migration;

import dev.planetfall.language.Messages;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a server's error means for a person.
 *
 * @param id stable, such as {@code slot-invalidated}
 * @param cause what is wrong, in a sentence
 * @param fix what to do about it
 * @param retry whether it is safe to try again
 * @param risk whether data is at risk
 */
public record ErrorMeaning(String id, String cause, String fix, Answer retry, Answer risk) {
    /** @param why a sentence, or several */
    public record Answer(boolean yes, String why) {
        public static Answer yes(String why) {
            return new Answer(true, why);
        }

        public static Answer no(String why) {
            return new Answer(false, why);
        }

        @Override
        public String toString() {
            return Messages.text(yes ? "migration.error-meaning.yes" : "migration.error-meaning.no", why);
        }
    }

    /** All of it, a line each, for people. */
    public List<String> lines() {
        return Stream.concat(
                        Stream.of(
                                Messages.text("migration.error-meaning.cause", cause),
                                Messages.text("migration.error-meaning.what-to-do", fix)),
                        consequences().stream())
                .toList();
    }

    /** Without cause and fix, a line each. */
    public List<String> consequences() {
        return List.of(
                Messages.text("migration.error-meaning.safe-to-try-again", retry),
                Messages.text("migration.error-meaning.data-at-risk", risk));
    }
}
