package dev.planetfall.ui.page;

import dev.planetfall.postgres.ConnectionSettings;
import java.util.List;

/** What to write into an application's settings so that it uses the target. Never holds a password. */
final class ConnectionSnippets {
    /**
     * @param stack what uses it, such as {@code Django}
     * @param place the file it belongs to, or empty
     * @param text ready to copy; {@link Endpoint#PASSWORD} stands where the password belongs
     */
    record Snippet(String stack, String place, String text) {
        @Override
        public String toString() {
            return stack;
        }
    }

    /**
     * The snippets for one port.
     *
     * @param title what the port is for
     */
    record Port(String title, List<Snippet> snippets) {
        Port {
            snippets = List.copyOf(snippets);
        }
    }

    private ConnectionSnippets() {}

    /** Which port is for what. */
    static String portAdvice(ConnectionSettings target) {
        if (Endpoint.isPlanetScale(target)) {
            return "Port 6432 is PgBouncer: use it for the application, it keeps the number of connections small. Port 5432"
                    + " is PostgreSQL itself: use it for migrations of the schema, pg_dump, LISTEN and other"
                    + " administration. A libpq older than 16 does not know sslrootcert=system: give it a file there, such as"
                    + " /etc/ssl/certs/ca-certificates.crt.";
        }
        return "This host is not one of PlanetScale's, so the port is the one that was used for the migration.";
    }

    /** The one for applications first. */
    static List<Port> of(ConnectionSettings target) {
        return Endpoint.of(target).stream()
                .map(endpoint -> new Port(
                        endpoint.port() + (endpoint.pooled() ? ", for the application" : ", direct"), of(endpoint)))
                .toList();
    }

    private static List<Snippet> of(Endpoint endpoint) {
        LibpqSnippets libpq = new LibpqSnippets(endpoint);
        JvmSnippets jvm = new JvmSnippets(endpoint);
        PythonSnippets python = new PythonSnippets(endpoint);
        NodeSnippets node = new NodeSnippets(endpoint);
        String system = libpq.rootCert().filter("system"::equals).isPresent() ? " (libpq 16 or newer)" : "";
        return List.of(
                new Snippet("URI", "DATABASE_URL" + system, libpq.uri()),
                new Snippet("psql", "for administration" + system, libpq.psql()),
                new Snippet("JDBC", "", jvm.jdbc()),
                new Snippet("Spring", "application.properties", jvm.spring()),
                new Snippet("Rails", "config/database.yml" + system, libpq.rails()),
                new Snippet("Django", "settings.py" + system, libpq.django()),
                new Snippet("SQLAlchemy", "with psycopg 3" + system, python.sqlAlchemy()),
                new Snippet("SQLAlchemy asyncpg", "with asyncpg", python.asyncpg()),
                new Snippet("Prisma", ".env and schema.prisma (up to version 6)", node.prisma()),
                new Snippet("node-postgres", "db.js", node.nodePostgres()),
                new Snippet("Go pgx", "main.go", new GoSnippets(endpoint).pgx()));
    }
}
