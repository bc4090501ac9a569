package dev.planetfall.postgres;

/**
 * SQL in which no value can be read: string constants and the bodies of functions are replaced, comments are left out, white
 * space is one blank. Names stay. Text that ends in the middle of a constant counts as masked to its end.
 */
public final class MaskedSql {
    private static final String GONE = "\u2026";

    private final String sql;
    private final boolean keepsConstants;
    private final boolean keepsNumbers;
    private final StringBuilder out = new StringBuilder();
    private int at;

    private MaskedSql(String sql, boolean keepsConstants, boolean keepsNumbers) {
        this.sql = sql;
        this.keepsConstants = keepsConstants;
        this.keepsNumbers = keepsNumbers;
    }

    /** Without values of any kind. */
    public static String withoutValues(String sql) {
        return new MaskedSql(sql, false, false).masked();
    }

    /** Without texts; numbers stay. */
    public static String withoutTexts(String sql) {
        return new MaskedSql(sql, false, true).masked();
    }

    /** Without bodies between dollar signs and without comments; constants stay. */
    public static String withoutBodies(String sql) {
        return new MaskedSql(sql, true, true).masked();
    }

    private String masked() {
        while (at < sql.length()) {
            next();
        }
        return out.toString().strip();
    }

    private void next() {
        char now = sql.charAt(at);
        if (now == '\'') {
            constant(isEscaped());
        } else if (now == '"') {
            keep(endOfQuotes('"', false));
        } else if (sql.startsWith("--", at)) {
            at = endAt("\n", at);
        } else if (sql.startsWith("/*", at)) {
            at = endAt("*/", at + 2);
            blank();
        } else if (now == '$' && !isInWord()) {
            dollar();
        } else if (Character.isWhitespace(now)) {
            blank();
            at++;
        } else if (Character.isDigit(now) && !isInWord() && !keepsNumbers) {
            number();
        } else {
            keep(at + 1);
        }
    }

    private void constant(boolean escaped) {
        int end = endOfQuotes('\'', escaped);
        if (keepsConstants) {
            keep(end);
        } else {
            out.append('\'').append(GONE).append('\'');
            at = end;
        }
    }

    /** A constant whose prefix is E, in which a backslash hides the next character. */
    private boolean isEscaped() {
        boolean prefixed = at > 0 && Character.toLowerCase(sql.charAt(at - 1)) == 'e';
        return prefixed && (at == 1 || !isWordCharacter(sql.charAt(at - 2)));
    }

    private void dollar() {
        int tagEnd = sql.indexOf('$', at + 1);
        if (tagEnd < 0 || !isTag(sql.substring(at + 1, tagEnd))) {
            keep(at + 1);
            return;
        }
        String tag = sql.substring(at, tagEnd + 1);
        out.append(tag).append(GONE).append(tag);
        at = endAt(tag, tagEnd + 1);
    }

    private void number() {
        while (at < sql.length() && (isWordCharacter(sql.charAt(at)) || sql.charAt(at) == '.')) {
            at++;
        }
        out.append(GONE);
    }

    private int endOfQuotes(char quote, boolean escaped) {
        int end = at + 1;
        while (end < sql.length()) {
            char found = sql.charAt(end);
            if (escaped && found == '\\') {
                end++;
            } else if (found == quote && end + 1 < sql.length() && sql.charAt(end + 1) == quote) {
                end++;
            } else if (found == quote) {
                return end + 1;
            }
            end++;
        }
        return sql.length();
    }

    private int endAt(String closing, int from) {
        int found = sql.indexOf(closing, from);
        return found < 0 ? sql.length() : found + closing.length();
    }

    private void keep(int end) {
        out.append(sql, at, Math.min(end, sql.length()));
        at = end;
    }

    private void blank() {
        if (!out.isEmpty() && out.charAt(out.length() - 1) != ' ') {
            out.append(' ');
        }
    }

    private boolean isInWord() {
        return at > 0 && isWordCharacter(sql.charAt(at - 1));
    }

    private static boolean isTag(String text) {
        return text.isEmpty()
                || (!Character.isDigit(text.charAt(0))
                        && text.chars().allMatch(c -> isWordCharacter((char) c) && c != '$'));
    }

    private static boolean isWordCharacter(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$';
    }
}
