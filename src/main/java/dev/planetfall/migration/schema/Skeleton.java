package dev.planetfall.migration.schema;

import java.util.regex.Pattern;

/** What is left of an expression without that in which servers print the same one differently. */
final class Skeleton {
    /** A cast as servers print it when they quote all names. */
    static final String CAST =
            "::(?:\"(?:[^\"]|\"\")+\"\\.)?(?:\"(?:[^\"]|\"\")+\"|(?:character|bit) varying|double precision"
                    + "|(?:timestamp|time)(?:\\(\\d\\))? with(?:out)? time zone|[a-z]+)(?:\\(\\d+(?:,-?\\d+)?\\))?(?:\\[\\])*";

    private static final Pattern DECORATION = Pattern.compile(CAST + "|ARRAY\\[|[()\\[\\]\"\\s]");

    private Skeleton() {}

    /** Without casts, parentheses, quotes of names and blanks. */
    static String of(String expression) {
        return DECORATION.matcher(expression).replaceAll("");
    }
}
