package dev.planetfall.ui.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.postgres.ConnectionSettings;
import dev.planetfall.postgres.Password;
import dev.planetfall.postgres.SslMode;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConnectionSnippetsTest {
    private static final ConnectionSettings LOCAL = new ConnectionSettings(
            "localhost", 5433, "my store", "ada \"a\"", Password.of("hunter22"), SslMode.DISABLE, Optional.empty());

    @Test
    void neverHoldsThePasswordButAlwaysItsPlace() {
        for (ConnectionSettings target : new ConnectionSettings[] {Story.planetScale(), LOCAL}) {
            assertThat(ConnectionSnippets.of(target))
                    .allSatisfy(snippet -> assertThat(snippet.text())
                            .contains("<password>")
                            .doesNotContain("pscale_pw_secret", "hunter22"));
        }
    }

    @Test
    void offersEveryCommonStack() {
        assertThat(ConnectionSnippets.of(Story.planetScale()))
                .extracting(ConnectionSnippets.Snippet::stack)
                .containsExactly("URI", "JDBC", "Rails", "Django", "Prisma", "node-postgres", "Spring", "psql");
    }

    @Test
    void sendsApplicationsToThePoolerAndPeopleToTheServer() {
        assertThat(text("URI", Story.planetScale()))
                .isEqualTo("postgresql://postgres.b4n1:<password>@x7k2p9.pg.psdb.cloud:6432/postgres"
                        + "?sslmode=verify-full&sslrootcert=system");
        assertThat(text("psql", Story.planetScale()))
                .isEqualTo("psql 'postgresql://postgres.b4n1:<password>@x7k2p9.pg.psdb.cloud:5432/postgres"
                        + "?sslmode=verify-full&sslrootcert=system'");
    }

    @Test
    void takesJavasOwnCertificatesForJdbc() {
        assertThat(text("JDBC", Story.planetScale()))
                .isEqualTo(
                        "jdbc:postgresql://x7k2p9.pg.psdb.cloud:6432/postgres?sslmode=verify-full"
                                + "&sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory&user=postgres.b4n1&password=<password>");
        assertThat(text("Spring", Story.planetScale())).isEqualTo("""
                        spring.datasource.url=jdbc:postgresql://x7k2p9.pg.psdb.cloud:6432/postgres?sslmode=verify-full&sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory
                        spring.datasource.username=postgres.b4n1
                        spring.datasource.password=<password>
                        """);
    }

    @Test
    void turnsOffInRailsWhatATransactionPoolerCannotDo() {
        assertThat(text("Rails", Story.planetScale())).isEqualTo("""
                        # In the environment:
                        # DATABASE_URL=postgresql://postgres.b4n1:<password>@x7k2p9.pg.psdb.cloud:6432/postgres?sslmode=verify-full&sslrootcert=system
                        production:
                          adapter: postgresql
                          url: <%= ENV["DATABASE_URL"] %>
                          prepared_statements: false
                          advisory_locks: false
                        # Run db:migrate with port 5432.
                        """);
        assertThat(text("Rails", LOCAL)).doesNotContain("prepared_statements");
    }

    @Test
    void quotesForPython() {
        assertThat(text("Django", LOCAL)).isEqualTo("""
                        DATABASES = {
                            "default": {
                                "ENGINE": "django.db.backends.postgresql",
                                "HOST": "localhost",
                                "PORT": "5433",
                                "NAME": "my store",
                                "USER": "ada \\"a\\"",
                                "PASSWORD": "<password>",
                                "OPTIONS": {"sslmode": "disable"},
                            }
                        }
                        """);
        assertThat(text("Django", Story.planetScale()))
                .contains("\"OPTIONS\": {\"sslmode\": \"verify-full\", \"sslrootcert\": \"system\"},")
                .contains("\"DISABLE_SERVER_SIDE_CURSORS\": True,");
    }

    @Test
    void speaksPrismasOwnWordsForTls() {
        assertThat(text("Prisma", Story.planetScale()))
                .contains("DATABASE_URL=\"postgresql://postgres.b4n1:<password>@x7k2p9.pg.psdb.cloud:6432/postgres"
                        + "?sslmode=require&sslaccept=strict&pgbouncer=true\"")
                .contains("DIRECT_URL=\"postgresql://postgres.b4n1:<password>@x7k2p9.pg.psdb.cloud:5432/postgres"
                        + "?sslmode=require&sslaccept=strict\"");
    }

    @Test
    void verifiesTheCertificateInNode() {
        assertThat(text("node-postgres", Story.planetScale())).contains("ssl: { rejectUnauthorized: true }");
        assertThat(text("node-postgres", LOCAL)).contains("ssl: false", "port: 5433");
    }

    @Test
    void encodesWhatAUriCannotHold() {
        assertThat(text("URI", LOCAL))
                .isEqualTo("postgresql://ada%20%22a%22:<password>@localhost:5433/my%20store?sslmode=disable");
    }

    @Test
    void namesTheCertificateAuthorityThatWasChosen() {
        ConnectionSettings withAuthority = new ConnectionSettings(
                "10.0.0.7",
                5432,
                "store",
                "ada",
                Password.NONE,
                SslMode.VERIFY_CA,
                Optional.of(Path.of("/etc/ca.pem")));

        assertThat(text("URI", withAuthority)).endsWith("?sslmode=verify-ca&sslrootcert=%2Fetc%2Fca.pem");
        assertThat(text("JDBC", withAuthority)).contains("&sslrootcert=%2Fetc%2Fca.pem");
    }

    @Test
    void explainsPortsOnlyWherePlanetScaleHasThem() {
        assertThat(ConnectionSnippets.portAdvice(Story.planetScale())).contains("6432", "5432");
        assertThat(ConnectionSnippets.portAdvice(LOCAL)).doesNotContain("6432");
    }

    private static String text(String stack, ConnectionSettings target) {
        return ConnectionSnippets.of(target).stream()
                .filter(snippet -> snippet.stack().equals(stack))
                .findFirst()
                .orElseThrow()
                .text();
    }
}
