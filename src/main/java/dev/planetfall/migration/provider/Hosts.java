package dev.planetfall.migration.provider;

import dev.planetfall.postgres.ConnectionSettings;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks at host names, in which capital letters and a final dot mean nothing. */
final class Hosts {
    private Hosts() {}

    static String name(ConnectionSettings settings) {
        String lower = settings.host().toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    static boolean endWith(ConnectionSettings settings, String suffix) {
        return name(settings).endsWith(suffix);
    }

    static boolean match(ConnectionSettings settings, Pattern pattern) {
        return pattern.matcher(name(settings)).matches();
    }

    /** The first group of a pattern that matches the whole name. */
    static Optional<String> part(ConnectionSettings settings, Pattern pattern) {
        Matcher matcher = pattern.matcher(name(settings));
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
