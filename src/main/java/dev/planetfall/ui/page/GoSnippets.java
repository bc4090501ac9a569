package dev.planetfall.ui.page;

/**
 * For Go with pgx 5.
 *
 * @see <a href="https://pkg.go.dev/github.com/jackc/pgx/v5/pgconn#ParseConfig">pgx: sslmode, sslrootcert</a>
 * @see <a href="https://pkg.go.dev/github.com/jackc/pgx/v5#QueryExecMode">pgx: QueryExecMode</a>
 */
record GoSnippets(Endpoint endpoint) {
    /**
     * Without {@code sslrootcert} Go's own list of authorities counts, which is the system's; the word {@code system} would be read
     * as a file. pgx prepares every statement on the server, if it is not told otherwise.
     */
    String pgx() {
        String uri = "postgresql://" + endpoint.place() + "?sslmode="
                + endpoint.mode().keyword()
                + endpoint.certificate()
                        .map(path -> "&sslrootcert=" + Endpoint.encoded(path))
                        .orElse("")
                + (endpoint.pooled() ? "&default_query_exec_mode=exec" : "");
        return """
                import "github.com/jackc/pgx/v5/pgxpool"

                pool, err := pgxpool.New(ctx,
                    %s)
                """.formatted(Endpoint.quoted(uri));
    }
}
