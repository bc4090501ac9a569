package dev.planetfall.postgres;

import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A password that cannot be printed by accident: only {@link #reveal()} shows it. */
public final class Password {
    public static final Password NONE = new Password("");

    /** What stands in the place of a password wherever people or files see one. */
    public static final String MASK = "\u2022\u2022\u2022\u2022\u2022\u2022";

    private static final int LONG_ENOUGH = 4;
    private static final Pattern BLANK_OR_START = Pattern.compile("(?:^|\\s)$");
    private static final Pattern END_OF_WORD = Pattern.compile("[.,;!?]*(?:\\s|$)");
    private static final Pattern ANNOUNCED = Pattern.compile("(?i)(?:password|pass|pwd|[=:])\\s*$");

    private final String secret;

    private Password(String secret) {
        this.secret = secret;
    }

    public static Password of(String secret) {
        return secret.isEmpty() ? NONE : new Password(secret);
    }

    /** The password itself, for the driver and for the one field where the person typed it. */
    public String reveal() {
        return secret;
    }

    public boolean isEmpty() {
        return secret.isEmpty();
    }

    /**
     * Replaces this password, as it is and as it stands inside quotes, with {@link #MASK}. One of fewer than four characters is
     * also a part of ordinary words: it is replaced wherever it is a word of its own, except one that blanks part from other
     * words and that stands neither behind {@code password} nor behind an equals sign or a colon. Nothing that a server or this
     * program says has a password in such a place.
     */
    public String redactedFrom(String text) {
        if (secret.isEmpty()) {
            return text;
        }
        if (secret.codePointCount(0, secret.length()) < LONG_ENOUGH) {
            return withoutShort(text);
        }
        String inConninfo = Conninfo.escaped(secret);
        String inLiteral = inConninfo.replace("'", "''").replace("\\", "\\\\");
        return text.replace(inLiteral, MASK)
                .replace(inConninfo.replace("'", "''"), MASK)
                .replace(inConninfo, MASK)
                .replace(secret, MASK);
    }

    private String withoutShort(String text) {
        String inConninfo = Conninfo.escaped(secret);
        String forms = Stream.of(
                        inConninfo.replace("'", "''").replace("\\", "\\\\"),
                        inConninfo.replace("'", "''"),
                        inConninfo,
                        secret)
                .distinct()
                .map(Pattern::quote)
                .collect(Collectors.joining("|", "(?:", ")"));
        Pattern word = Pattern.compile("(?<![\\p{L}\\p{N}_])" + forms + "(?![\\p{L}\\p{N}_])");
        return word.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(
                        isWordOfSentence(text, found.start(), found.end()) ? found.group() : MASK));
    }

    private static boolean isWordOfSentence(String text, int start, int end) {
        String before = text.substring(0, start);
        boolean isAll = before.isBlank() && text.substring(end).isBlank();
        boolean isApart = BLANK_OR_START.matcher(before).find()
                && END_OF_WORD.matcher(text.substring(end)).lookingAt();
        return isApart && !isAll && !ANNOUNCED.matcher(before).find();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Password that && secret.equals(that.secret);
    }

    @Override
    public int hashCode() {
        return Objects.hash(secret);
    }

    @Override
    public String toString() {
        return isEmpty() ? "" : MASK;
    }
}
