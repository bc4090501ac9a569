package dev.planetfall.postgres;

import dev.planetfall.language.Messages;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * One open connection, lent by {@link Database} for the time of a lambda. Used by one thread only, except
 * {@link #cancel()}. Every statement is told to the {@link StatementLog} with secrets redacted.
 */
public final class Session {
    private static final Duration SENDING = Duration.ofMillis(50);

    private final Connection connection;
    private final String server;
    private final StatementLog log;
    private final Clock clock;
    private final List<Password> secrets = new ArrayList<>();
    private volatile Optional<Running> running = Optional.empty();

    Session(Connection connection, String server, Password own, StatementLog log, Clock clock) {
        this.connection = connection;
        this.server = server;
        this.log = log;
        this.clock = clock;
        secrets.add(own);
    }

    /** From now on this password, too, is masked in what the log and the exceptions of this session say. */
    public Session hiding(Password secret) {
        secrets.add(secret);
        return this;
    }

    /** Runs a query with {@code ?} parameters and reads each row. */
    public <T> List<T> query(String sql, Function<Row, T> reader, Object... parameters) {
        return run(sql, parameters, statement -> {
            List<T> rows = new ArrayList<>();
            try (ResultSet result = statement.executeQuery()) {
                Row row = new Row(result);
                while (result.next()) {
                    rows.add(reader.apply(row));
                }
            }
            return new Outcome<>(rows, rows.size());
        });
    }

    /** The first row, if there is one. */
    public <T> Optional<T> queryFirst(String sql, Function<Row, T> reader, Object... parameters) {
        return query(sql, reader, parameters).stream().findFirst();
    }

    /**
     * The only row of a query that always has one, such as an aggregate.
     *
     * @throws DatabaseException when there is none
     */
    public <T> T queryOne(String sql, Function<Row, T> reader, Object... parameters) {
        return queryFirst(sql, reader, parameters)
                .orElseThrow(() -> new DatabaseException(
                        SqlState.NONE, Messages.text("postgres.session.the-query-returned-no-row", redacted(sql))));
    }

    /** Runs a statement with {@code ?} parameters; returns the number of rows it changed. */
    public long update(String sql, Object... parameters) {
        return run(sql, parameters, statement -> {
            long rows = statement.executeLargeUpdate();
            return new Outcome<>(rows, rows);
        });
    }

    /**
     * Runs a statement as it is, without parameters, so that a question mark or a brace in it stays one. For utility
     * statements and for text that came from a server; text that may hold a semicolon inside, such as a function's body,
     * wants {@link Database#withScriptSession}.
     */
    public void execute(String sql) {
        Instant began = clock.instant();
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            running = Optional.of(statement::cancel);
            statement.execute(sql);
            tell(sql, began, Math.max(0, statement.getUpdateCount()), Optional.empty());
        } catch (SQLException e) {
            throw failed(sql, began, e);
        } finally {
            running = Optional.empty();
        }
    }

    /** Runs the work in one transaction: committed when it returns, rolled back when it throws. */
    public <T> T inTransaction(Supplier<T> work) {
        return transaction(work, true);
    }

    /** Runs the work in one transaction that is always rolled back: a way to ask "would this work?". */
    public <T> T rolledBack(Supplier<T> work) {
        return transaction(work, false);
    }

    /** Stops the running statement from another thread; it then fails with {@link SqlState#QUERY_CANCELED}. */
    public void cancel() {
        running.ifPresent(work -> {
            try {
                work.cancel();
            } catch (SQLException e) {
                throw new DatabaseException(SqlState.NONE, redacted(e.getMessage()), e);
            }
        });
    }

    /**
     * Breaks the connection from another thread; what runs in the session fails. The server is asked first to stop it, as it
     * would not notice by itself; one that does not answer delays this by ten seconds.
     */
    void abort() {
        try {
            cancel();
            // A statement that was only about to be sent could not be stopped the first time, and the server would work
            // on alone.
            LockSupport.parkNanos(SENDING.toNanos());
            cancel();
        } finally {
            breakOff();
        }
    }

    private void breakOff() {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            throw new DatabaseException(SqlState.NONE, redacted(e.getMessage()), e);
        }
    }

    /** Runs a COPY to or from this computer. */
    <T> T copy(String sql, Copying<T> copying) {
        Instant began = clock.instant();
        try {
            PGConnection driver = connection.unwrap(PGConnection.class);
            running = Optional.of(driver::cancelQuery);
            Outcome<T> outcome = copying.with(driver.getCopyAPI());
            tell(sql, began, outcome.rows(), Optional.empty());
            return outcome.value();
        } catch (SQLException e) {
            throw failed(sql, began, e);
        } finally {
            running = Optional.empty();
        }
    }

    private <T> T transaction(Supplier<T> work, boolean commit) {
        execute("BEGIN");
        boolean committed = false;
        try {
            T result = work.get();
            if (commit) {
                execute("COMMIT");
                committed = true;
            }
            return result;
        } finally {
            if (!committed) {
                rollBackIfPossible();
            }
        }
    }

    private void rollBackIfPossible() {
        try {
            execute("ROLLBACK");
        } catch (DatabaseException e) {
            if (!e.state().isConnectionLoss()) {
                throw e;
            }
        }
    }

    private <T> T run(String sql, Object[] parameters, Execution<T> execution) {
        Instant began = clock.instant();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                bind(statement, i + 1, parameters[i]);
            }
            running = Optional.of(statement::cancel);
            Outcome<T> outcome = execution.on(statement);
            tell(sql, began, outcome.rows(), Optional.empty());
            return outcome.value();
        } catch (SQLException e) {
            throw failed(sql, began, e);
        } finally {
            running = Optional.empty();
        }
    }

    private void bind(PreparedStatement statement, int index, Object value) throws SQLException {
        if (value instanceof List<?> list) {
            String[] texts = list.stream().map(Object::toString).toArray(String[]::new);
            statement.setArray(index, connection.createArrayOf("text", texts));
        } else if (value instanceof Identifier identifier) {
            statement.setString(index, identifier.name());
        } else {
            statement.setObject(index, value);
        }
    }

    private DatabaseException failed(String sql, Instant began, SQLException e) {
        String message = redacted(Optional.ofNullable(e.getMessage()).orElse(e.toString()));
        tell(sql, began, 0, Optional.of(message));
        return new DatabaseException(
                new SqlState(Optional.ofNullable(e.getSQLState()).orElse("")), message, redactedCause(e));
    }

    /** The driver's own exception may quote the statement; only its stack is kept. */
    private Throwable redactedCause(SQLException e) {
        SQLException copy = new SQLException(redacted(String.valueOf(e.getMessage())), e.getSQLState());
        copy.setStackTrace(Arrays.copyOf(e.getStackTrace(), e.getStackTrace().length));
        return copy;
    }

    private void tell(String sql, Instant began, long rows, Optional<String> error) {
        Duration took = Duration.between(began, clock.instant());
        log.ran(new StatementLog.Statement(began, server, redacted(sql), took, rows, error));
    }

    private String redacted(String text) {
        String result = text;
        for (Password secret : secrets) {
            result = secret.redactedFrom(result);
        }
        return result;
    }

    /** @param rows told to the log */
    record Outcome<T>(T value, long rows) {}

    @FunctionalInterface
    private interface Execution<T> {
        Outcome<T> on(PreparedStatement statement) throws SQLException;
    }

    /** What {@link #cancel} stops. */
    @FunctionalInterface
    private interface Running {
        void cancel() throws SQLException;
    }

    @FunctionalInterface
    interface Copying<T> {
        Outcome<T> with(CopyManager driver) throws SQLException;
    }
}
