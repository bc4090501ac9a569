package dev.planetfall.migration.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.postgres.ConnectionSettings;
import dev.planetfall.postgres.ConnectionStrings;
import dev.planetfall.postgres.ServerMarks;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose server it is once it has answered: what was seen on each host, and what must not deceive. */
class ProviderMarksTest {
    private static final String OWN_NAME = "ada@db.example.com/shop";
    private static final ServerMarks NONE = new ServerMarks(
            "PostgreSQL 17.6 on x86_64-pc-linux-gnu, compiled by gcc, 64-bit",
            Set.of(),
            Set.of(),
            Set.of("plpgsql"),
            Set.of(),
            false);

    @ParameterizedTest
    @CsvSource({
        "neon, Neon",
        "supautils, Supabase",
        "rds, Amazon RDS",
        "cloudsql, Google Cloud SQL",
        "alloydb, Google AlloyDB",
        "azure, Azure Database for PostgreSQL",
        "aiven, Aiven",
        "rdb, Scaleway",
        "pginsights, PlanetScale"
    })
    void knowsASettingBehindANameOfOnesOwn(String prefix, String provider) {
        assertProvider(OWN_NAME, settings(NONE, prefix), provider);
    }

    @ParameterizedTest
    @CsvSource({
        "neon_superuser, Neon",
        "supabase_admin, Supabase",
        "rds_superuser, Amazon RDS",
        "rdsadmin, Amazon RDS",
        "cloudsqlsuperuser, Google Cloud SQL",
        "cloudsqladmin, Google Cloud SQL",
        "alloydbsuperuser, Google AlloyDB",
        "alloydbadmin, Google AlloyDB",
        "azure_pg_admin, Azure Database for PostgreSQL",
        "azuresu, Azure Database for PostgreSQL",
        "doadmin, DigitalOcean",
        "avnadmin, Aiven",
        "tsdbadmin, Timescale",
        "crunchy_superuser, Crunchy Bridge",
        "_crunchyadmin, Crunchy Bridge",
        "pscale_admin, PlanetScale"
    })
    void knowsARoleBehindABareNumber(String role, String provider) {
        assertProvider("ada@34.76.1.2/shop", roles(NONE, role), provider);
    }

    @ParameterizedTest
    @CsvSource({
        "neon, Neon",
        "supabase_vault, Supabase",
        "google_columnar_engine, Google AlloyDB",
        "google_db_advisor, Google AlloyDB",
        "google_ml_integration, Google AlloyDB",
        "aiven_extras, Aiven",
        "timescaledb, Self-hosted PostgreSQL"
    })
    void knowsAnExtension(String extension, String provider) {
        assertProvider(OWN_NAME, extensions(NONE, extension), provider);
    }

    @ParameterizedTest
    @CsvSource({
        "supabase_functions, Supabase",
        "supabase_migrations, Supabase",
        "_supabase, Supabase",
        "google_ml, Google AlloyDB",
        "perfsnap, Google AlloyDB",
        "pscale_extensions, PlanetScale"
    })
    void knowsASchema(String schema, String provider) {
        assertProvider(OWN_NAME, schemas(NONE, schema), provider);
    }

    @ParameterizedTest
    @CsvSource({
        OWN_NAME + ", Amazon Aurora",
        "ada@shop.c9akciq32abc.eu-west-1.rds.amazonaws.com/shop, Amazon Aurora",
        "ada@shop.cluster-c9akciq32abc.eu-west-1.rds.amazonaws.com/shop, Amazon Aurora",
        "u9l3hgk2mhl1n2@c3nv.cluster-czrs.us-east-1.rds.amazonaws.com/d8r82722r2kuvn, Heroku"
    })
    void knowsAuroraByItsFunction(String address, String provider) {
        ServerMarks marks = settings(roles(NONE, "rds_superuser", "rdsadmin"), "rds");
        assertProvider(
                address,
                new ServerMarks(
                        marks.version(),
                        marks.settingPrefixes(),
                        marks.roles(),
                        marks.extensions(),
                        marks.schemas(),
                        true),
                provider);
    }

    @Test
    void takesAClusterOfPlainRdsForWhatItIs() {
        assertProvider(
                "ada@shop.cluster-c9akciq32abc.eu-west-1.rds.amazonaws.com/shop",
                settings(roles(NONE, "rds_superuser"), "rds"),
                "Amazon RDS");
    }

    @Test
    void believesTheProvidersOwnAddressFirst() {
        assertProvider("u@ep-a-1.us-east-2.aws.neon.tech/d", settings(NONE, "rds"), "Neon");
    }

    @Test
    void believesASettingBeforeARoleAndARoleBeforeAnExtension() {
        ServerMarks marks = extensions(roles(NONE, "azure_pg_admin"), "aiven_extras");
        assertProvider(OWN_NAME, marks, "Azure Database for PostgreSQL");
        assertProvider(OWN_NAME, settings(marks, "cloudsql"), "Google Cloud SQL");
    }

    @Test
    void tellsDigitalOceanFromAivenThatItIsBuiltUpon() {
        assertProvider(OWN_NAME, settings(roles(extensions(NONE, "aiven_extras"), "doadmin"), "aiven"), "DigitalOcean");
    }

    @Test
    void tellsAlloyDbFromCloudSql() {
        assertProvider(
                "ada@34.76.1.2/shop",
                settings(roles(NONE, "alloydbsuperuser", "cloudsqlsuperuser"), "alloydb", "cloudsql"),
                "Google AlloyDB");
    }

    @Test
    void takesAServerWithoutMarksForOneOfOnesOwn() {
        assertProvider(OWN_NAME, NONE, "Self-hosted PostgreSQL");
        assertProvider("postgres@roundhouse.proxy.rlwy.net:23432/railway", NONE, "Railway");
    }

    private static void assertProvider(String address, ServerMarks marks, String name) {
        ConnectionSettings settings =
                ConnectionStrings.parse("postgresql://" + address).settings();
        assertThat(Providers.of(settings, marks).name()).isEqualTo(name);
    }

    private static ServerMarks settings(ServerMarks marks, String... prefixes) {
        return new ServerMarks(
                marks.version(), Set.of(prefixes), marks.roles(), marks.extensions(), marks.schemas(), marks.aurora());
    }

    private static ServerMarks roles(ServerMarks marks, String... names) {
        return new ServerMarks(
                marks.version(),
                marks.settingPrefixes(),
                Set.of(names),
                marks.extensions(),
                marks.schemas(),
                marks.aurora());
    }

    private static ServerMarks extensions(ServerMarks marks, String... names) {
        return new ServerMarks(
                marks.version(),
                marks.settingPrefixes(),
                marks.roles(),
                Set.of(names),
                marks.schemas(),
                marks.aurora());
    }

    private static ServerMarks schemas(ServerMarks marks, String... names) {
        return new ServerMarks(
                marks.version(),
                marks.settingPrefixes(),
                marks.roles(),
                marks.extensions(),
                Set.of(names),
                marks.aurora());
    }
}
