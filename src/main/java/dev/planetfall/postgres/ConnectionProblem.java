package dev.planetfall.postgres;

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
    UNKNOWN_HOST("No server is known by the name %1$s", "check the host for a typing error"),
    /** The machine answered that nothing listens on the port. */
    REFUSED(
            "Nothing answers at %1$s port %2$d",
            "check the port, and that the server runs and may be reached from here"),
    /** No answer at all within the time allowed. */
    TIMED_OUT(
            "%1$s port %2$d did not answer in time",
            "check the host and port, and any firewall or IP allow-list between here and the server"),
    /** Somebody took the connection, and ended it without a word of PostgreSQL's. */
    HUNG_UP(
            "%1$s port %2$d broke the connection off before it answered",
            "look whether the server runs, and at what stands between here and it, such as a proxy, tunnel or firewall"),
    WRONG_PASSWORD("%1$s refused the password of role %4$s", "type the password again, or reset it with your provider"),
    NO_PASSWORD("%1$s asks for the password of role %4$s and none was given", "type the password"),
    NO_SUCH_ROLE("%1$s knows no role %4$s that may log in", "check the user name"),
    NO_SUCH_DATABASE("%1$s has no database called %3$s", "check the database name, in which capital letters count"),
    /** {@code pg_hba.conf} has no line for this user, database, address and encryption. */
    NOT_ADMITTED(
            "%1$s does not admit role %4$s to database %3$s from this computer with sslmode %5$s",
            "try sslmode require, or let the provider admit this computer's address"),
    TLS_NOT_OFFERED(
            "%1$s does not offer TLS, but sslmode %5$s demands it",
            "turn TLS on there, or use sslmode disable on a network you trust"),
    /** The server encrypts not by itself, or logs the role in by another method than SCRAM. */
    CHANNEL_BINDING_NOT_OFFERED(
            "%1$s does not offer channel binding to role %4$s with sslmode %5$s, but channel_binding=require demands it",
            "use sslmode require or stricter and a role whose password is kept as scram-sha-256, or leave channel_binding"
                    + " out"),
    CERTIFICATE_NOT_TRUSTED(
            "The certificate of %1$s is not signed by an authority that this computer trusts, or is not for that name",
            "name the provider's root certificate, or use sslmode require"),
    ROOT_CERTIFICATE_UNREADABLE("The root certificate file for %1$s could not be read", "check its path"),
    TOO_MANY_CONNECTIONS("%1$s has no free connection for role %4$s", "close other clients and try again"),
    STARTING_UP("%1$s is starting up or shutting down", "try again in a minute"),
    /** PgBouncer and its like pass on few of the settings that a session may begin with. */
    POOLER(
            "%1$s port %2$d is a connection pooler, through which no replication passes",
            "use the address of the server itself"),
    NOT_POSTGRES("%1$s port %2$d answered, but not as PostgreSQL does", "check the port"),
    OTHER("No session could be opened on %1$s", "mend what the server's own message says");

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
