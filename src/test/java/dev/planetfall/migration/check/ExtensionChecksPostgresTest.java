package dev.planetfall.migration.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.planetfall.migration.Finding;
import dev.planetfall.migration.Remedy;
import dev.planetfall.migration.Severity;
import dev.planetfall.migration.provider.PlanetScaleExtensions;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Extensions: what PlanetScale takes, in which version, what depends on the others, and the jobs they run. */
@ExtendWith(TwoPostgresExtension.class)
class ExtensionChecksPostgresTest {
    @Test
    void saysWhatToDoAboutEachClassOfRefusalAndWhatWouldBeLost(TwoPostgres servers) {
        servers.sourceAdmin().useSession(session -> session.execute("""
                CREATE EXTENSION hstore;
                CREATE EXTENSION pageinspect;
                CREATE EXTENSION adminpack;
                CREATE VIEW public.meta AS SELECT * FROM bt_metap('pg_class_oid_index');
                CREATE TYPE public.hll AS (a int);
                CREATE TABLE public.visit (id int PRIMARY KEY, seen public.hll, "All" public.hll[]);
                """));
        pretend(servers, "hll", "pg_cron", "postgis", "pgrowlocks");
        servers.sourceAdmin().useSession(session -> session.execute("ALTER EXTENSION hll ADD TYPE public.hll"));

        List<Finding> findings = Asked.findings(new ExtensionsCheck(), servers);

        assertThat(findings)
                .extracting(Finding::severity, Finding::sentence)
                .containsExactly(
                        tuple(
                                Severity.BLOCKER,
                                "PlanetScale has 1 extension of the source that must be turned on first: pg_cron."),
                        tuple(
                                Severity.BLOCKER,
                                "PlanetScale offers 1 extension of the source but refuses it to this role: pgrowlocks."),
                        tuple(
                                Severity.BLOCKER,
                                "PlanetScale has turned 1 extension of the source off for the time being: postgis."),
                        tuple(
                                Severity.BLOCKER,
                                "PlanetScale does not offer 3 extensions of the source: adminpack, hll, pageinspect."));
        assertThat(findings.get(0).details()).containsExactly("pg_cron: ERROR: extension \"pg_cron\" is not available");
        assertThat(findings.get(0).advice()).isEqualTo(PlanetScaleExtensions.HOW_TO_ENABLE + " Then check again.");
        assertThat(findings.get(1).details())
                .containsExactly("pgrowlocks: ERROR: permission denied to create extension \"pgrowlocks\"");
        assertThat(findings.get(3).details())
                .containsExactly(
                        "adminpack: ERROR: extension \"adminpack\" is not available",
                        "hll: ERROR: extension \"hll\" is not available",
                        "hll: instead: use roaringbitmap",
                        "hll: used by column All of table visit",
                        "hll: used by column seen of table visit",
                        "pageinspect: ERROR: permission denied to create extension \"pageinspect\"",
                        "pageinspect: used by view meta");
    }

    @Test
    void dropsToolsThatNothingIsBuiltUponAndTakesItBack(TwoPostgres servers) {
        servers.sourceAdmin().useSession(session -> session.execute("CREATE EXTENSION pageinspect"));
        Remedy remedy =
                Asked.findings(new ExtensionsCheck(), servers).get(0).remedy().orElseThrow();
        assertThat(remedy.forAdministrator()).isTrue();
        assertThat(remedy.sql()).isEqualTo("DROP EXTENSION \"pageinspect\";");
        servers.sourceAdmin().useSession(session -> session.execute(remedy.sql()));
        assertThat(Asked.findings(new ExtensionsCheck(), servers))
                .containsExactly(
                        Finding.passed("extensions", "The source uses no extension that PlanetScale would need."));
        servers.sourceAdmin().useSession(session -> session.execute(remedy.undo()));
        assertThat(Asked.findings(new ExtensionsCheck(), servers))
                .extracting(Finding::severity)
                .containsExactly(Severity.BLOCKER);
    }

    @Test
    void acceptsExtensionsThatAreThereOrCanBeMadeAndMakesNone(TwoPostgres servers) {
        servers.sourceAdmin()
                .useSession(session -> session.execute(
                        "CREATE EXTENSION hstore; CREATE EXTENSION citext; CREATE EXTENSION pageinspect"));
        servers.targetAdmin().useSession(session -> session.execute("CREATE EXTENSION pageinspect"));
        assertThat(Asked.findings(new ExtensionsCheck(), servers))
                .containsExactly(Finding.passed(
                        "extensions",
                        "PlanetScale has or takes 3 extensions of the source: citext, hstore, pageinspect."));
        List<String> made = servers.targetAdmin()
                .withSession(session ->
                        session.query("SELECT extname FROM pg_extension ORDER BY 1", row -> row.text("extname")));
        assertThat(made).containsExactly("pageinspect", "plpgsql");
    }

