package dev.planetfall.ui.page;

import dev.planetfall.language.Messages;
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
            return Messages.text("page.connection-snippets.port-6432-is-pgbouncer-use");
        }
        return Messages.text("page.connection-snippets.this-host-is-not-one");
    }

    /** The one for applications first. */
    static List<Port> of(ConnectionSettings target) {
        return Endpoint.of(target).stream()
                .map(endpoint -> new Port(
                        Messages.text(
                                endpoint.pooled()
                                        ? "page.connection-snippets.for-the-application"
                                        : "page.connection-snippets.direct",
                                endpoint.port()),
                        of(endpoint)))
                .toList();
    }

    private static List<Snippet> of(Endpoint endpoint) {
        LibpqSnippets libpq = new LibpqSnippets(endpoint);
        JvmSnippets jvm = new JvmSnippets(endpoint);
        PythonSnippets python = new PythonSnippets(endpoint);
        NodeSnippets node = new NodeSnippets(endpoint);
        String system = libpq.rootCert().filter("system"::equals).isPresent()
                ? Messages.text("page.connection-snippets.libpq-16-or-newer")
                : "";
        return List.of(
                new Snippet("URI", "DATABASE_URL" + system, libpq.uri()),
                new Snippet("psql", Messages.text("page.connection-snippets.for-administration", system), libpq.psql()),
                new Snippet("JDBC", "", jvm.jdbc()),
                new Snippet(Messages.text("page.connection-snippets.spring"), "application.properties", jvm.spring()),
                new Snippet(
                        Messages.text("page.connection-snippets.rails"), "config/database.yml" + system, libpq.rails()),
                new Snippet(Messages.text("page.connection-snippets.django"), "settings.py" + system, libpq.django()),
                new Snippet(
                        "SQLAlchemy",
                        Messages.text("page.connection-snippets.with-psycopg-3", system),
                        python.sqlAlchemy()),
                new Snippet(
                        Messages.text("page.connection-snippets.sqlalchemy-asyncpg"),
                        Messages.text("page.connection-snippets.with-asyncpg"),
                        python.asyncpg()),
                new Snippet(
                        Messages.text("page.connection-snippets.prisma"),
                        Messages.text("page.connection-snippets.env-and-schema-prisma-up"),
                        node.prisma()),
                new Snippet("node-postgres", "db.js", node.nodePostgres()),
                new Snippet(
                        Messages.text("page.connection-snippets.go-pgx"), "main.go", new GoSnippets(endpoint).pgx()));
    }
}
