package dev.planetfall.postgres;

import java.util.regex.Pattern;

/** Passwords in what people type or paste where none belongs: inside an address, or behind the word for it. */
public final class PastedSecret {
    /** One slash is what a path makes of two. */
    private static final Pattern IN_ADDRESS = Pattern.compile("(:/{1,2}[^:/@\\s]*:)\\S+@");

    private static final Pattern AS_KEYWORD =
            Pattern.compile("(?i)(password\\s*=\\s*)('[^'\\\\]*+(?:\\\\.[^'\\\\]*+)*+'|[^\\s&;]+)");

    /** Of one letter it is a drive of Windows. */
    private static final Pattern SCHEME = Pattern.compile("(?is)\\s*[\"'`<]?[a-z][a-z0-9+.:-]+:/.*");

    private PastedSecret() {}

    /** The text with {@link Password#MASK} in the place of whatever looks like a password. */
    public static String masked(String text) {
        String withoutUserInfo = IN_ADDRESS.matcher(text).replaceAll("$1" + Password.MASK + "@");
        return AS_KEYWORD.matcher(withoutUserInfo).replaceAll("$1" + Password.MASK);
    }

    public static boolean isIn(String text) {
        return IN_ADDRESS.matcher(text).find() || AS_KEYWORD.matcher(text).find();
    }

    /** Whether it is an address, or holds a password: neither a name nor a path is. */
    public static boolean isConnection(String text) {
        return SCHEME.matcher(text).matches() || isIn(text);
    }
}
