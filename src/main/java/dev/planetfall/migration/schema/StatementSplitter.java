package dev.planetfall.migration.schema;

import java.io.IOException;
import java.io.PushbackReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * Cuts a script into statements by the rules with which psql does it: quotes, dollar quotes, nested comments, parentheses
 * and SQL-standard function bodies keep a semicolon inside. Expects {@code standard_conforming_strings = on}.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-syntax-lexical.html">Lexical structure</a>
 */
final class StatementSplitter {
    private static final int END = -1;

    private final PushbackReader script;
    private final StringBuilder text = new StringBuilder();
    private StatementNesting nesting = new StatementNesting();

    StatementSplitter(Reader script) {
        this.script = new PushbackReader(script, 1);
    }

    /** What stands between two statements, or a statement. */
    record Piece(Kind kind, String text) {
        enum Kind {
            /** Without its final semicolon. */
            STATEMENT,
            /** A comment outside of every statement. */
            COMMENT,
            /** A command to psql itself, such as {@code \restrict}; no server understands it. */
            META_COMMAND
        }
    }

    /** The next piece; empty at the end of the script. */
    Optional<Piece> next() {
        try {
            skipBlanks();
            return switch (peek()) {
                case END -> Optional.empty();
                case '\\' -> piece(Piece.Kind.META_COMMAND, this::readLine);
                default -> commentOrStatement();
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<Piece> commentOrStatement() throws IOException {
        nesting = new StatementNesting();
        while (readToken()) {
            if (nesting.isEmpty()) {
                return piece(Piece.Kind.COMMENT, () -> {});
            }
        }
        return piece(Piece.Kind.STATEMENT, () -> {});
    }

    private Optional<Piece> piece(Piece.Kind kind, Reading reading) throws IOException {
        reading.run();
        Piece piece = new Piece(kind, text.toString().strip());
        text.setLength(0);
        return Optional.of(piece);
    }

    /** Returns whether the statement goes on. */
    private boolean readToken() throws IOException {
        int c = peek();
        if (c == END) {
            return false;
        }
        if (isWordStart(c)) {
            readWord();
            return true;
        }
        take();
        switch (c) {
            case '-', '/' -> readCommentOrSign(c);
            case '\'' -> readQuoted('\'', false);
            case '"' -> readQuoted('"', false);
            case '$' -> readDollarQuote();
            case ';' -> {
                if (nesting.endsAtSemicolon()) {
                    text.setLength(text.length() - 1);
                    return false;
                }
                nesting.sign(c);
            }
            default -> readSign(c);
        }
        return true;
    }

    private void readSign(int c) throws IOException {
        if (Character.isDigit(c)) {
            while (isWordPart(peek())) {
                take();
            }
        }
        if (!Character.isWhitespace(c)) {
            nesting.sign(c);
        }
    }

    private void readWord() throws IOException {
        int start = text.length();
        while (isWordPart(peek())) {
            take();
        }
        String word = text.substring(start);
        nesting.word(word);
        if (word.equalsIgnoreCase("e") && peek() == '\'') {
            take();
            readQuoted('\'', true);
        }
    }

    private void readCommentOrSign(int first) throws IOException {
        if (first == '-' && peek() == '-') {
            readLine();
        } else if (first == '/' && peek() == '*') {
            take();
            readBlockComment();
        } else {
            nesting.sign(first);
        }
    }

    private void readBlockComment() throws IOException {
        int depth = 1;
        while (depth > 0 && peek() != END) {
            int c = take();
            if (c == '*' && peek() == '/') {
                take();
                depth--;
            } else if (c == '/' && peek() == '*') {
                take();
                depth++;
            }
        }
    }

    /** A doubled quote ends one string and starts the next, which amounts to the same. */
    private void readQuoted(int quote, boolean backslashEscapes) throws IOException {
        nesting.sign(quote);
        while (peek() != END) {
            int c = take();
            if (c == '\\' && backslashEscapes) {
                take();
            } else if (c == quote) {
                if (!backslashEscapes || peek() != quote) {
                    return;
                }
                take();
            }
        }
    }

    private void readDollarQuote() throws IOException {
        nesting.sign('$');
        int start = text.length() - 1;
        if (Character.isDigit(peek())) {
            return;
        }
        while (isWordPart(peek()) && peek() != '$') {
            take();
        }
        if (peek() != '$') {
            return;
        }
        take();
        String tag = text.substring(start);
        int bodyStart = text.length();
        while (peek() != END) {
            take();
            if (text.length() - bodyStart >= tag.length() && endsWith(tag)) {
                return;
            }
        }
    }

    private boolean endsWith(String tag) {
        return text.charAt(text.length() - 1) == '$' && text.indexOf(tag, text.length() - tag.length()) >= 0;
    }

    private void readLine() throws IOException {
        while (peek() != END && peek() != '\n') {
            take();
        }
    }

    private void skipBlanks() throws IOException {
        while (peek() != END && Character.isWhitespace(peek())) {
            script.read();
        }
    }

    private int take() throws IOException {
        int c = script.read();
        if (c != END) {
            text.append((char) c);
        }
        return c;
    }

    private int peek() throws IOException {
        int c = script.read();
        if (c != END) {
            script.unread(c);
        }
        return c;
    }

    private static boolean isWordStart(int c) {
        return c == '_' || c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isWordPart(int c) {
        return isWordStart(c) || c == '$' || (c >= '0' && c <= '9');
    }

    @FunctionalInterface
    private interface Reading {
        void run() throws IOException;
    }
}
