package dev.planetfall.ui.page;

import java.util.Optional;

/**
 * For what connects through libpq: psql, Ruby's pg, psycopg.
 *
 * @see <a href="https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNECT-SSLROOTCERT">sslrootcert</a>
 * @see <a href="https://guides.rubyonrails.org/configuring.html#configuring-a-postgresql-database">Rails</a>
 * @see <a href="https://docs.djangoproject.com/en/stable/ref/databases/#transaction-pooling-server-side-cursors">Django</a>
 */
record LibpqSnippets(Endpoint endpoint) {
    String uri() {
        return "postgresql://" + endpoint.place() + parameters();
    }

    /** From version 16 on {@code system} stands for the operating system's own list, and only verify-full goes with it. */
    String parameters() {
        return "?sslmode=" + endpoint.mode().keyword()
                + rootCert()
                        .map(path -> "&sslrootcert=" + Endpoint.encoded(path))
                        .orElse("");
    }

    Optional<String> rootCert() {
        return endpoint.certificate().or(() -> endpoint.checksHost() ? Optional.of("system") : Optional.empty());
    }

    String psql() {
        return "psql '" + uri().replace("'", "%27") + "'";
    }

    /** A pooler in transaction mode keeps neither prepared statements nor locks from one statement to the next. */
    String rails() {
        return """
                # In the environment:
                # DATABASE_URL=%s
                production:
                  adapter: postgresql
                  url: <%%= ENV["DATABASE_URL"] %%>
                %s""".formatted(
                        uri(),
                        endpoint.pooled()
                                ? "  prepared_statements: false\n  advisory_locks: false\n# Run db:migrate with port "
                                        + endpoint.direct().port() + ".\n"
                                : "");
    }

    /** A cursor on the server lives as long as its session, which a pooler in transaction mode does not keep. */
    String django() {
        String mode = "\"sslmode\": " + Endpoint.quoted(endpoint.mode().keyword());
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
                        Endpoint.quoted(endpoint.target().host()),
                        endpoint.port(),
                        Endpoint.quoted(endpoint.target().database()),
                        Endpoint.quoted(endpoint.target().user()),
                        Endpoint.PASSWORD,
                        rootCert()
                                .map(path -> mode + ", \"sslrootcert\": " + Endpoint.quoted(path))
                                .orElse(mode),
                        endpoint.pooled() ? "        \"DISABLE_SERVER_SIDE_CURSORS\": True,\n" : "");
    }
}
