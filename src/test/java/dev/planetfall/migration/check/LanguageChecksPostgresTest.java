package dev.planetfall.migration.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.planetfall.demo.EmbeddedServer;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.MigrationPlan;
import dev.planetfall.migration.Severity;
import dev.planetfall.postgres.ConnectionSettings;
import dev.planetfall.testing.PostgresPair;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Checks of how both servers write and sort text, and of the languages, types and operators they know. */
@ExtendWith(TwoPostgresExtension.class)
class LanguageChecksPostgresTest {
    @Test
    void judgesHowTextIsWritten(TwoPostgres servers) {
        assertThat(Asked.findings(new EncodingCheck(), servers))
                .containsExactly(Finding.passed("encoding", "Both databases write text as UTF8."));
        try {
            database(servers, "written_as_bytes", "ENCODING 'SQL_ASCII' LOCALE 'C'");
            database(servers, "written_as_latin", "ENCODING 'LATIN1' LOCALE 'C'");
            EmbeddedServer server = servers.sourceServer();
            ConnectionSettings bytes = server.settings("written_as_bytes");
            ConnectionSettings latin = server.settings("written_as_latin");
            assertThat(sentence(new EncodingCheck(), Asked.from(servers, bytes)))
                    .isEqualTo(
                            "WARNING The source does not know how its text is written (SQL_ASCII), and PlanetScale takes"
                                    + " only UTF8.");
            assertThat(sentence(new EncodingCheck(), Asked.from(servers, latin)))
                    .isEqualTo("NOTE The source writes text as LATIN1; it is converted into UTF8 on the way.");
            assertThat(sentence(new EncodingCheck(), Asked.to(servers, bytes)))
                    .isEqualTo("WARNING The PlanetScale database does not look at how text is written (SQL_ASCII).");
            assertThat(sentence(new EncodingCheck(), Asked.to(servers, latin)))
                    .isEqualTo(
                            "BLOCKER PlanetScale's database writes text as LATIN1, which lacks characters that the source"
                                    + " can hold as UTF8.");
        } finally {
            servers.sourceServer().dropDatabase("written_as_bytes");
            servers.sourceServer().dropDatabase("written_as_latin");
        }
    }

    @Test
    void warnsWhenTextsAreSortedByOtherRules(TwoPostgres servers) {
        assertThat(Asked.findings(new CollationsCheck(), servers))
                .containsExactly(Finding.passed("collations", "Both databases sort texts by the same rules: C."));
        try {
            database(servers, "sorted_by_icu", "ENCODING 'UTF8' LOCALE_PROVIDER icu ICU_LOCALE 'en-US' LOCALE 'C'");
            ConnectionSettings icu = servers.sourceServer().settings("sorted_by_icu");
            assertThat(sentence(new CollationsCheck(), Asked.from(servers, icu)))
                    .isEqualTo(
                            "WARNING PlanetScale sorts texts by other rules (C) than the source (ICU en-US, letters by"
                                    + " C).");
        } finally {
            servers.sourceServer().dropDatabase("sorted_by_icu");
        }
    }

    @Test
    void namesSortingRulesThatPlanetScaleLacksAndThatChanged(TwoPostgres servers) {
        servers.sourceAdmin().useSession(session -> session.execute("""
                CREATE COLLATION pg_catalog.olden FROM "C";
                CREATE TABLE public.item (id int PRIMARY KEY, name text COLLATE olden, title text COLLATE "en-x-icu");
                CREATE INDEX by_title ON public.item (title);
                UPDATE pg_collation SET collversion = '1.0' WHERE collname IN ('en-x-icu', 'de-x-icu');
                """));
        assertThat(Asked.findings(new CollationsCheck(), servers))
                .containsExactly(
                        Finding.blocker(
                                        "collations",
                                        "PlanetScale lacks sorting rules that 1 table or index of the source names.",
                                        "These objects cannot be made as they are. Change the collation of each column on the"
                                                + " source to one that PlanetScale has, such as an ICU collation"
                                                + " (en-x-icu).")
                                .withDetails(List.of("public.item: olden")),
                        Finding.warning(
                                        "collations",
                                        "The source's operating system changed its sorting rules after indexes were built by"
                                                + " them.",
                                        "Such indexes can miss rows and let a unique value in twice, which would stop the"
                                                + " copy on PlanetScale. Build the indexes on texts again on the source"
                                                + " (REINDEX), then run ALTER COLLATION or ALTER DATABASE with REFRESH"
                                                + " COLLATION VERSION.")
                                .withDetails(List.of("en-x-icu")));
    }

