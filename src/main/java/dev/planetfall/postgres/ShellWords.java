package dev.planetfall.postgres;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits text as a shell does: blanks and line ends part words, quotes hold them together, a backslash makes the next
 * character plain. Forgiving, because people paste parts of things: a quote that nobody closes stands for itself.
 *
 * @see <a href="https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_02">Quoting</a>
 */
final class ShellWords {
    private static final String ESCAPED_IN_DOUBLE_QUOTES = "\"\\$`";

    private final String text;
    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean inWord;
    private int at;

    private ShellWords(String text) {
        this.text = text;
    }

    static List<String> of(String text) {
        return new ShellWords(text.replaceAll("\\\\\\r?\\n", " ")).split();
    }

    private List<String> split() {
        while (at < text.length()) {
            char next = text.charAt(at);
            if (Character.isWhitespace(next) || (next == ';' && isEndOfWord(at + 1))) {
                endWord();
                at++;
            } else if (next == '#' && !inWord) {
                skipComment();
            } else {
                inWord = true;
                take(next);
            }
        }
        endWord();
        return words;
    }

    private void take(char next) {
        int closing = next == '\'' ? text.indexOf('\'', at + 1) : next == '"' ? closingDoubleQuote() : -1;
        if (closing > 0) {
            String quoted = text.substring(at + 1, closing);
            word.append(next == '\'' ? quoted : withoutEscapes(quoted));
            at = closing + 1;
        } else if (next == '\\' && at + 1 < text.length()) {
            word.append(text.charAt(at + 1));
            at += 2;
        } else {
            word.append(next);
            at++;
        }
    }

    private int closingDoubleQuote() {
        for (int i = at + 1; i < text.length(); i++) {
            if (text.charAt(i) == '\\') {
                i++;
            } else if (text.charAt(i) == '"') {
                return i;
            }
        }
        return -1;
    }

    private static String withoutEscapes(String quoted) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < quoted.length(); i++) {
            boolean escape = quoted.charAt(i) == '\\'
                    && i + 1 < quoted.length()
                    && ESCAPED_IN_DOUBLE_QUOTES.indexOf(quoted.charAt(i + 1)) >= 0;
            plain.append(quoted.charAt(escape ? ++i : i));
        }
        return plain.toString();
    }

    private boolean isEndOfWord(int position) {
        return position >= text.length() || Character.isWhitespace(text.charAt(position));
    }

    private void skipComment() {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
    }

    private void endWord() {
        if (inWord) {
            words.add(word.toString());
            word.setLength(0);
            inWord = false;
        }
    }
}
