package dev.planetfall.ui.page;

import dev.planetfall.postgres.ConnectionSettings;
import dev.planetfall.postgres.SslMode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What to write into an application's settings so that it uses the target. Never holds a password.
 *
 * @see <a href="https://planetscale.com/docs/postgres/connecting">Connecting to PlanetScale Postgres</a>
 */
final class ConnectionSnippets {
    static final String PASSWORD = "<password>";

    /** PlanetScale's PgBouncer, in transaction mode. */
    static final int POOLER_PORT = 6432;

    private static final List<String> PLANETSCALE_DOMAINS = List.of(".psdb.cloud", ".planetscale.com");

    /**
     * @param stack what uses it, such as {@code Django}
     * @param place the file it belongs to, or empty
     * @param text ready to copy; {@link #PASSWORD} stands where the password belongs
     */
    record Snippet(String stack, String place, String text) {
        @Override
        public String toString() {
            return stack;
        }
    }

    private final ConnectionSettings target;
    private final int appPort;

    private ConnectionSnippets(ConnectionSettings target) {
        this.target = target;
        this.appPort = isPlanetScale(target) ? POOLER_PORT : target.port();
    }

    /** Whether the host is PlanetScale's, so that its pooler and its certificate can be relied on. */
    static boolean isPlanetScale(ConnectionSettings settings) {
        String host = settings.host().toLowerCase(Locale.ROOT);
        return PLANETSCALE_DOMAINS.stream().anyMatch(host::endsWith);
    }

    /** Which port is for what. */
    static String portAdvice(ConnectionSettings target) {
        if (isPlanetScale(target)) {
            return "Port 6432 is PgBouncer: use it for the application, it keeps the number of connections small. Port 5432"
                    + " is PostgreSQL itself: use it for migrations of the schema, pg_dump, LISTEN and other"
                    + " administration.";
        }
        return "This host is not one of PlanetScale's, so the port is the one that was used for the migration.";
    }

    static List<Snippet> of(ConnectionSettings target) {
        ConnectionSnippets of = new ConnectionSnippets(target);
        return List.of(
                new Snippet("URI", "DATABASE_URL", of.uri(of.appPort)),
                new Snippet("JDBC", "", of.jdbc() + "&user=" + encoded(target.user()) + "&password=" + PASSWORD),
                new Snippet("Rails", "config/database.yml", of.rails()),
                new Snippet("Django", "settings.py", of.django()),
                new Snippet("Prisma", ".env and schema.prisma", of.prisma()),
                new Snippet("node-postgres", "db.js", of.node()),
                new Snippet("Spring", "application.properties", of.spring()),
                new Snippet("psql", "for administration", of.psql()));
    }

    private String uri(int port) {
        return "postgresql://" + encoded(target.user()) + ":" + PASSWORD + "@" + host() + ":" + port + "/"
                + encoded(target.database()) + "?sslmode=" + mode().keyword()
                + rootCert().map(path -> "&sslrootcert=" + encoded(path)).orElse("");
    }

    /** pgjdbc knows no {@code sslrootcert=system}; this factory is Java's own list of authorities. */
    private String jdbc() {
        String certificate = target.sslRootCert().isPresent()
                ? "&sslrootcert=" + encoded(target.sslRootCert().get().toString())
                : mode().verifiesCertificate() ? "&sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory" : "";
        return "jdbc:postgresql://" + host() + ":" + appPort + "/" + encoded(target.database()) + "?sslmode="
                + mode().keyword() + certificate;
    }

    private String rails() {
        return """
                # In the environment:
                # DATABASE_URL=%s
                production:
                  adapter: postgresql
                  url: <%%= ENV["DATABASE_URL"] %%>
                %s""".formatted(
                        uri(appPort),
                        pooled()
                                ? "  prepared_statements: false\n  advisory_locks: false\n# Run db:migrate with port "
                                        + ConnectionSettings.DEFAULT_PORT + ".\n"
                                : "");
    }

    private String django() {
        String options = rootCert()
                .map(path -> "\"sslmode\": " + quoted(mode().keyword()) + ", \"sslrootcert\": " + quoted(path))
                .orElse("\"sslmode\": " + quoted(mode().keyword()));
        return """
                DATABASES = {
                    "default": {
                        "ENGINE": "django.db.backends.postgresql",
                        "HOST": %s,
                        "PORT": "%s",
                        "NAME": %s,
                        "USER": %s,
                        "PASSWORD": "%s",
                        "OPTIONS": {%s},
                %s    }
                }
                """.formatted(
                        quoted(target.host()),
                        appPort,
                        quoted(target.database()),
                        quoted(target.user()),
                        PASSWORD,
                        options,
                        pooled() ? "        \"DISABLE_SERVER_SIDE_CURSORS\": True,\n" : "");
    }

    /** Prisma's engine has its own words for TLS: {@code sslaccept=strict} is what others call verifying. */
    private String prisma() {
        String base = "postgresql://" + encoded(target.user()) + ":" + PASSWORD + "@" + host() + ":";
        String database = "/" + encoded(target.database()) + "?sslmode=" + prismaMode();
        return """
                # .env
                DATABASE_URL="%s"
                DIRECT_URL="%s"

                // schema.prisma
                datasource db {
                  provider  = "postgresql"
                  url       = env("DATABASE_URL")
                  directUrl = env("DIRECT_URL")
                }
                """.formatted(
                base + appPort + database + (pooled() ? "&pgbouncer=true" : ""), base + directPort() + database);
    }

    private String prismaMode() {
        if (mode().verifiesCertificate()) {
            return "require&sslaccept=strict";
        }
        return mode() == SslMode.ALLOW ? SslMode.PREFER.keyword() : mode().keyword();
    }

    private String node() {
        return """
                import { Pool } from "pg";

                export const pool = new Pool({
                  host: %s,
                  port: %s,
                  database: %s,
                  user: %s,
                  password: "%s",
                  ssl: %s,
                });
                """.formatted(
                quoted(target.host()), appPort, quoted(target.database()), quoted(target.user()), PASSWORD, nodeTls());
    }

    private String nodeTls() {
        return switch (mode()) {
            case DISABLE -> "false";
            case ALLOW, PREFER, REQUIRE -> "{ rejectUnauthorized: false }";
            case VERIFY_CA, VERIFY_FULL -> "{ rejectUnauthorized: true }";
        };
    }

    private String spring() {
        return """
                spring.datasource.url=%s
                spring.datasource.username=%s
                spring.datasource.password=%s
                """.formatted(jdbc(), target.user().replace("\\", "\\\\"), PASSWORD);
    }

    private String psql() {
        return "psql '" + uri(directPort()).replace("'", "%27") + "'";
    }

    private boolean pooled() {
        return appPort == POOLER_PORT;
    }

    private int directPort() {
        return isPlanetScale(target) ? ConnectionSettings.DEFAULT_PORT : target.port();
    }

    private SslMode mode() {
        return isPlanetScale(target) ? SslMode.VERIFY_FULL : target.sslMode();
    }

    /** libpq 16 and newer take the word {@code system} for the operating system's own list. */
    private Optional<String> rootCert() {
        if (target.sslRootCert().isPresent()) {
            return target.sslRootCert().map(Path::toString);
        }
        return mode() == SslMode.VERIFY_FULL ? Optional.of("system") : Optional.empty();
    }

    private String host() {
        return target.host().contains(":") && !target.host().startsWith("[")
                ? "[" + target.host() + "]"
                : target.host();
    }

    private static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
