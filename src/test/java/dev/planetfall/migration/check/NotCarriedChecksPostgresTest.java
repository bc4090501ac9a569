package dev.planetfall.migration.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.planetfall.migration.Finding;
import dev.planetfall.migration.PlanBuilder;
import dev.planetfall.migration.SchemaSource;
import dev.planetfall.migration.Scope;
import dev.planetfall.migration.Severity;
import dev.planetfall.postgres.QualifiedName;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Checks of what the copy of the schema leaves out, or makes with less. */
@ExtendWith(TwoPostgresExtension.class)
class NotCarriedChecksPostgresTest {
    private static final Finding NOTHING =
            Finding.passed("not-carried", "Nothing is left out but what other checks name.");

    @Test
    void tellsWhichFunctionsLoseTheirPromises(TwoPostgres servers) {
        assertThat(Asked.findings(new PlannerPromisesCheck(), servers))
                .containsExactly(Finding.passed(
                        "planner-promises", "No function promises the planner what only a superuser may declare."));
        admin(servers, """
                CREATE FUNCTION public.lp() RETURNS int LANGUAGE sql LEAKPROOF AS 'SELECT 1';
                CREATE FUNCTION public.supported(text, text) RETURNS boolean LANGUAGE sql LEAKPROOF SUPPORT textlike_support
                    AS 'SELECT true';
                CREATE TABLE public.item (id int PRIMARY KEY DEFAULT public.lp());
                """);
        assertThat(Asked.findings(new PlannerPromisesCheck(), servers))
                .containsExactly(Finding.note(
                                "planner-promises",
                                "2 functions lose LEAKPROOF or SUPPORT on PlanetScale, where only a superuser may declare it:"
                                        + " public.lp, public.supported.",
                                "They return the same as before. A query over row-level security or a view with"
                                        + " security_barrier may become slower: try the important ones on PlanetScale before"
                                        + " the cutover.")
                        .withDetails(List.of(
                                "public.lp: LEAKPROOF", "public.supported: LEAKPROOF, SUPPORT textlike_support")));
        assertThat(Asked.findings(new NotCarriedCheck(), servers)).containsExactly(NOTHING);
    }

    @Test
    void namesDefaultsThatGoWithTheirFunction(TwoPostgres servers) {
        admin(servers, """
                CREATE FUNCTION public.in_c(int) RETURNS int LANGUAGE internal AS 'int4abs';
                CREATE TABLE public.item (id int PRIMARY KEY DEFAULT public.in_c(1));
                CREATE OPERATOR FAMILY public.mine USING btree;
                """);
        assertThat(Asked.findings(new NotCarriedCheck(), servers))
                .containsExactly(Finding.warning(
                                "not-carried",
                                "2 objects of the source will not be carried over: OPERATOR FAMILY public.mine USING btree,"
                                        + " DEFAULT public.item id.",
                                "The application's tables can behave in another way without them. Read each reason, and make"
                                        + " by hand on PlanetScale what the application needs.")
                        .withDetails(List.of(
                                "OPERATOR FAMILY public.mine USING btree: An operator family may be made by a superuser"
                                        + " only, which PlanetScale does not give.",
                                "DEFAULT public.item id: It needs public.in_c(integer), which is not part of this"
                                        + " migration.")));
    }

    @Test
    void stopsForATableThatCannotBeMade(TwoPostgres servers) {
        admin(servers, """
                CREATE OPERATOR CLASS public.backwards FOR TYPE int USING btree AS OPERATOR 1 >, OPERATOR 2 >=, OPERATOR 3 =,
                    OPERATOR 4 <=, OPERATOR 5 <, FUNCTION 1 btint4cmp(int, int);
                CREATE TABLE public.item (id int) PARTITION BY RANGE (id public.backwards);
                """);
        assertThat(Asked.findings(new NotCarriedCheck(), servers))
                .extracting(Finding::severity, Finding::sentence)
                .contains(tuple(Severity.BLOCKER, "1 table cannot be made on PlanetScale: TABLE public.item."));
    }

    @Test
    void namesFunctionsOfATableThatIsOutOfScope(TwoPostgres servers) {
        admin(servers, """
                CREATE TABLE public.gone (id int PRIMARY KEY);
                CREATE FUNCTION public.gf() RETURNS SETOF public.gone LANGUAGE sql AS 'SELECT 1';
                CREATE VIEW public.of_gone AS SELECT id FROM public.gone;
                """);
        assertThat(Asked.findings(new NotCarriedCheck(), servers)).containsExactly(NOTHING);
        Scope scope = new Scope(Set.of(), Set.of(QualifiedName.of("public", "gone")));
        assertThat(Asked.findings(new NotCarriedCheck(), Asked.within(servers, scope)))
                .as("the view is told by the check of references")
                .extracting(Finding::details)
                .containsExactly(
                        List.of("FUNCTION public.gf(): It needs public.gone, which is not part of this migration."));
    }

    @Test
    void knowsThatPgDumpCarriesForeignTables(TwoPostgres servers) {
        admin(servers, """
                CREATE EXTENSION postgres_fdw;
                CREATE SERVER other FOREIGN DATA WRAPPER postgres_fdw;
                CREATE FOREIGN TABLE public.remote (id int) SERVER other;
                CREATE VIEW public.of_remote AS SELECT id FROM public.remote;
                CREATE VIEW public.of_view AS SELECT id FROM public.of_remote;
                """);
        assertThat(details(servers, SchemaSource.PG_DUMP)).containsExactly(List.of());
        assertThat(details(servers, SchemaSource.CATALOG))
                .containsExactly(List.of(
                        "VIEW public.of_remote: It needs public.remote, which is not part of this migration.",
                        "VIEW public.of_view: It needs public.of_remote, which is not part of this migration."));
    }

    private static List<List<String>> details(TwoPostgres servers, SchemaSource reader) {
        return Asked.findings(
                        new NotCarriedCheck(),
                        PlanBuilder.from(servers.plan())
                                .schemaSource(reader)
                                .build()
                                .orElseThrow())
                .stream()
                .map(Finding::details)
                .toList();
    }

    private static void admin(TwoPostgres servers, String sql) {
        servers.sourceAdmin().useSession(session -> session.execute(sql));
    }
}
