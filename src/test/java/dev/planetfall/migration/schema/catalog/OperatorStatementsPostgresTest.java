package dev.planetfall.migration.schema.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.planetfall.testing.PostgresPair;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the statements of aggregates, operators, casts, conversions and text search say, with every option and odd names. */
@ExtendWith(TwoPostgresExtension.class)
class OperatorStatementsPostgresTest {
    private static final String SCRIPT = """
            CREATE SCHEMA "Odd ""name"" 🚀";
            CREATE TYPE point2 AS (x int, y int);
            CREATE FUNCTION plus(int, int) RETURNS int IMMUTABLE STRICT LANGUAGE sql AS 'SELECT $1 + $2';
            CREATE FUNCTION minus(int, int) RETURNS int IMMUTABLE STRICT LANGUAGE sql AS 'SELECT $1 - $2';
            CREATE FUNCTION as_text(int) RETURNS text IMMUTABLE LANGUAGE sql AS 'SELECT $1::text';
            CREATE FUNCTION as_text(int, int) RETURNS text IMMUTABLE LANGUAGE sql AS 'SELECT $1::text';
            CREATE FUNCTION as_text(int, float8) RETURNS text IMMUTABLE LANGUAGE sql AS 'SELECT $1::text';
            CREATE FUNCTION ranked(int, int, int) RETURNS bigint IMMUTABLE LANGUAGE sql AS 'SELECT 1::bigint';
            CREATE FUNCTION gathered(int, int, VARIADIC int[]) RETURNS int IMMUTABLE LANGUAGE sql AS 'SELECT $1';
            CREATE FUNCTION same(point2, point2) RETURNS boolean IMMUTABLE LANGUAGE sql AS 'SELECT $1.x = $2.x';
            CREATE FUNCTION other(point2, point2) RETURNS boolean IMMUTABLE LANGUAGE sql AS 'SELECT $1.x <> $2.x';
            CREATE FUNCTION less(point2, int) RETURNS boolean IMMUTABLE LANGUAGE sql AS 'SELECT $1.x < $2';
            CREATE FUNCTION more(int, point2) RETURNS boolean IMMUTABLE LANGUAGE sql AS 'SELECT $2.x < $1';
            CREATE FUNCTION norm(point2) RETURNS int IMMUTABLE LANGUAGE sql AS 'SELECT $1.x + $1.y';

            CREATE AGGREGATE total(int) (sfunc = plus, stype = int, initcond = '0', combinefunc = plus, parallel = safe);
            CREATE AGGREGATE total(a int, VARIADIC b int[]) (sfunc = gathered, stype = int, sspace = 100);
            CREATE AGGREGATE moving(int) (sfunc = plus, stype = int, finalfunc = as_text, finalfunc_extra,
                finalfunc_modify = shareable, msfunc = plus, minvfunc = minus, mstype = int, msspace = 50,
                mfinalfunc = as_text, mfinalfunc_modify = read_write, minitcond = '7', parallel = restricted);
            CREATE FUNCTION one_more(int) RETURNS int IMMUTABLE LANGUAGE sql AS 'SELECT $1 + 1';
            CREATE AGGREGATE "Odd ""name"" 🚀"."count ""all"" 🚀"(*) (sfunc = one_more, stype = int, initcond = '0');
            CREATE AGGREGATE least_of(int) (sfunc = int4smaller, stype = int, sortop = <);
            CREATE AGGREGATE median(float8 ORDER BY int) (sfunc = plus, stype = int, initcond = '1', finalfunc = as_text);
            CREATE AGGREGATE place(int ORDER BY int)
                (sfunc = plus, stype = int, initcond = '0', finalfunc = ranked, finalfunc_extra, hypothetical);

            CREATE OPERATOR === (FUNCTION = same, LEFTARG = point2, RIGHTARG = point2, COMMUTATOR = ===, NEGATOR = <!>,
                RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES);
            CREATE OPERATOR <!> (FUNCTION = other, LEFTARG = point2, RIGHTARG = point2, COMMUTATOR = <!>, NEGATOR = ===);
            CREATE OPERATOR <<< (FUNCTION = less, LEFTARG = point2, RIGHTARG = int, COMMUTATOR = >>>);
            CREATE OPERATOR >>> (FUNCTION = more, LEFTARG = int, RIGHTARG = point2, COMMUTATOR = <<<);
            CREATE OPERATOR "Odd ""name"" 🚀".@#@ (FUNCTION = norm, RIGHTARG = point2);

            CREATE CAST (point2 AS int) WITH FUNCTION norm(point2) AS ASSIGNMENT;
            CREATE CAST (int AS point2) WITH INOUT;
            CREATE CAST (point2[] AS text) WITH INOUT AS IMPLICIT;
            CREATE CONVERSION "to ""utf"" 🚀" FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8;
            CREATE DEFAULT CONVERSION back FOR 'UTF8' TO 'LATIN1' FROM utf8_to_iso8859_1;

            CREATE TEXT SEARCH DICTIONARY "It's ""mine"" 🚀" (TEMPLATE = simple, STOPWORDS = english, ACCEPT = false);
            CREATE TEXT SEARCH DICTIONARY plain (TEMPLATE = simple);
            CREATE TEXT SEARCH CONFIGURATION "My ""words"" 🚀" (PARSER = "default");
            ALTER TEXT SEARCH CONFIGURATION "My ""words"" 🚀" ADD MAPPING FOR word, asciiword
                WITH "It's ""mine"" 🚀", plain, english_stem;
            CREATE TEXT SEARCH CONFIGURATION copied (COPY = english);
            ALTER TEXT SEARCH CONFIGURATION copied DROP MAPPING FOR email;
            """;

