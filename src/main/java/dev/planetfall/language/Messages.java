package dev.planetfall.language;

import java.text.MessageFormat;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Sentences by their keys, in {@linkplain Language#current() the language of the person}. A key that no file knows is a fault of the
 * program ({@link java.util.MissingResourceException}); a test looks for such keys. For any thread.
 */
public final class Messages {
    private static final String FILE = "dev.planetfall.language.messages";
    private static final Map<Language, ResourceBundle> BUNDLES = new ConcurrentHashMap<>();

    private Messages() {}

    /** A sentence with values in the places that {@link MessageFormat} calls {@code {0}}, {@code {1}} and so on. */
    public static String text(String key, Object... values) {
        return format(key, Arrays.stream(values));
    }

    /** A sentence about a number of things, which is its {@code {0}}: there is a form for one and one for any other number. */
    public static String plural(String key, long count, Object... values) {
        Language language = Language.current();
        return format(
                key + (count == 1 ? ".one" : ".other"),
                Stream.concat(Stream.of(String.format(language.locale(), "%,d", count)), Arrays.stream(values)));
    }

    /** How a date or time is written: the message is a pattern of {@link DateTimeFormatter}. */
    public static DateTimeFormatter dates(String key) {
        return DateTimeFormatter.ofPattern(text(key), Language.current().locale());
    }

    /** Of all sentences. */
    public static Set<String> keys() {
        return bundle(Language.current()).keySet();
    }

    /** Values are put in as they are: whoever shows a quantity words it with its unit. */
    private static String format(String key, Stream<?> values) {
        Language language = Language.current();
        return new MessageFormat(bundle(language).getString(key), language.locale())
                .format(values.map(String::valueOf).toArray());
    }

    private static ResourceBundle bundle(Language language) {
        return BUNDLES.computeIfAbsent(
                language,
                chosen -> ResourceBundle.getBundle(
                        FILE, chosen.locale(), Control.getNoFallbackControl(Control.FORMAT_PROPERTIES)));
    }
}
