package dev.planetfall.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LookalikeTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "REDSHIFT | PostgreSQL 8.0.2 on i686-pc-linux-gnu, compiled by GCC gcc (GCC) 3.4.2, Redshift 1.0.48805",
                "COCKROACHDB | CockroachDB CCL v23.1.11 (x86_64-pc-linux-gnu, built 2023/09/27 01:53:43, go1.19.10)",
                "YUGABYTEDB | PostgreSQL 11.2-YB-2.19.3.0-b0 on x86_64-pc-linux-gnu, compiled by clang, 64-bit",
                "YUGABYTEDB | PostgreSQL 15.2-YB-2024.2.0.0-b0 on x86_64-pc-linux-gnu",
                "GREENPLUM | PostgreSQL 9.4.26 (Greenplum Database 6.21.0 build commit:abc) on x86_64-unknown-linux-gnu"
            })
    void isKnownByItsVersion(Lookalike expected, String version) {
        assertThat(Lookalike.ofVersion(version)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PostgreSQL 10.23 on x86_64-pc-linux-gnu, compiled by gcc (Debian 8.3.0-6) 8.3.0, 64-bit",
                "PostgreSQL 16.8 on aarch64-unknown-linux-gnu, compiled by gcc, 64-bit",
                "PostgreSQL 17.5 (6bc9ef8) on x86_64-pc-linux-gnu, compiled by gcc, 64-bit",
                "PostgreSQL 14.11 (EnterpriseDB Advanced Server 14.11.0) on x86_64-pc-linux-gnu",
                "PostgreSQL 18.1 (Ubuntu 18.1-1.pgdg24.04+2) on x86_64-pc-linux-gnu"
            })
    void isNotPostgresItself(String version) {
        assertThat(Lookalike.ofVersion(version)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "REDSHIFT, examplecluster.abc123xyz789.us-west-2.redshift.amazonaws.com",
        "REDSHIFT, default.123456789012.us-east-1.redshift-serverless.amazonaws.com",
        "COCKROACHDB, shop-1234.7tt.aws-us-east-1.cockroachlabs.cloud",
        "YUGABYTEDB, us-west-2.a1b2c3.aws.yugabyte.cloud",
        "AURORA_DSQL, Foo0bar1baz2quux3quuux4.dsql.us-east-1.on.aws."
    })
    void isKnownByItsAddress(Lookalike expected, String host) {
        assertThat(Lookalike.of(at(host))).contains(expected);
        assertThat(expected.explain()).startsWith("This is " + expected.title() + ", ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"redshift.example.com", "shop.abc.us-east-1.rds.amazonaws.com", "localhost", "::1"})
    void isNotAnyAddress(String host) {
        assertThat(Lookalike.of(at(host))).isEmpty();
    }

    private static ConnectionSettings at(String host) {
        return ConnectionStrings.parse("postgresql://ada@localhost/shop")
                .settings()
                .withHost(host);
    }
}
