package dev.planetfall.ui.page;

import dev.planetfall.postgres.SslMode;

/**
 * For JavaScript: node-postgres and Prisma.
 *
 * @see <a href="https://node-postgres.com/features/ssl">node-postgres: SSL</a>
 * @see <a href="https://www.prisma.io/docs/orm/v6/overview/databases/postgresql">Prisma: sslmode, sslaccept, pgbouncer</a>
 */
record NodeSnippets(Endpoint endpoint) {
    /**
     * A connection string would do, too, but an {@code sslrootcert} in it is read as a file, and what {@code sslmode} means there has
     * changed with the versions.
     */
    String nodePostgres() {
        return """
                %simport { Pool } from "pg";

                export const pool = new Pool({
                  host: %s,
                  port: %s,
                  database: %s,
                  user: %s,
                  password: "%s",
                  ssl: %s,
                });
                %s""".formatted(
                        endpoint.certificate().isPresent() && endpoint.mode().verifiesCertificate()
                                ? "import { readFileSync } from \"node:fs\";\n"
                                : "",
                        Endpoint.quoted(endpoint.target().host()),
                        endpoint.port(),
                        Endpoint.quoted(endpoint.target().database()),
                        Endpoint.quoted(endpoint.target().user()),
                        Endpoint.PASSWORD,
                        tls(),
                        endpoint.pooled()
                                ? "// Give no query a name: the pooler keeps no prepared statement from one transaction to the"
                                        + " next.\n"
                                : "");
    }

    private String tls() {
        return switch (endpoint.mode()) {
            case DISABLE -> "false";
            case ALLOW, PREFER, REQUIRE -> "{ rejectUnauthorized: false }";
            case VERIFY_CA -> "{ rejectUnauthorized: true" + authority() + ", checkServerIdentity: () => undefined }";
            case VERIFY_FULL -> "{ rejectUnauthorized: true" + authority() + " }";
        };
    }

    private String authority() {
        return endpoint.certificate()
                .map(path -> ", ca: readFileSync(" + Endpoint.quoted(path) + ")")
                .orElse("");
    }

    /** Prisma's engine has its own words for TLS: {@code sslaccept=strict} is what others call verifying. */
    String prisma() {
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
                """.formatted(prisma(endpoint), prisma(endpoint.direct()));
    }

    private static String prisma(Endpoint endpoint) {
        return "postgresql://" + endpoint.place() + "?sslmode=" + prismaMode(endpoint)
                + (endpoint.pooled() ? "&pgbouncer=true" : "");
    }

    private static String prismaMode(Endpoint endpoint) {
        if (endpoint.mode().verifiesCertificate()) {
            return "require&sslaccept=strict"
                    + endpoint.certificate()
                            .map(path -> "&sslcert=" + Endpoint.encoded(path))
                            .orElse("");
        }
        return endpoint.mode() == SslMode.ALLOW
                ? SslMode.PREFER.keyword()
                : endpoint.mode().keyword();
    }
}
