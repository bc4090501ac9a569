package dev.planetfall.migration.schema.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.Scope;
import dev.planetfall.postgres.ServerVersion;
import dev.planetfall.testing.PostgresPair;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What only a superuser may make is told with its reason, together with what needs it, and nothing of it is made. */
@ExtendWith(TwoPostgresExtension.class)
class SuperuserObjectsPostgresTest {
    private static final String MADE_BY_SUPERUSER = """
            CREATE LANGUAGE "My ""tongue"" 🚀" HANDLER plpgsql_call_handler;
            CREATE TYPE shell;
            CREATE TYPE based;
            CREATE FUNCTION based_in(cstring) RETURNS based LANGUAGE internal IMMUTABLE STRICT AS 'textin';
            CREATE FUNCTION based_out(based) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'textout';
            CREATE TYPE based (input = based_in, output = based_out, like = text);
            CREATE TABLE holds (b based[]);
            CREATE ACCESS METHOD mine TYPE INDEX HANDLER bthandler;
            CREATE OPERATOR FAMILY family USING btree;
            CREATE OPERATOR CLASS class FOR TYPE int USING btree FAMILY family AS
                OPERATOR 1 <, OPERATOR 3 =, OPERATOR 5 >, FUNCTION 1 btint4cmp(int, int);
            CREATE TYPE odd_range AS RANGE (subtype = int, subtype_opclass = class);
            CREATE DOMAIN over_range AS odd_range;
            CREATE TRANSFORM FOR int LANGUAGE plpgsql (FROM SQL WITH FUNCTION prsd_lextype(internal));
            CREATE TEXT SEARCH PARSER parser (START = prsd_start, GETTOKEN = prsd_nexttoken, END = prsd_end,
                LEXTYPES = prsd_lextype, HEADLINE = prsd_headline);
            CREATE TEXT SEARCH TEMPLATE template (LEXIZE = dsimple_lexize);
            CREATE TEXT SEARCH DICTIONARY of_template (TEMPLATE = template);
            CREATE TEXT SEARCH CONFIGURATION of_parser (PARSER = parser);
            CREATE FOREIGN DATA WRAPPER "Wrap ""it"" 🚀" OPTIONS (secret 'hunter2');
            CREATE SERVER far FOREIGN DATA WRAPPER "Wrap ""it"" 🚀" OPTIONS (secret 'hunter2');
            CREATE USER MAPPING FOR public SERVER far OPTIONS (password 'hunter2');
            CREATE USER MAPPING FOR store_owner SERVER far OPTIONS (password 'hunter2');
            CREATE FOREIGN TABLE far_rows (id int NOT NULL DEFAULT 1) SERVER far OPTIONS (secret 'hunter2');
            CREATE FUNCTION fires() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
            CREATE EVENT TRIGGER watch ON ddl_command_end EXECUTE FUNCTION fires();
            CREATE CAST (date AS int) WITH INOUT;
            CREATE CAST (bigint AS timestamp) WITHOUT FUNCTION;
            CREATE AGGREGATE average(bigint) (sfunc = int8_avg_accum, stype = internal, finalfunc = numeric_poly_avg);
            """;

