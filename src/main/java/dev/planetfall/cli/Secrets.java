package dev.planetfall.cli;

import dev.planetfall.postgres.Password;
import java.util.regex.Pattern;

/** Keeps passwords out of messages that quote what was typed. */
final class Secrets {
    private static final Pattern IN_URI = Pattern.compile("(://[^:/@\\s]*:)\\S+@");
    private static final Pattern AS_KEYWORD =
            Pattern.compile("(?i)(password\\s*=\\s*)('(?:[^'\\\\]|\\\\.)*'|[^\\s&]+)");

    private Secrets() {}

    /** The text with whatever looks like a password in a connection string replaced. */
    static String hidden(String text) {
        String withoutUserInfo = IN_URI.matcher(text).replaceAll("$1" + Password.MASK + "@");
        return AS_KEYWORD.matcher(withoutUserInfo).replaceAll("$1" + Password.MASK);
    }
}