    @Test
    void leavesExtensionsThatBringALanguageToTheCheckOfLanguages(TwoPostgres servers) {
        pretend(servers, "plv8");
        servers.sourceAdmin().useSession(session -> session.execute("""
                CREATE LANGUAGE plv8 HANDLER plpgsql_call_handler;
                ALTER EXTENSION plv8 ADD LANGUAGE plv8;
                """));
        assertThat(Asked.findings(new ExtensionsCheck(), servers))
                .containsExactly(
                        Finding.passed("extensions", "The source uses no extension that PlanetScale would need."));
        assertThat(Asked.findings(new LanguagesCheck(), servers))
                .extracting(Finding::severity, Finding::details)
                .containsExactly(tuple(Severity.BLOCKER, List.of("plv8: ERROR: extension \"plv8\" is not available")));
    }

    @Test
    void comparesVersions(TwoPostgres servers) {
        servers.sourceAdmin()
                .useSession(session -> session.execute("CREATE EXTENSION hstore; CREATE EXTENSION citext"));
        assertThat(Asked.findings(new ExtensionVersionsCheck(), servers))
                .containsExactly(Finding.passed(
                        "extension-versions", "PlanetScale's extensions are as new as those of the source."));
        servers.sourceAdmin()
                .useSession(session ->
                        session.execute("UPDATE pg_extension SET extversion = '1.100' WHERE extname = 'hstore'"));
        assertThat(Asked.findings(new ExtensionVersionsCheck(), servers))
                .containsExactly(Finding.warning(
                                "extension-versions",
                                "PlanetScale has older versions than the source of 1 extension: hstore.",
                                "Functions, types and operators that came later are missing there. Choose a newer PostgreSQL"
                                        + " on PlanetScale, or look whether the application uses them.")
                        .withDetails(List.of("hstore: source 1.100, PlanetScale 1.8")));
    }

    @Test
    void ordersVersionsByTheirNumbers() {
        assertThat(ExtensionVersionsCheck.isOlder("1.9", "1.10")).isTrue();
        assertThat(ExtensionVersionsCheck.isOlder("3.6", "3.6.1")).isTrue();
        assertThat(ExtensionVersionsCheck.isOlder("2.0", "1.10")).isFalse();
        assertThat(ExtensionVersionsCheck.isOlder("1.0", "1.0")).isFalse();
        assertThat(ExtensionVersionsCheck.isOlder("unpackaged", "20250101123456789"))
                .isFalse();
    }

    @Test
    void listsJobsWithoutTheirCommands(TwoPostgres servers) {
        assertThat(Asked.findings(new ScheduledJobsCheck(), servers))
                .containsExactly(Finding.passed("scheduled-jobs", "No extension of the source runs jobs by itself."));
        pretend(servers, "pg_cron", "pg_partman", "timescaledb");
        servers.sourceAdmin().useSession(session -> session.execute("""
                CREATE SCHEMA cron;
                CREATE TABLE cron.job (jobid bigint, schedule text, command text, active boolean, jobname text);
                INSERT INTO cron.job VALUES (1, '0 3 * * *', 'call with key hunter2', true, 'nightly'),
                                            (2, '10 seconds', 'SELECT 1', false, NULL);
                CREATE TABLE public.part_config (parent_table text, partition_interval text);
                INSERT INTO public.part_config VALUES ('public.event', '1 mon');
                CREATE SCHEMA timescaledb_information;
                CREATE TABLE timescaledb_information.jobs (job_id int, application_name text, schedule_interval interval);
                INSERT INTO timescaledb_information.jobs VALUES (1, 'Telemetry', '1 day'),
                                                                (1000, 'Retention Policy [1000]', '1 day');
                GRANT USAGE ON SCHEMA cron, timescaledb_information TO PUBLIC;
                GRANT SELECT ON cron.job, public.part_config, timescaledb_information.jobs TO PUBLIC;
                """));
        assertThat(Asked.findings(new ScheduledJobsCheck(), servers))
                .containsExactly(Finding.note(
                                "scheduled-jobs",
                                "4 jobs that the source runs by itself will not be on PlanetScale.",
                                "Make each anew on PlanetScale after the cutover, not before: a job that runs on both servers"
                                        + " does its work twice. Jobs of other roles may not be visible here.")
                        .withDetails(List.of(
                                "pg_cron job 1 nightly: 0 3 * * *",
                                "pg_cron job 2: 10 seconds (turned off)",
                                "pg_partman: public.event every 1 mon",
                                "timescaledb job 1000 Retention Policy [1000]: every 1 day")));
    }

    /** Extensions that the servers of the tests do not have. What has a small number counts as part of the server. */
    private static void pretend(TwoPostgres servers, String... names) {
        servers.sourceAdmin().useSession(session -> {
            for (int i = 0; i < names.length; i++) {
                session.execute("""
                        INSERT INTO pg_extension (oid, extname, extowner, extnamespace, extrelocatable, extversion)
                        VALUES (%s, '%s', 10, 'public'::regnamespace, false, '1.0')
                        """.formatted(4_242_000 + i, names[i]));
            }
        });
    }
}
