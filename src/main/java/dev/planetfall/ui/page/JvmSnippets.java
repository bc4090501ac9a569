package dev.planetfall.ui.page;

/**
 * For Java: the PostgreSQL JDBC driver, by itself and in Spring Boot.
 *
 * @see <a href="https://jdbc.postgresql.org/documentation/ssl/">pgjdbc: SSL</a>
 * @see <a href="https://www.pgbouncer.org/faq.html#disabling-prepared-statements-in-jdbc">PgBouncer: JDBC</a>
 */
record JvmSnippets(Endpoint endpoint) {
    String jdbc() {
        return url() + "&user=" + Endpoint.encoded(endpoint.target().user()) + "&password=" + Endpoint.PASSWORD;
    }

    String spring() {
        return """
                spring.datasource.url=%s
                spring.datasource.username=%s
                spring.datasource.password=%s
                """.formatted(url(), endpoint.target().user().replace("\\", "\\\\"), Endpoint.PASSWORD);
    }

    /**
     * pgjdbc knows no {@code sslrootcert=system}; this factory is Java's own list of authorities. It prepares a statement on the
     * server when it is run for the fifth time, if it is not told otherwise.
     */
    private String url() {
        String certificate = endpoint.certificate()
                .map(path -> "&sslrootcert=" + Endpoint.encoded(path))
                .orElse(
                        endpoint.mode().verifiesCertificate()
                                ? "&sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory"
                                : "");
        return "jdbc:postgresql://" + endpoint.address() + "?sslmode="
                + endpoint.mode().keyword() + certificate + (endpoint.pooled() ? "&prepareThreshold=0" : "");
    }
}
