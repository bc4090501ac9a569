package dev.planetfall.postgres;

import dev.planetfall.language.Messages;
import java.io.EOFException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Why no session could be opened, with the advice that goes with it. */
public enum ConnectionProblem {
    /** DNS knows no such name. */
    UNKNOWN_HOST(
            Messages.text("postgres.connection-problem.no-server-is-known-by"),
            Messages.text("postgres.connection-problem.check-the-host-for-a")),
    /** The machine answered that nothing listens on the port. */
    REFUSED(
            Messages.text("postgres.connection-problem.nothing-answers-at-1-s"),
            Messages.text("postgres.connection-problem.check-the-port-and-that")),
    /** No answer at all within the time allowed. */
    TIMED_OUT(
            Messages.text("postgres.connection-problem.1-s-port-2-d-did"),
            Messages.text("postgres.connection-problem.check-the-host-and-port")),
    /** Somebody took the connection, and ended it without a word of PostgreSQL's. */
    HUNG_UP(
            Messages.text("postgres.connection-problem.1-s-port-2-d-broke"),
            Messages.text("postgres.connection-problem.look-whether-the-server-runs")),
    WRONG_PASSWORD(
            Messages.text("postgres.connection-problem.1-s-refused-the-password"),
            Messages.text("postgres.connection-problem.type-the-password-again-or")),
    NO_PASSWORD(
            Messages.text("postgres.connection-problem.1-s-asks-for-the"),
            Messages.text("postgres.connection-problem.type-the-password")),
    NO_SUCH_ROLE(
            Messages.text("postgres.connection-problem.1-s-knows-no-role"),
            Messages.text("postgres.connection-problem.check-the-user-name")),
    NO_SUCH_DATABASE(
            Messages.text("postgres.connection-problem.1-s-has-no-database"),
            Messages.text("postgres.connection-problem.check-the-database-name-in")),
    /** {@code pg_hba.conf} has no line for this user, database, address and encryption. */
    NOT_ADMITTED(
            Messages.text("postgres.connection-problem.1-s-does-not-admit"),
            Messages.text("postgres.connection-problem.try-sslmode-require-or-let")),
    TLS_NOT_OFFERED(
            Messages.text("postgres.connection-problem.1-s-does-not-offer-tls"),
            Messages.text("postgres.connection-problem.turn-tls-on-there-or")),
    /** The server encrypts not by itself, or logs the role in by another method than SCRAM. */
    CHANNEL_BINDING_NOT_OFFERED(
            Messages.text("postgres.connection-problem.1-s-does-not-offer"),
            Messages.text("postgres.connection-problem.use-sslmode-require-or-stricter")),
    CERTIFICATE_NOT_TRUSTED(
            Messages.text("postgres.connection-problem.the-certificate-of-1-s"),
            Messages.text("postgres.connection-problem.name-the-providers-root-certificate")),
    ROOT_CERTIFICATE_UNREADABLE(
            Messages.text("postgres.connection-problem.the-root-certificate-file-for"),
            Messages.text("postgres.connection-problem.check-its-path")),
    TOO_MANY_CONNECTIONS(
            Messages.text("postgres.connection-problem.1-s-has-no-free"),
            Messages.text("postgres.connection-problem.close-other-clients-and-try")),
    STARTING_UP(
            Messages.text("postgres.connection-problem.1-s-is-starting-up"),
            Messages.text("postgres.connection-problem.try-again-in-a-minute")),
    /** PgBouncer and its like pass on few of the settings that a session may begin with. */
    POOLER(
            Messages.text("postgres.connection-problem.1-s-port-2-d-is"),
            Messages.text("postgres.connection-problem.use-the-address-of-the")),
    NOT_POSTGRES(
            Messages.text("postgres.connection-problem.1-s-port-2-d"),
            Messages.text("postgres.connection-problem.check-the-port")),
    OTHER(
            Messages.text("postgres.connection-problem.no-session-could-be-opened"),
            Messages.text("postgres.connection-problem.mend-what-the-servers-own"));

    private final String sentence;
    private final String advice;

    ConnectionProblem(String sentence, String advice) {
        this.sentence = sentence;
        this.advice = advice;
    }

    /** One sentence that says what happened, which server, and what to do. */
    public String explain(ConnectionSettings to) {
        String what = sentence.formatted(to.host(), to.port(), to.database(), to.user(), to.sslMode());
        return what + ": " + advice + ".";
    }

    static ConnectionProblem of(SQLException failure, ConnectionSettings to) {
        String message = Optional.ofNullable(failure.getMessage()).orElse("");
        if (message.contains("unsupported startup parameter")) {
            return POOLER;
        }
        if (message.toLowerCase(Locale.ROOT).contains("channel binding is required")) {
            return CHANNEL_BINDING_NOT_OFFERED;
        }
        return byCause(failure)
                .or(() -> bySqlState(Optional.ofNullable(failure.getSQLState()).orElse(""), to))
                .or(() -> byMessage(message))
                .orElse(OTHER);
    }

    private static Optional<ConnectionProblem> byCause(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnknownHostException) {
                return Optional.of(UNKNOWN_HOST);
            }
            if (cause instanceof SocketTimeoutException) {
                return Optional.of(TIMED_OUT);
            }
            if (cause instanceof ConnectException || cause instanceof NoRouteToHostException) {
                return Optional.of(REFUSED);
            }
            if (cause instanceof SSLException) {
                return Optional.of(isCausedByHangUp(cause) ? HUNG_UP : CERTIFICATE_NOT_TRUSTED);
            }
            if (isHangUp(cause)) {
                return Optional.of(HUNG_UP);
            }
        }
        return Optional.empty();
    }

    private static boolean isCausedByHangUp(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).anyMatch(ConnectionProblem::isHangUp);
    }

    private static boolean isHangUp(Throwable cause) {
        return cause instanceof EOFException || cause instanceof SocketException;
    }

    private static Optional<ConnectionProblem> bySqlState(String state, ConnectionSettings to) {
        return switch (state) {
            case "28P01" -> Optional.of(to.password().isEmpty() ? NO_PASSWORD : WRONG_PASSWORD);
            case "3D000" -> Optional.of(NO_SUCH_DATABASE);
            case "28000" -> Optional.of(NOT_ADMITTED);
            case "53300" -> Optional.of(TOO_MANY_CONNECTIONS);
            case "57P03", "57P01", "57P02" -> Optional.of(STARTING_UP);
            case "08P01" -> Optional.of(NOT_POSTGRES);
            default -> Optional.empty();
        };
    }

    private static Optional<ConnectionProblem> byMessage(String message) {
        String text = message.toLowerCase(Locale.ROOT);
        if (text.contains("does not support ssl")) {
            return Optional.of(TLS_NOT_OFFERED);
        }
        if (text.contains("timed out")) {
            return Optional.of(TIMED_OUT);
        }
        if (text.contains("hostnameverifier")) {
            return Optional.of(CERTIFICATE_NOT_TRUSTED);
        }
        if (text.contains("root certificate")) {
            return Optional.of(ROOT_CERTIFICATE_UNREADABLE);
        }
        if (text.contains("password") && text.contains("no password was provided")) {
            return Optional.of(NO_PASSWORD);
        }
        if (text.contains("role") && text.contains("does not exist")) {
            return Optional.of(NO_SUCH_ROLE);
        }
        return text.contains("protocol error") || text.contains("unexpected")
                ? Optional.of(NOT_POSTGRES)
                : Optional.empty();
    }
}
