package dev.planetfall.migration.watch;

import dev.planetfall.migration.ErrorMeaning;
import dev.planetfall.postgres.SqlState;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One entry of the {@link ErrorCatalogue}: how a server words an error, and what that means.
 *
 * @param states codes that come with it; empty when any may
 * @param words found somewhere in the message
 * @param sure whether one of the codes alone says enough, for servers that do not speak English
 */
record KnownError(Set<String> states, Pattern words, boolean sure, ErrorMeaning meaning) {
    /** Known by its words, with whatever code. */
    static KnownError worded(String words, ErrorMeaning meaning) {
        return new KnownError(Set.of(), pattern(words), false, meaning);
    }

    /** Known by its code, or where no code is told by its words. */
    static KnownError coded(Set<String> states, String words, ErrorMeaning meaning) {
        return new KnownError(states, pattern(words), true, meaning);
    }

    boolean isSaidBy(String message) {
        return words.matcher(message).find();
    }

    boolean isCodedBy(SqlState state) {
        return sure && states.contains(state.code());
    }

    private static Pattern pattern(String words) {
        return Pattern.compile(words, Pattern.CASE_INSENSITIVE);
    }
}
