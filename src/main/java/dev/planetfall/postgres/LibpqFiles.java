package dev.planetfall.postgres;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.postgresql.jdbcurlresolver.PgPassParser;
import org.postgresql.jdbcurlresolver.PgServiceConfParser;

/**
 * What the files of libpq on this computer tell, which psql uses, too: passwords and named servers. They are read each time and never
 * written.
 *
 * @see <a href="https://www.postgresql.org/docs/current/libpq-pgpass.html">The password file</a>
 * @see <a href="https://www.postgresql.org/docs/current/libpq-pgservice.html">The connection service file</a>
 */
public final class LibpqFiles {
    /** The names that the driver gives to what libpq calls otherwise. */
    private static final Map<String, String> LIBPQ_NAMES =
            Map.of("PGHOST", "host", "PGPORT", "port", "PGDBNAME", "dbname");

    private LibpqFiles() {}

    /** The password of the first line of the password file that suits the server, the database and the user. */
    public static Optional<Password> password(ConnectionSettings server) {
        return Optional.ofNullable(PgPassParser.getPassword(
                        server.host(), Integer.toString(server.port()), server.database(), server.user()))
                .filter(found -> !found.isEmpty())
                .map(Password::of);
    }

    /** What the service file says of a service, by libpq's names; empty when it has no such service. */
    static Optional<Map<String, String>> service(String name) {
        return Optional.ofNullable(PgServiceConfParser.getServiceProperties(name))
                .map(LibpqFiles::parameters);
    }

    private static Map<String, String> parameters(Properties service) {
        Map<String, String> parameters = new LinkedHashMap<>();
        service.stringPropertyNames()
                .forEach(name -> parameters.put(LIBPQ_NAMES.getOrDefault(name, name), service.getProperty(name)));
        return parameters;
    }
}
