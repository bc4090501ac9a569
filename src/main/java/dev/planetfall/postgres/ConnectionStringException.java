package dev.planetfall.postgres;

/** A pasted text is no connection to PostgreSQL. The message is one sentence for people and never holds the text itself. */
public final class ConnectionStringException extends RuntimeException {
    public ConnectionStringException(String sentence) {
        super(sentence);
    }
}
