package dev.planetfall.ui.page;

/**
 * For SQLAlchemy, with psycopg 3 and with asyncpg.
 *
 * @see <a href="https://www.psycopg.org/psycopg3/docs/advanced/prepare.html">psycopg: prepared statements</a>
 * @see <a href="https://magicstack.github.io/asyncpg/current/api/index.html#connection">asyncpg: ssl, statement_cache_size</a>
 * @see <a href="https://docs.sqlalchemy.org/en/20/dialects/postgresql.html#prepared-statement-name-with-pgbouncer">SQLAlchemy:
 *     asyncpg behind PgBouncer</a>
 */
record PythonSnippets(Endpoint endpoint) {
    private static final String UNNAMED = """
                    "statement_cache_size": 0,
                    "prepared_statement_cache_size": 0,
                    "prepared_statement_name_func": lambda: f"__asyncpg_{uuid4()}__",
            """;

    /** psycopg prepares a statement on the server when it is run for the fifth time. */
    String sqlAlchemy() {
        String url = "postgresql+psycopg://" + endpoint.place() + new LibpqSnippets(endpoint).parameters();
        return """
                from sqlalchemy import create_engine

                engine = create_engine(
                    %s,
                    pool_pre_ping=True,
                %s)
                """.formatted(
                Endpoint.quoted(url), endpoint.pooled() ? "    connect_args={\"prepare_threshold\": None},\n" : "");
    }

    /** SQLAlchemy hands its arguments to asyncpg as they are, which knows {@code ssl} there and no {@code sslmode}. */
    String asyncpg() {
        return """
                %sfrom sqlalchemy.ext.asyncio import create_async_engine
                %s
                %sengine = create_async_engine(
                    "postgresql+asyncpg://%s",
                    connect_args={
                        "ssl": %s,
                %s    },
                %s)
                """.formatted(
                        imports(),
                        endpoint.pooled() ? "from sqlalchemy.pool import NullPool\n" : "",
                        context(),
                        endpoint.place(),
                        endpoint.mode().verifiesCertificate()
                                ? "tls"
                                : Endpoint.quoted(endpoint.mode().keyword()),
                        endpoint.pooled() ? UNNAMED : "",
                        endpoint.pooled() ? "    poolclass=NullPool,\n" : "    pool_pre_ping=True,\n");
    }

    private String imports() {
        String tls = endpoint.mode().verifiesCertificate() ? "import ssl\n" : "";
        String names = endpoint.pooled() ? "from uuid import uuid4\n" : "";
        return tls + names + (tls.isEmpty() && names.isEmpty() ? "" : "\n");
    }

    private String context() {
        if (!endpoint.mode().verifiesCertificate()) {
            return "";
        }
        String file = endpoint.certificate()
                .map(path -> "cafile=" + Endpoint.quoted(path))
                .orElse("");
        return "tls = ssl.create_default_context(" + file + ")\n"
                + (endpoint.checksHost() ? "" : "tls.check_hostname = False\n");
    }
}
