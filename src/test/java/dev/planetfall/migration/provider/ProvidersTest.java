package dev.planetfall.migration.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.planetfall.postgres.ConnectionSettings;
import dev.planetfall.postgres.ConnectionStrings;
import dev.planetfall.postgres.Identifier;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProvidersTest {
    @ParameterizedTest
    @CsvSource({
        "Neon, neondb_owner@ep-cool-sea-123456.us-east-2.aws.neon.tech/neondb",
        "Neon, neondb_owner@EP-Cool-Sea-123456-pooler.us-east-2.aws.NEON.tech./neondb",
        "Supabase, postgres@db.abcdefghijklmnopqrst.supabase.co/postgres",
        "Supabase, postgres.abcdefghijklmnopqrst@aws-0-eu-west-1.pooler.supabase.com:6543/postgres",
        "Amazon RDS, ada@shop.c9akciq32abc.eu-west-1.rds.amazonaws.com/shop",
        "Amazon RDS, ada@shop.proxy-c9akciq32abc.eu-west-1.rds.amazonaws.com/shop",
        "Amazon Aurora, ada@shop.cluster-c9akciq32abc.eu-west-1.rds.amazonaws.com/shop",
        "Amazon Aurora, ada@shop.cluster-ro-c9akciq32abc.eu-west-1.rds.amazonaws.com/shop",
        "Azure Database for PostgreSQL, ada@shop.postgres.database.azure.com/shop",
        "Heroku, u9l3hgk2mhl1n2@ec2-34-1-2-3.compute-1.amazonaws.com/d8r82722r2kuvn",
        "Heroku, u9l3hgk2mhl1n2@c3nv2ev86aje4j.cluster-czrs8kj4isg7.us-east-1.rds.amazonaws.com/d8r82722r2kuvn",
        "DigitalOcean, doadmin@shop-do-user-1-0.b.db.ondigitalocean.com:25060/defaultdb",
        "DigitalOcean, doadmin@shop-do-user-1-0.b.db.ondigitalocean.com:25061/pool",
        "Google Cloud SQL, ada@1a2b3c.4d5e6f.europe-west1.sql.goog/shop",
        "Google AlloyDB, ada@1a2b3c.4d5e6f.europe-west1.alloydb.goog/shop",
        "Google AlloyDB, ada@1a2b3c.4d5e6f.europe-west1.alloydb-psc.goog/shop",
        "Aiven, avnadmin@shop-ada.a.aivencloud.com:12691/defaultdb",
        "Crunchy Bridge, postgres@p.vbjrfujv5beutaoelw725gvi3i.db.postgresbridge.com/postgres",
        "Timescale, tsdbadmin@abcd1234.efgh5678.tsdb.cloud.timescale.com:33333/tsdb",
        "Scaleway, ada@rw-0a1b2c3d.rdb.fr-par.scw.cloud:21474/shop",
        "Railway, postgres@roundhouse.proxy.rlwy.net:23432/railway",
        "Railway, postgres@postgres.railway.internal/railway",
        "Render, ada@dpg-c0a1b2c3d4.frankfurt-postgres.render.com/shop",
        "Fly.io, postgres@shop-db.fly.dev/shop",
        "Fly.io, postgres@shop-db.flycast/shop",
        "PlanetScale, postgres.abc123@abc-useast1-1.horizon.psdb.cloud/postgres",
        "PlanetScale, postgres.abc123@eu-west-2.pg.psdb.cloud/postgres",
        "Self-hosted PostgreSQL, ada@ec2-34-1-2-3.compute-1.amazonaws.com/shop",
        "Self-hosted PostgreSQL, ada@localhost/shop",
        "Self-hosted PostgreSQL, ada@neon.tech.example.com/shop",
        "Self-hosted PostgreSQL, ada@34.76.1.2/shop"
    })
    void recognisesTheHost(String name, String address) {
        assertThat(Providers.of(settings(address)).name()).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({
        "u@ep-a-1-pooler.us-east-2.aws.neon.tech/d, u@ep-a-1.us-east-2.aws.neon.tech:5432/d",
        "u@ep-a-pooler-1-pooler.c-2.eu-west-2.aws.neon.tech/d, u@ep-a-pooler-1.c-2.eu-west-2.aws.neon.tech:5432/d",
        "postgres.abc123@aws-0-eu-west-1.pooler.supabase.com:6543/postgres, postgres@db.abc123.supabase.co:5432/postgres",
        "postgres.abc123@aws-0-eu-west-1.pooler.supabase.com/postgres, postgres@db.abc123.supabase.co:5432/postgres",
        "my.role.abc123@aws-0-eu-west-1.pooler.supabase.com/d, my.role@db.abc123.supabase.co:5432/d",
        "postgres@db.abc123.supabase.co:6543/postgres, postgres@db.abc123.supabase.co:5432/postgres",
        "u@a.b.db.ondigitalocean.com:25061/pool, u@a.b.db.ondigitalocean.com:25060/pool",
        "u@a.horizon.psdb.cloud:6432/d, u@a.horizon.psdb.cloud:5432/d",
        "u@p.vbjrfu.db.postgresbridge.com:5431/d, u@p.vbjrfu.db.postgresbridge.com:5432/d",
        "u@a.europe-west1.sql.goog:6432/d, u@a.europe-west1.sql.goog:5432/d",
        "u@a.europe-west1.alloydb.goog:6432/d, u@a.europe-west1.alloydb.goog:5432/d",
        "u@a.postgres.database.azure.com:6432/d, u@a.postgres.database.azure.com:5432/d"
    })
    void leadsFromThePoolerToTheServer(String pooled, String direct) {
        ConnectionSettings settings = settings(pooled);
        Provider provider = Providers.of(settings);
        assertThat(provider.isPooled(settings)).isTrue();
        assertThat(provider.direct(settings)).contains(settings(direct));
        assertThat(provider.isPooled(settings(direct))).isFalse();
        assertThat(provider.direct(settings(direct))).contains(settings(direct));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgres@aws-0-eu-west-1.pooler.supabase.com:6543/postgres",
                "u@shop.proxy-c9akciq32abc.eu-west-1.rds.amazonaws.com/shop",
                "u@pooler.example.com/d",
                "u@pgbouncer.example.com/d",
                "u@db-pooler.example.com/d",
                "u@localhost:6432/d",
                "u@localhost:6543/d"
            })
    void knowsAPoolerThatDoesNotTellItsServer(String pooled) {
        ConnectionSettings settings = settings(pooled);
        assertThat(Providers.of(settings).isPooled(settings)).isTrue();
        assertThat(Providers.of(settings).direct(settings)).isEmpty();
    }

    @Test
    void keepsThePasswordOnTheWayToTheServer() {
        ConnectionSettings settings =
                settings("postgres.abc123:p%40ss@aws-0-eu-west-1.pooler.supabase.com:6543/postgres");
        assertThat(Providers.of(settings).direct(settings).orElseThrow().password())
                .isEqualTo(settings.password());
    }

    @Test
    void leavesOutWhatBelongsToThePlatform() {
        Provider supabase = Providers.of(settings("u@db.abc.supabase.co/postgres"));
        assertThat(supabase.excludedSchemas())
                .contains(new Identifier("auth"), new Identifier("storage"))
                .doesNotContain(new Identifier("public"), new Identifier("extensions"));
        assertThat(supabase.excludedExtensions()).contains(new Identifier("pg_graphql"));
        assertThat(supabase.excludedEventTriggers()).contains(new Identifier("pgrst_ddl_watch"));
    }

    @Test
    void saysWhoDoesNotReplicate() {
        assertThat(Providers.ALL.stream().filter(provider -> !provider.offersReplication()))
                .extracting(Provider::name)
                .containsExactly("Heroku", "Timescale");
    }

    @ParameterizedTest
    @CsvSource({
        "us-east-2, u@ep-cool-sea-123456-pooler.us-east-2.aws.neon.tech/d",
        "eu-west-2, u@ep-cool-sea-123456.c-2.eu-west-2.aws.neon.tech/d",
        "eastus2, u@ep-cool-sea-123456.eastus2.azure.neon.tech/d",
        "eu-west-1, postgres.abc@aws-0-eu-west-1.pooler.supabase.com/d",
        "eu-west-1, u@shop.c9akciq32abc.eu-west-1.rds.amazonaws.com/d",
        "us-gov-west-1, u@shop.cluster-c9akciq32abc.us-gov-west-1.rds.amazonaws.com/d",
        "cn-north-1, u@shop.c9akciq32abc.cn-north-1.rds.amazonaws.com.cn/d",
        "us-east-1, u9l3hgk2mhl1n2@ec2-34-1-2-3.compute-1.amazonaws.com/d8r82722r2kuvn",
        "eu-west-1, u9l3hgk2mhl1n2@ec2-34-1-2-3.eu-west-1.compute.amazonaws.com/d8r82722r2kuvn",
        "us-east-1, ada@ec2-34-1-2-3.compute-1.amazonaws.com/shop",
        "fr-par, u@rw-0a1b2c3d.rdb.fr-par.scw.cloud/d",
        "useast1, u@abc-useast1-1.horizon.psdb.cloud/d",
        "eu-west-2, u@eu-west-2.pg.psdb.cloud/d",
        "us-east-1, u@aws-us-east-1.pg.psdb.cloud/d",
        "us-central1, u@gcp-us-central1.pg.psdb.cloud/d"
    })
    void readsTheRegionOutOfTheAddress(String region, String address) {
        ConnectionSettings settings = settings(address);
        assertThat(Providers.of(settings).region(settings)).contains(region);
    }

    @ParameterizedTest
    @ValueSource(strings = {"u@abc123.pg.psdb.cloud/d", "u@db.abc.supabase.co/d", "u@localhost/d", "u@34.76.1.2/d"})
    void inventsNoRegion(String address) {
        ConnectionSettings settings = settings(address);
        assertThat(Providers.of(settings).region(settings)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "true, ada@shop.cluster-ro-c9akciq32abc.eu-west-1.rds.amazonaws.com/shop",
        "false, ada@shop.cluster-c9akciq32abc.eu-west-1.rds.amazonaws.com/shop",
        "true, postgres.abc123|replica@eu-west-2.pg.psdb.cloud/postgres",
        "false, postgres.abc123@eu-west-2.pg.psdb.cloud/postgres"
    })
    void knowsAnAddressForReading(boolean forReading, String address) {
        ConnectionSettings settings = settings(address);
        assertThat(Providers.of(settings).isForReading(settings)).isEqualTo(forReading);
    }

    @Test
    void saysWhatToDoWhereThereIsNoReplication() {
        assertThat(Providers.ALL)
                .allSatisfy(provider -> assertThat(provider.insteadOfReplication())
                        .as(provider.name())
                        .hasSizeGreaterThanOrEqualTo(provider.offersReplication() ? 0 : 2)
                        .allMatch(line -> line.endsWith(".")));
        assertThat(Providers.ALL)
                .flatExtracting(Provider::limits)
                .allMatch(line -> line.endsWith("."))
                .isNotEmpty();
    }

    @Test
    void listsEveryProviderOnceWithTheSelfHostedLast() {
        Set<String> written = new ClassFileImporter()
                .importPackages("dev.planetfall.migration.provider").stream()
                        .filter(type -> type.isAssignableTo(Provider.class) && !type.isInterface())
                        .map(JavaClass::getName)
                        .collect(Collectors.toSet());
        List<String> listed = Providers.ALL.stream()
                .map(provider -> provider.getClass().getName())
                .toList();
        assertThat(listed).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(written);
        assertThat(listed).last().isEqualTo(SelfHosted.class.getName());
    }

    @Test
    void warnsOfTheRestartWhereThereIsSomethingToTurnOn() {
        assertThat(Providers.ALL)
                .filteredOn(Provider::offersReplication)
                .allSatisfy(provider -> assertThat(provider.restartWarning())
                        .as(provider.name())
                        .matches(warning -> warning.isPresent()
                                != provider.replicationSteps().isEmpty()));
    }

    private static ConnectionSettings settings(String address) {
        return ConnectionStrings.parse("postgresql://" + address).settings();
    }

    @Test
    void eachSaysWhereTheConnectionStringIs() {
        assertThat(Providers.ALL)
                .allSatisfy(provider -> assertThat(provider.connectionSteps())
                        .as(provider.name())
                        .hasSizeBetween(2, 3)
                        .allMatch(step -> step.endsWith(".")));
    }
}
