package dev.planetfall.migration.schema.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.planetfall.testing.PostgresPair;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Operators, aggregates, collations and text search as the catalogs tell them, made on another server and told again. */
@ExtendWith(TwoPostgresExtension.class)
class OperatorsPostgresTest {
    private static final String OBJECTS = """
            CREATE COLLATION german (locale = 'C');
            CREATE COLLATION "Two ways" (lc_collate = 'C', lc_ctype = 'POSIX');
            CREATE FUNCTION near(int, int) RETURNS boolean IMMUTABLE LANGUAGE sql AS 'SELECT abs($1 - $2) < 3';
            CREATE FUNCTION far(int, int) RETURNS boolean IMMUTABLE LANGUAGE sql AS 'SELECT abs($1 - $2) >= 3';
            CREATE FUNCTION half(int) RETURNS int IMMUTABLE LANGUAGE sql AS 'SELECT $1 / 2';
            CREATE OPERATOR ~~~ (FUNCTION = near, LEFTARG = int, RIGHTARG = int, COMMUTATOR = ~~~, NEGATOR = !~~~,
                RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES);
            CREATE OPERATOR !~~~ (FUNCTION = far, LEFTARG = int, RIGHTARG = int, NEGATOR = ~~~);
            CREATE OPERATOR @@@ (FUNCTION = half, RIGHTARG = int);
            CREATE FUNCTION step(state int[], int) RETURNS int[] LANGUAGE sql AS 'SELECT $1 || $2';
            CREATE FUNCTION finish(int[]) RETURNS int LANGUAGE sql AS 'SELECT cardinality($1)';
            CREATE FUNCTION percent_last(float8[], float8) RETURNS float8 LANGUAGE sql AS 'SELECT $2';
            CREATE FUNCTION grow(float8[], float8) RETURNS float8[] LANGUAGE sql AS 'SELECT $1 || $2';
            CREATE FUNCTION last(float8[], float8) RETURNS float8 LANGUAGE sql AS 'SELECT $2';
            CREATE AGGREGATE how_many(int) (SFUNC = step, STYPE = int[], INITCOND = '{}', FINALFUNC = finish,
                SSPACE = 100, PARALLEL = SAFE);
            CREATE AGGREGATE lowest(int) (SFUNC = int4smaller, STYPE = int, SORTOP = <, COMBINEFUNC = int4smaller);
            CREATE AGGREGATE everything(*) (SFUNC = int8inc, STYPE = int8, INITCOND = '0');
            CREATE AGGREGATE moving(int) (SFUNC = int4pl, STYPE = int, MSFUNC = int4pl, MINVFUNC = int4mi, MSTYPE = int,
                MINITCOND = '0');
            CREATE AGGREGATE ordered(float8 ORDER BY float8) (SFUNC = grow, STYPE = float8[], FINALFUNC = last);
            CREATE TYPE money_bag AS (amount int);
            CREATE FUNCTION bag(int) RETURNS money_bag IMMUTABLE LANGUAGE sql AS 'SELECT ROW($1)::money_bag';
            CREATE CAST (int AS money_bag) WITH FUNCTION bag(int) AS ASSIGNMENT;
            CREATE CAST (money_bag AS text) WITH INOUT AS IMPLICIT;
            CREATE CONVERSION my_conversion FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8;
            CREATE TEXT SEARCH DICTIONARY simpler (TEMPLATE = simple, STOPWORDS = english, ACCEPT = false);
            CREATE TEXT SEARCH CONFIGURATION search (PARSER = "default");
            ALTER TEXT SEARCH CONFIGURATION search ADD MAPPING FOR asciiword, word WITH simpler, english_stem;
            """;

    @Test
    @PostgresPair(source = 13, target = 18)
    void makesThoseOfVersion13(TwoPostgres servers) {
        assertSameAfterCopying(servers, OBJECTS);
    }

    @Test
    void makesThoseOfVersion15(TwoPostgres servers) {
        assertSameAfterCopying(servers, OBJECTS);
    }

    @Test
    @PostgresPair(source = 18, target = 18)
    void makesThoseOfVersion18(TwoPostgres servers) {
        assertSameAfterCopying(servers, OBJECTS);
    }

    @Test
    void namesEveryObjectThatOnlyASuperuserMayMake(TwoPostgres servers) {
        Copied.script(servers.sourceAdmin(), """
                CREATE OPERATOR FAMILY alone USING btree;
                CREATE OPERATOR CLASS backwards FOR TYPE int USING btree AS OPERATOR 1 >, OPERATOR 5 <,
                    FUNCTION 1 btint4cmp(int, int);
                CREATE TEXT SEARCH PARSER own (START = prsd_start, GETTOKEN = prsd_nexttoken, END = prsd_end,
                    LEXTYPES = prsd_lextype);
                CREATE TEXT SEARCH TEMPLATE own (LEXIZE = dsimple_lexize);
                CREATE FUNCTION watch() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
                CREATE EVENT TRIGGER watching ON ddl_command_end EXECUTE FUNCTION watch();
                CREATE TYPE declared;
                CREATE FOREIGN DATA WRAPPER nowhere;
                CREATE SERVER elsewhere FOREIGN DATA WRAPPER nowhere OPTIONS (host 'h');
                CREATE USER MAPPING FOR PUBLIC SERVER elsewhere OPTIONS (password 'hunter2');
                CREATE FOREIGN TABLE remote (id int) SERVER elsewhere;
                """);
        try {
            assertThat(Copied.from(servers, "SELECT 1").source().notCarried())
                    .extracting(CatalogEntry::kind, CatalogEntry::identity)
                    .containsExactlyInAnyOrder(
                            tuple("OPERATOR FAMILY", "public.alone USING btree"),
                            tuple("OPERATOR FAMILY", "public.backwards USING btree"),
                            tuple("OPERATOR CLASS", "public.backwards USING btree"),
                            tuple("TEXT SEARCH PARSER", "public.own"),
                            tuple("TEXT SEARCH TEMPLATE", "public.own"),
                            tuple("EVENT TRIGGER", "watching"),
                            tuple("TYPE", "public.declared"),
                            tuple("FOREIGN DATA WRAPPER", "nowhere"),
                            tuple("SERVER", "elsewhere"),
                            tuple("USER MAPPING", "public on elsewhere"),
                            tuple("FOREIGN TABLE", "public.remote"));
        } finally {
            Copied.script(servers.sourceAdmin(), "DROP EVENT TRIGGER watching");
        }
    }

    private static void assertSameAfterCopying(TwoPostgres servers, String sql) {
        Copied.wholly(servers, sql, 20);
    }
}