    @Test
    @PostgresPair(source = 13, target = 18)
    void makesThoseOfVersion13(TwoPostgres servers) {
        assertSameAfterCopying(servers);
    }

    @Test
    @PostgresPair(source = 17, target = 18)
    void makesThoseOfVersion17(TwoPostgres servers) {
        assertSameAfterCopying(servers);
    }

    @Test
    @PostgresPair(source = 18, target = 18)
    void makesThoseOfVersion18(TwoPostgres servers) {
        assertSameAfterCopying(servers);
    }

    private static void assertSameAfterCopying(TwoPostgres servers) {
        Copied copied = Copied.from(servers, SCRIPT);

        assertThat(copied.onTarget()).isEqualTo(copied.onSource());
        assertThat(copied.source().notCarried()).isEmpty();
        assertThat(copied.onSource())
                .contains(
                        entry("AGGREGATE public.moving(integer)", List.of("""
                        CREATE AGGREGATE "public"."moving"(integer) (
                            SFUNC = "public"."plus",
                            STYPE = integer,
                            FINALFUNC = "public"."as_text",
                            MSFUNC = "public"."plus",
                            MINVFUNC = "public"."minus",
                            MFINALFUNC = "public"."as_text",
                            FINALFUNC_EXTRA,
                            FINALFUNC_MODIFY = SHAREABLE,
                            MFINALFUNC_MODIFY = READ_WRITE,
                            MSSPACE = 50,
                            MSTYPE = integer,
                            MINITCOND = '7',
                            PARALLEL = RESTRICTED
                        )""")),
                        entry("AGGREGATE Odd \"name\" 🚀.count \"all\" 🚀()", List.of("""
                        CREATE AGGREGATE "Odd ""name"" 🚀"."count ""all"" 🚀"(*) (
                            SFUNC = "public"."one_more",
                            STYPE = integer,
                            INITCOND = '0'
                        )""")),
                        entry("OPERATOR public.=== (public.point2, public.point2)", List.of("""
                        CREATE OPERATOR "public".=== (
                            FUNCTION = "public"."same",
                            LEFTARG = "public"."point2",
                            RIGHTARG = "public"."point2",
                            COMMUTATOR = OPERATOR("public".===),
                            NEGATOR = OPERATOR("public".<!>),
                            RESTRICT = "pg_catalog"."eqsel",
                            JOIN = "pg_catalog"."eqjoinsel",
                            MERGES,
                            HASHES
                        )""")),
                        entry("CAST CAST (public.point2 AS integer)", List.of("""
                        CREATE CAST ("public"."point2" AS integer) WITH FUNCTION "public"."norm"("public"."point2") \
                        AS ASSIGNMENT""")),
                        entry("CONVERSION public.to \"utf\" 🚀", List.of("""
                        CREATE CONVERSION "public"."to ""utf"" 🚀" FOR 'LATIN1' TO 'UTF8' \
                        FROM "pg_catalog"."iso8859_1_to_utf8\"""")),
                        entry("TEXT SEARCH CONFIGURATION public.My \"words\" 🚀", List.of("""
                        CREATE TEXT SEARCH CONFIGURATION "public"."My ""words"" 🚀" (
                            PARSER = "pg_catalog"."default"
                        )""", """
                        ALTER TEXT SEARCH CONFIGURATION "public"."My ""words"" 🚀" ADD MAPPING FOR "asciiword" \
                        WITH "public"."It's ""mine"" 🚀", "public"."plain", "pg_catalog"."english_stem\"""", """
                        ALTER TEXT SEARCH CONFIGURATION "public"."My ""words"" 🚀" ADD MAPPING FOR "word" \
                        WITH "public"."It's ""mine"" 🚀", "public"."plain", "pg_catalog"."english_stem\"""")));
    }

    @Test
    @PostgresPair(source = 13, target = 18)
    void namesWhatVersion14NoLongerTakes(TwoPostgres servers) {
        Copied copied = Copied.from(servers, """
                CREATE AGGREGATE gather(anyelement) (sfunc = array_append, stype = anyarray, initcond = '{}');
                CREATE AGGREGATE gather(int) (sfunc = array_append, stype = int[], initcond = '{}');
                CREATE OPERATOR ||| (FUNCTION = array_cat, LEFTARG = anyarray, RIGHTARG = anyarray);
                CREATE FUNCTION half(int) RETURNS int LANGUAGE sql AS 'SELECT $1 / 2';
                CREATE OPERATOR !!! (FUNCTION = half, LEFTARG = int);
                """);

        assertThat(copied.onTarget()).isEqualTo(copied.onSource());
        assertThat(copied.source().notCarried())
                .extracting(entry -> entry.kind() + " " + entry.identity() + ": " + entry.reason())
                .containsExactly(
                        "AGGREGATE public.gather(anyelement): It uses a function for arrays that takes anycompatiblearray"
                                + " since version 14.",
                        "OPERATOR public.!!! (integer, NONE): No server from version 14 on has operators that follow their operand.",
                        "OPERATOR public.||| (anyarray, anyarray): It uses a function for arrays that takes"
                                + " anycompatiblearray since version 14.");
    }
}
