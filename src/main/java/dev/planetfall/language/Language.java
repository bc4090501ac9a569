package dev.planetfall.language;

import java.util.Arrays;
import java.util.Locale;

/** A language that the program speaks. */
public enum Language {
    ENGLISH(Locale.ENGLISH, "English"),
    GERMAN(Locale.GERMAN, "Deutsch");

    /** The name of the system property that decides, such as {@code -Dplanetfall.language=de}. */
    public static final String PROPERTY = "planetfall.language";

    private static volatile Language current = of(System.getProperty(
            PROPERTY, Locale.getDefault(Locale.Category.DISPLAY).getLanguage()));

    private final Locale locale;
    private final String ownName;

    Language(Locale locale, String ownName) {
        this.locale = locale;
        this.ownName = ownName;
    }

    /** The one that the program speaks now: as it was chosen, else as the system says, else English. */
    public static Language current() {
        return current;
    }

    /**
     * From now on the program speaks it. Sentences that were made before stay as they are, so this is done first of all when the program
     * starts.
     */
    public static void choose(Language language) {
        current = language;
    }

    /** The language of a tag such as {@code de} or {@code de-AT}; English where there is none of ours. */
    public static Language of(String tag) {
        String spoken = Locale.forLanguageTag(tag.replace('_', '-')).getLanguage();
        return Arrays.stream(values())
                .filter(language -> language.locale.getLanguage().equals(spoken))
                .findFirst()
                .orElse(ENGLISH);
    }

    /** By which numbers, dates and sentences are formed. */
    public Locale locale() {
        return locale;
    }

    /** Its code, such as {@code de}. */
    public String tag() {
        return locale.toLanguageTag();
    }

    /** As those call it who speak it. */
    public String ownName() {
        return ownName;
    }
}
