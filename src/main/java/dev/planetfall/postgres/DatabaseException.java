package dev.planetfall.postgres;

/** A statement failed. The message is the server's own, without any secret. */
public class DatabaseException extends RuntimeException {
    private final transient SqlState state;

    public DatabaseException(SqlState state, String message, Throwable cause) {
        super(message, cause);
        this.state = state;
    }

    public DatabaseException(SqlState state, String message) {
        super(message);
        this.state = state;
    }

    public SqlState state() {
        return state;
    }
}
