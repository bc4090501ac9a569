package dev.planetfall.ui.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.postgres.ConnectionSettings;
import dev.planetfall.postgres.Password;
import dev.planetfall.postgres.SslMode;
import dev.planetfall.ui.page.ConnectionSnippets.Port;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConnectionSnippetsTest {
    private static final ConnectionSettings LOCAL = new ConnectionSettings(
            "localhost", 5433, "my store", "ada \"a\"", Password.of("hunter22"), SslMode.DISABLE, Optional.empty());

    private static final ConnectionSettings WITH_AUTHORITY = new ConnectionSettings(
            "10.0.0.7", 5432, "store", "ada", Password.NONE, SslMode.VERIFY_CA, Optional.of(Path.of("/etc/ca.pem")));

    private static final int POOLED = 0;
    private static final int DIRECT = 1;

    @Test
    void neverHoldsThePasswordButAlwaysItsPlace() {
        for (ConnectionSettings target : new ConnectionSettings[] {Story.planetScale(), LOCAL, WITH_AUTHORITY}) {
            assertThat(ConnectionSnippets.of(target))
                    .flatExtracting(Port::snippets)
                    .allSatisfy(snippet -> assertThat(snippet.text())
                            .contains("<password>")
                            .doesNotContain("pscale_pw_secret", "hunter22"));
        }
    }

    @Test
    void offersEveryCommonStackForBothPorts() {
        assertThat(ConnectionSnippets.of(Story.planetScale()))
                .extracting(Port::title)
                .containsExactly("6432, for the application", "5432, direct");
        assertThat(ConnectionSnippets.of(LOCAL)).extracting(Port::title).containsExactly("5433, direct");
        assertThat(ConnectionSnippets.of(Story.planetScale()))
                .allSatisfy(port -> assertThat(port.snippets())
                        .extracting(ConnectionSnippets.Snippet::stack)
                        .containsExactly(
                                "URI",
                                "psql",
                                "JDBC",
                                "Spring",
                                "Rails",
                                "Django",
                                "SQLAlchemy",
                                "SQLAlchemy asyncpg",
                                "Prisma",
                                "node-postgres",
                                "Go pgx"));
    }

    @Test
    void writesAUriForLibpq() {
        assertThat(text("URI", Story.planetScale(), POOLED))
                .isEqualTo("postgresql://postgres.b4n1:<password>@x7k2p9.pg.psdb.cloud:6432/postgres"
                        + "?sslmode=verify-full&sslrootcert=system");
        assertThat(text("psql", Story.planetScale(), DIRECT))
                .isEqualTo("psql 'postgresql://postgres.b4n1:<password>@x7k2p9.pg.psdb.cloud:5432/postgres"
                        + "?sslmode=verify-full&sslrootcert=system'");
        assertThat(text("URI", WITH_AUTHORITY, POOLED)).endsWith("?sslmode=verify-ca&sslrootcert=%2Fetc%2Fca.pem");
        assertThat(text("URI", LOCAL, POOLED))
                .isEqualTo("postgresql://ada%20%22a%22:<password>@localhost:5433/my%20store?sslmode=disable");
    }

    @Test
    void takesJavasOwnCertificatesForJdbcAndPreparesNothingBehindThePooler() {
        assertThat(text("JDBC", Story.planetScale(), POOLED))
                .isEqualTo("jdbc:postgresql://x7k2p9.pg.psdb.cloud:6432/postgres?sslmode=verify-full"
                        + "&sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory&prepareThreshold=0"
                        + "&user=postgres.b4n1&password=<password>");
        assertThat(text("JDBC", Story.planetScale(), DIRECT)).contains(":5432/").doesNotContain("prepareThreshold");
        assertThat(text("JDBC", WITH_AUTHORITY, POOLED)).contains("&sslrootcert=%2Fetc%2Fca.pem");
        assertThat(text("Spring", Story.planetScale(), DIRECT)).isEqualTo("""
                        spring.datasource.url=jdbc:postgresql://x7k2p9.pg.psdb.cloud:5432/postgres?sslmode=verify-full&sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory
                        spring.datasource.username=postgres.b4n1
                        spring.datasource.password=<password>
                        """);
    }

    @Test
    void turnsOffInRailsWhatATransactionPoolerCannotDo() {
        assertThat(text("Rails", Story.planetScale(), POOLED)).isEqualTo("""
                        # In the environment:
                        # DATABASE_URL=postgresql://postgres.b4n1:<password>@x7k2p9.pg.psdb.cloud:6432/postgres?sslmode=verify-full&sslrootcert=system
                        production:
                          adapter: postgresql
                          url: <%= ENV["DATABASE_URL"] %>
                          prepared_statements: false
                          advisory_locks: false
                        # Run db:migrate with port 5432.
                        """);
        assertThat(text("Rails", Story.planetScale(), DIRECT))
                .contains(":5432/")
                .doesNotContain("prepared_statements");
    }

    @Test
    void quotesForDjango() {
        assertThat(text("Django", LOCAL, POOLED)).isEqualTo("""
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
        assertThat(text("Django", Story.planetScale(), POOLED))
                .contains("\"OPTIONS\": {\"sslmode\": \"verify-full\", \"sslrootcert\": \"system\"},")
                .contains("\"DISABLE_SERVER_SIDE_CURSORS\": True,");
    }

    @Test
    void preparesNothingInSqlAlchemyBehindThePooler() {
        assertThat(text("SQLAlchemy", Story.planetScale(), POOLED)).isEqualTo("""
                        from sqlalchemy import create_engine

                        engine = create_engine(
                            "postgresql+psycopg://postgres.b4n1:<password>@x7k2p9.pg.psdb.cloud:6432/postgres?sslmode=verify-full&sslrootcert=system",
                            pool_pre_ping=True,
                            connect_args={"prepare_threshold": None},
                        )
                        """);
        assertThat(text("SQLAlchemy", Story.planetScale(), DIRECT)).doesNotContain("prepare_threshold");
    }

    @Test
    void givesAsyncpgAContextForTlsAndNamesOfItsOwn() {
        assertThat(text("SQLAlchemy asyncpg", Story.planetScale(), POOLED)).isEqualTo("""
                        import ssl
                        from uuid import uuid4

                        from sqlalchemy.ext.asyncio import create_async_engine
                        from sqlalchemy.pool import NullPool

                        tls = ssl.create_default_context()
                        engine = create_async_engine(
                            "postgresql+asyncpg://postgres.b4n1:<password>@x7k2p9.pg.psdb.cloud:6432/postgres",
                            connect_args={
                                "ssl": tls,
                                "statement_cache_size": 0,
                                "prepared_statement_cache_size": 0,
                                "prepared_statement_name_func": lambda: f"__asyncpg_{uuid4()}__",
                            },
                            poolclass=NullPool,
                        )
                        """);
        assertThat(text("SQLAlchemy asyncpg", WITH_AUTHORITY, POOLED)).isEqualTo("""
                        import ssl

                        from sqlalchemy.ext.asyncio import create_async_engine

                        tls = ssl.create_default_context(cafile="/etc/ca.pem")
                        tls.check_hostname = False
                        engine = create_async_engine(
                            "postgresql+asyncpg://ada:<password>@10.0.0.7:5432/store",
                            connect_args={
                                "ssl": tls,
                            },
                            pool_pre_ping=True,
                        )
                        """);
        assertThat(text("SQLAlchemy asyncpg", LOCAL, POOLED)).contains("\"ssl\": \"disable\",");
    }

    @Test
    void speaksPrismasOwnWordsForTls() {
        assertThat(text("Prisma", Story.planetScale(), POOLED))
                .contains("DATABASE_URL=\"postgresql://postgres.b4n1:<password>@x7k2p9.pg.psdb.cloud:6432/postgres"
                        + "?sslmode=require&sslaccept=strict&pgbouncer=true\"")
                .contains("DIRECT_URL=\"postgresql://postgres.b4n1:<password>@x7k2p9.pg.psdb.cloud:5432/postgres"
                        + "?sslmode=require&sslaccept=strict\"");
        assertThat(text("Prisma", Story.planetScale(), DIRECT)).doesNotContain("6432", "pgbouncer");
        assertThat(text("Prisma", WITH_AUTHORITY, POOLED))
                .contains("?sslmode=require&sslaccept=strict&sslcert=%2Fetc%2Fca.pem\"");
    }

    @Test
    void verifiesTheCertificateInNode() {
        assertThat(text("node-postgres", Story.planetScale(), POOLED))
                .contains("ssl: { rejectUnauthorized: true }", "port: 6432", "// Give no query a name:");
        assertThat(text("node-postgres", WITH_AUTHORITY, POOLED))
                .startsWith("import { readFileSync } from \"node:fs\";\n")
                .contains("ssl: { rejectUnauthorized: true, ca: readFileSync(\"/etc/ca.pem\"), checkServerIdentity: ()"
                        + " => undefined },");
        assertThat(text("node-postgres", LOCAL, POOLED)).contains("ssl: false", "port: 5433");
    }

    @Test
    void preparesNothingInGoBehindThePooler() {
        assertThat(text("Go pgx", Story.planetScale(), POOLED)).isEqualTo("""
                        import "github.com/jackc/pgx/v5/pgxpool"

                        pool, err := pgxpool.New(ctx,
                            "postgresql://postgres.b4n1:<password>@x7k2p9.pg.psdb.cloud:6432/postgres?sslmode=verify-full&default_query_exec_mode=exec")
                        """);
        assertThat(text("Go pgx", WITH_AUTHORITY, POOLED)).contains("?sslmode=verify-ca&sslrootcert=%2Fetc%2Fca.pem\"");
    }

    @Test
    void explainsPortsOnlyWherePlanetScaleHasThem() {
        assertThat(ConnectionSnippets.portAdvice(Story.planetScale())).contains("6432", "5432");
        assertThat(ConnectionSnippets.portAdvice(LOCAL)).doesNotContain("6432");
    }

    private static String text(String stack, ConnectionSettings target, int port) {
        return ConnectionSnippets.of(target).get(port).snippets().stream()
                .filter(snippet -> snippet.stack().equals(stack))
                .findFirst()
                .orElseThrow()
                .text();
    }
}
