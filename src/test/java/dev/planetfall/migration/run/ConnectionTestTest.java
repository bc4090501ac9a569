package dev.planetfall.migration.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.provider.Providers;
import dev.planetfall.postgres.ConnectionSettings;
import dev.planetfall.postgres.ConnectionStrings;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionTestTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "u@ep-a-1-pooler.us-east-2.aws.neon.tech/d | ep-a-1-pooler.us-east-2.aws.neon.tech:5432 is a connection"
                        + " pooler, through which no replication passes: use the direct address"
                        + " ep-a-1.us-east-2.aws.neon.tech:5432.",
                "postgres.abc@aws-0-eu-west-1.pooler.supabase.com:6543/d | aws-0-eu-west-1.pooler.supabase.com:6543 is a"
                        + " connection pooler, through which no replication passes: use the direct address"
                        + " db.abc.supabase.co:5432 with user postgres.",
                "u@a.horizon.psdb.cloud:6432/d | a.horizon.psdb.cloud:6432 is a connection pooler, through which no"
                        + " replication passes: use the direct address a.horizon.psdb.cloud:5432.",
                "u@pgbouncer.example.com/d | pgbouncer.example.com:5432 looks like a connection pooler, through which no"
                        + " replication passes: use the address of the server itself."
            })
    void namesTheDirectAddressOfAPooler(String address, String sentence) {
        ConnectionSettings pooled =
                ConnectionStrings.parse("postgresql://" + address).settings();
        assertThat(ConnectionTest.pooler(pooled, Providers.of(pooled).direct(pooled)))
                .isEqualTo(sentence);
    }
}