    private static final List<String> TOLD = List.of(
            "PROCEDURAL LANGUAGE My \"tongue\" 🚀: A language without an extension may be made by a superuser only, which PlanetScale does not give.",
            "TYPE public.shell: The type is declared and not defined.",
            "TYPE public.based: A base type is written in C, which needs a superuser.",
            "FUNCTION public.based_in(cstring): It is written in INTERNAL, which only a superuser may use.",
            "FUNCTION public.based_out(public.based): It is written in INTERNAL, which only a superuser may use.",
            "TABLE public.holds: It needs public.based, which is not part of this migration.",
            "ACCESS METHOD mine: An access method may be made by a superuser only, which PlanetScale does not give.",
            "OPERATOR FAMILY public.family USING btree: An operator family may be made by a superuser only, which PlanetScale does not give.",
            "OPERATOR CLASS public.class USING btree: An operator class may be made by a superuser only, which PlanetScale does not give.",
            "TYPE public.odd_range: It needs public.class USING btree, which is not part of this migration.",
            "DOMAIN public.over_range: It needs public.odd_range, which is not part of this migration.",
            "TRANSFORM integer LANGUAGE plpgsql: The functions of a transform are written in C, which needs a superuser.",
            "TEXT SEARCH PARSER public.parser: A parser may be made by a superuser only, which PlanetScale does not give.",
            "TEXT SEARCH TEMPLATE public.template: A template may be made by a superuser only, which PlanetScale does not give.",
            "TEXT SEARCH DICTIONARY public.of_template: It needs public.template, which is not part of this migration.",
            "TEXT SEARCH CONFIGURATION public.of_parser: It needs public.parser, which is not part of this migration.",
            "FOREIGN DATA WRAPPER Wrap \"it\" 🚀: A wrapper without an extension may be made by a superuser only, which PlanetScale does not give.",
            "SERVER far: PlanetScale may not reach this server. Create it there by hand if it is still needed.",
            "USER MAPPING public on far: A user mapping can hold a password. Create it by hand if it is still needed.",
            "USER MAPPING store_owner on far: A user mapping can hold a password. Create it by hand if it is still needed.",
            "FOREIGN TABLE public.far_rows: Its rows live on another server. Create it by hand if PlanetScale can reach that one.",
            "EVENT TRIGGER watch: An event trigger may be made by a superuser only, which PlanetScale does not give.",
            "CAST CAST (date AS integer): Both of its types belong to a superuser, who alone may make a cast between them.",
            "CAST CAST (bigint AS timestamp without time zone): A cast that needs no function may be made by a superuser only.",
            "AGGREGATE public.average(bigint): Its state is of type internal, which only a superuser may use.");

    @Test
    @PostgresPair(source = 13, target = 18)
    void tellsThoseOfVersion13(TwoPostgres servers) {
        assertTold(servers);
    }

    @Test
    @PostgresPair(source = 15, target = 17)
    void tellsThoseOfVersion15(TwoPostgres servers) {
        assertTold(servers);
    }

    @Test
    @PostgresPair(source = 18, target = 18)
    void tellsThoseOfVersion18(TwoPostgres servers) {
        assertTold(servers);
    }

    @Test
    void tellsNothingOfWhatAnExtensionBrings(TwoPostgres servers) {
        Copied.script(servers.sourceAdmin(), """
                CREATE EXTENSION hstore;
                CREATE EXTENSION citext;
                CREATE EXTENSION postgres_fdw;
                """);

        CatalogReading read = CatalogReading.of(servers.sourceDatabase(), new ServerVersion(180000), Scope.EVERYTHING);

        assertThat(read.notCarried()).isEmpty();
        assertThat(read.objects())
                .extracting(entry -> entry.kind() + " " + entry.identity())
                .containsExactly("SCHEMA public", "EXTENSION hstore", "EXTENSION citext", "EXTENSION postgres_fdw");
    }

    private static void assertTold(TwoPostgres servers) {
        Copied.script(servers.sourceAdmin(), MADE_BY_SUPERUSER);

        Copied copied = Copied.from(servers, "SELECT 1");

        assertThat(copied.source().notCarried())
                .extracting(entry -> entry.kind() + " " + entry.identity() + ": " + entry.reason())
                .containsExactlyInAnyOrderElementsOf(TOLD);
        assertThat(copied.source().notCarried())
                .allSatisfy(entry -> assertThat(entry.statements()).isEmpty());
        assertThat(copied.source().toString()).doesNotContain("hunter2");
        assertThat(copied.onTarget().keySet()).containsExactly("FUNCTION public.fires()", "SCHEMA public");
    }
}