    @Test
    void triesTheLanguagesOfFunctions(TwoPostgres servers) {
        assertThat(Asked.findings(new LanguagesCheck(), servers))
                .containsExactly(Finding.passed(
                        "languages", "PlanetScale has every language in which the source has functions."));
        servers.sourceAdmin().useSession(session -> session.execute("""
                CREATE TYPE public.span AS RANGE (subtype = int);
                CREATE LANGUAGE plv8 HANDLER plpgsql_call_handler;
                CREATE FUNCTION public."In V8"() RETURNS int LANGUAGE plv8 AS 'return 1';
                CREATE FUNCTION public.in_c(cstring) RETURNS int4 LANGUAGE internal AS 'int4in';
                CREATE FUNCTION public.in_sql() RETURNS int LANGUAGE sql AS 'SELECT 1';
                """));
        assertThat(Asked.findings(new LanguagesCheck(), servers))
                .containsExactly(
                        Finding.blocker(
                                        "languages",
                                        "1 function of the source is written in C, and PlanetScale takes no libraries of"
                                                + " others: public.in_c.",
                                        "Write each anew in SQL or PL/pgSQL, or drop it on the source if nothing uses it.")
                                .withDetails(List.of("public.in_c: internal")),
                        Finding.blocker(
                                        "languages",
                                        "PlanetScale has no plv8, in which 1 function of the source is written.",
                                        "Write these functions anew in SQL or PL/pgSQL, or move their work into the"
                                                + " application. Drop a language on the source that no function uses: DROP"
                                                + " EXTENSION.")
                                .withDetails(List.of(
                                        "plv8: ERROR: extension \"plv8\" is not available", "public.\"In V8\": plv8")));
        servers.targetAdmin()
                .useSession(session -> session.execute("CREATE LANGUAGE plv8 HANDLER plpgsql_call_handler"));
        assertThat(Asked.findings(new LanguagesCheck(), servers))
                .as("a language that only superusers may use does not help")
                .hasSize(2);
        servers.targetAdmin().useSession(session -> session.execute("UPDATE pg_language SET lanpltrusted = true"));
        assertThat(Asked.findings(new LanguagesCheck(), servers)).hasSize(1);
    }

    @Test
    void takesAnAggregateForWhatItIsMadeOf(TwoPostgres servers) {
        source(servers, """
                CREATE FUNCTION add_numbers(int, int) RETURNS int LANGUAGE sql AS 'SELECT $1 + $2';
                CREATE AGGREGATE simple_sum(int) (SFUNC = add_numbers, STYPE = int, INITCOND = '0');
                """);
        assertThat(Asked.findings(new LanguagesCheck(), servers))
                .containsExactly(Finding.passed(
                        "languages", "PlanetScale has every language in which the source has functions."));
        servers.sourceAdmin().useSession(session -> session.execute("""
                CREATE FUNCTION public.add_in_c(int, int) RETURNS int LANGUAGE internal AS 'int4pl';
                CREATE AGGREGATE public.fast_sum(int) (SFUNC = public.add_in_c, STYPE = int, INITCOND = '0');
                """));
        assertThat(Asked.findings(new LanguagesCheck(), servers))
                .extracting(Finding::details)
                .containsExactly(List.of("public.add_in_c: internal"));
    }

    @Test
    @PostgresPair(source = 13, target = 18)
    void knowsAggregatesOfOlderVersionsToo(TwoPostgres servers) {
        source(servers, "CREATE AGGREGATE simple_sum(int) (SFUNC = int4pl, STYPE = int, INITCOND = '0')");
        assertThat(Asked.findings(new LanguagesCheck(), servers))
                .containsExactly(Finding.passed(
                        "languages", "PlanetScale has every language in which the source has functions."));
    }

    @Test
    @PostgresPair(source = 15, target = 13)
    void namesTypesThatTheTargetDoesNotHave(TwoPostgres servers) {
        source(servers, """
                CREATE DOMAIN spans AS int4multirange;
                CREATE TABLE item (id int PRIMARY KEY, free int4multirange[], taken spans);
                """);
        assertThat(Asked.findings(new RemovedTypesCheck(), servers))
                .extracting(Finding::severity, Finding::details)
                .containsExactly(tuple(
                        Severity.BLOCKER,
                        List.of(
                                "public.item: column free has type int4multirange",
                                "public.item: column taken has type int4multirange")));
    }

    @Test
    @PostgresPair(source = 13, target = 18)
    void namesOperatorsAndAggregatesThatVersion14Removed(TwoPostgres servers) {
        source(servers, """
                CREATE FUNCTION halved(int) RETURNS int LANGUAGE sql AS 'SELECT $1 / 2';
                CREATE OPERATOR %% (LEFTARG = int, FUNCTION = halved);
                CREATE AGGREGATE gather(anyelement) (SFUNC = array_append, STYPE = anyarray, INITCOND = '{}');
                CREATE AGGREGATE fine(int) (SFUNC = int4pl, STYPE = int);
                """);
        Finding finding = Asked.findings(new RemovedTypesCheck(), servers).get(0);
        assertThat(finding.severity()).isEqualTo(Severity.BLOCKER);
        assertThat(finding.sentence())
                .isEqualTo("PlanetScale's version of PostgreSQL no longer has what 2 objects of the source use:"
                        + " public.\"%%\", public.gather.");
        source(servers, "DROP OPERATOR %% (int, NONE); DROP AGGREGATE gather(anyelement)");
        assertThat(Asked.findings(new RemovedTypesCheck(), servers))
                .containsExactly(Finding.passed(
                        "removed-types", "PlanetScale's version has every type and operator that is in scope."));
    }

    private static String sentence(Check check, MigrationPlan plan) {
        Finding finding = Asked.findings(check, plan).get(0);
        return finding.severity() + " " + finding.sentence();
    }

    private static void database(TwoPostgres servers, String name, String options) {
        servers.sourceAdmin()
                .useSession(session -> session.execute("CREATE DATABASE " + name + " TEMPLATE template0 " + options));
    }

    private static void source(TwoPostgres servers, String sql) {
        servers.sourceDatabase().useSession(session -> session.execute(sql));
    }
}
