package dev.planetfall.postgres;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The keyword form of a connection string, as {@code CREATE SUBSCRIPTION} hands it to libpq on the other server.
 *
 * @see <a href="https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-KEYWORD-VALUE">libpq
 *     keyword/value strings</a>
 */
public final class Conninfo {
    private Conninfo() {}

    /**
     * The string a subscriber uses to reach {@code settings}. Keepalives notice a dead network within about a minute; the
     * application name lets people see on the source who is connected. Timeouts set on the role are lifted, because a
     * {@code statement_timeout} kills the copy of a large table again and again.
     *
     * @return text that holds the password: hand it to the server and nowhere else
     */
    public static String forSubscription(ConnectionSettings settings, String applicationName) {
        Map<String, String> keywords = new LinkedHashMap<>();
        keywords.put("host", settings.host());
        keywords.put("port", Integer.toString(settings.port()));
        keywords.put("dbname", settings.database());
        keywords.put("user", settings.user());
        keywords.put("password", settings.password().reveal());
        keywords.put("sslmode", settings.sslMode().keyword());
        rootCertificate(settings).ifPresent(place -> keywords.put("sslrootcert", place));
        if (settings.requiresChannelBinding()) {
            keywords.put("channel_binding", "require");
        }
        keywords.put("connect_timeout", "10");
        keywords.put("keepalives_idle", "30");
        keywords.put("keepalives_interval", "10");
        keywords.put("keepalives_count", "3");
        keywords.put("application_name", applicationName);
        keywords.put("options", "-c statement_timeout=0 -c idle_in_transaction_session_timeout=0 -c lock_timeout=0");
        return keywords.entrySet().stream()
                .map(entry -> entry.getKey() + "='" + escaped(entry.getValue()) + "'")
                .collect(Collectors.joining(" "));
    }

    /** Without a file, libpq 16 and later can believe the system's own authorities, but only when it checks the name, too. */
    private static Optional<String> rootCertificate(ConnectionSettings settings) {
        return settings.sslRootCert()
                .map(Path::toString)
                .or(() -> settings.sslMode() == SslMode.VERIFY_FULL ? Optional.of("system") : Optional.empty());
    }

    static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("'", "\\'");
    }
}
