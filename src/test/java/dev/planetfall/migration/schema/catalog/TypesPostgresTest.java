package dev.planetfall.migration.schema.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.planetfall.testing.PostgresPair;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Types and routines as the catalogs tell them, made on another server and told again. */
@ExtendWith(TwoPostgresExtension.class)
class TypesPostgresTest {
    private static final String TYPES = """
            CREATE TYPE mood AS ENUM ('it''s "fine"', 'meh', '🚀');
            ALTER TYPE mood ADD VALUE 'soso' BEFORE 'meh';
            CREATE TYPE none AS ENUM ();
            CREATE TYPE pair AS ("From" int, note varchar(20) COLLATE "C", moods mood[]);
            CREATE TYPE empty_row AS ();
            CREATE FUNCTION is_fine(text) RETURNS boolean IMMUTABLE LANGUAGE sql AS 'SELECT $1 <> ''bad''';
            CREATE DOMAIN code AS varchar(10) COLLATE "C" DEFAULT 'x' NOT NULL
                CONSTRAINT short CHECK (length(VALUE) < 9) CONSTRAINT "Up ""per\""" CHECK (VALUE = upper(VALUE));
            CREATE DOMAIN checked AS text CHECK (is_fine(VALUE));
            CREATE DOMAIN small AS int;
            ALTER DOMAIN small ADD CONSTRAINT positive CHECK (VALUE > 0) NOT VALID;
            CREATE DOMAIN smaller AS small CHECK (VALUE < 10);
            CREATE FUNCTION apart(float8, float8) RETURNS float8 IMMUTABLE LANGUAGE sql AS 'SELECT $1 - $2';
            CREATE TYPE span AS RANGE (subtype = float8, subtype_diff = apart);
            CREATE TYPE words AS RANGE (subtype = text, subtype_opclass = text_pattern_ops, collation = "C");
            CREATE TABLE uses (m mood DEFAULT 'meh', p pair[], c code, s span, w words, d smaller);
            """;

    private static final String COLLATIONS = """
            CREATE COLLATION "Odd ""name"" 🚀" (provider = libc, locale = 'C');
            CREATE COLLATION two (provider = libc, lc_collate = 'C', lc_ctype = 'POSIX');
            CREATE COLLATION phone_book (provider = icu, locale = 'de-u-co-phonebk');
            CREATE COLLATION no_case (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
            CREATE DOMAIN odd_text AS text COLLATE "Odd ""name"" 🚀";
            CREATE TYPE odd_row AS (a text COLLATE no_case);
            CREATE TYPE odd_span AS RANGE (subtype = text, collation = phone_book);
            CREATE TABLE odd (a text COLLATE two, b odd_span);
            """;

    /** The longest names that there can be, and types that need others in every way. */
    private static final String LONG_NAMES = """
            CREATE TYPE "%1$s range of the longest" AS RANGE (subtype = float8);
            CREATE DOMAIN "%1$s domain of the longest" AS int NOT NULL;
            CREATE TYPE "%1$s select" AS ENUM ('%2$s');
            CREATE TABLE "%1$s table" (a "%1$s range of the longest"[], b "%1$s domain of the longest", c "%1$s select"[]);
            """.formatted("\"\"🚀'\\ " + "x".repeat(34), "🚀" + "y".repeat(59));

    private static final String ROUTINES = """
            CREATE TABLE item (id int, price numeric);
            CREATE FUNCTION plus(a int, b int DEFAULT 1) RETURNS int LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 7
                AS 'SELECT a + b';
            CREATE FUNCTION plus(a text) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', pg_temp
                AS $body$ BEGIN RETURN $$x;$$ || a; -- $other$ ' "
                END $body$;
            CREATE FUNCTION items() RETURNS SETOF item ROWS 10 LANGUAGE sql AS 'SELECT * FROM item';
            CREATE FUNCTION wide(VARIADIC a int[], OUT x int, OUT "Y" text) LANGUAGE sql AS 'SELECT 1, ''a''';
            CREATE FUNCTION shape() RETURNS TABLE (a int, b text) LANGUAGE sql LEAKPROOF AS 'SELECT 1, ''b''';
            CREATE FUNCTION early() RETURNS int LANGUAGE sql AS 'SELECT count(*)::int FROM late_table';
            CREATE FUNCTION fires() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
            """;

    @Test
    @PostgresPair(source = 13, target = 18)
    void makesThoseOfVersion13(TwoPostgres servers) {
        assertSameAfterCopying(servers, TYPES);
        assertSameAfterCopying(servers, COLLATIONS);
        assertSameAfterCopying(servers, LONG_NAMES);
        assertSameAfterCopying(servers, relaxed(ROUTINES));
    }

    @Test
    void makesThoseOfVersion15(TwoPostgres servers) {
        assertSameAfterCopying(
                servers, TYPES + "CREATE TYPE days AS RANGE (subtype = date, multirange_type_name = \"Many\");");
        assertSameAfterCopying(servers, COLLATIONS);
        assertSameAfterCopying(servers, LONG_NAMES);
        assertSameAfterCopying(servers, relaxed(ROUTINES) + """
                CREATE PROCEDURE "Do it"(a int, INOUT b text) LANGUAGE plpgsql AS 'BEGIN COMMIT; END';
                CREATE FUNCTION atomic(a int) RETURNS bigint BEGIN ATOMIC SELECT a + count(*) FROM item; SELECT 1; END;
                """);
    }

    @Test
    @PostgresPair(source = 17, target = 18)
    void makesThoseOfVersion17(TwoPostgres servers) {
        assertSameAfterCopying(
                servers,
                COLLATIONS
                        + "CREATE COLLATION built (provider = builtin, locale = 'C.UTF-8');"
                        + "CREATE COLLATION ruled (provider = icu, locale = 'und', rules = '& V << w <<< W');");
        assertSameAfterCopying(
                servers,
                LONG_NAMES + "CREATE TYPE days AS RANGE (subtype = date, multirange_type_name = \"Many\");"
                        + "CREATE TABLE many (a \"Many\"[], b \"Many\");");
        assertSameAfterCopying(servers, relaxed(ROUTINES));
    }

    @Test
    @PostgresPair(source = 18, target = 13)
    void namesCollationsThatTheTargetDoesNotKnow(TwoPostgres servers) {
        Copied copied = Copied.from(servers, """
                CREATE COLLATION built (provider = builtin, locale = 'C.UTF-8');
                CREATE COLLATION ruled (provider = icu, locale = 'und', rules = '& V << w <<< W');
                """);

        assertThat(copied.source().notCarried())
                .extracting(CatalogEntry::identity, CatalogEntry::reason)
                .containsExactly(
                        tuple("public.built", "The target does not know the provider builtin."),
                        tuple("public.ruled", "The target does not know rules of collations."));
    }

    @Test
    @PostgresPair(source = 18, target = 18)
    void makesThoseOfVersion18(TwoPostgres servers) {
        assertSameAfterCopying(servers, TYPES);
        assertSameAfterCopying(servers, COLLATIONS);
        assertSameAfterCopying(servers, LONG_NAMES);
        assertSameAfterCopying(
                servers, relaxed(ROUTINES) + "CREATE DOMAIN sure AS int CONSTRAINT \"must be\" NOT NULL;");
    }

    @Test
    void saysWhichRoutinesOnlyASuperuserMayMake(TwoPostgres servers) {
        Copied.script(servers.sourceAdmin(), """
                CREATE FUNCTION inner_one(text) RETURNS int LANGUAGE internal STRICT AS 'textlen';
                CREATE VIEW uses_it AS SELECT inner_one('a') AS a;
                """);

        Copied copied = Copied.from(servers, "SELECT 1");

        assertThat(copied.source().notCarried())
                .filteredOn(entry -> entry.kind().equals("FUNCTION"))
                .extracting(CatalogEntry::identity, CatalogEntry::reason, CatalogEntry::statements)
                .containsExactly(tuple(
                        "public.inner_one(text)",
                        "It is written in INTERNAL, which only a superuser may use.",
                        List.of()));
    }

    private static String relaxed(String sql) {
        return "SET check_function_bodies = off;" + sql.replace(" LEAKPROOF", "");
    }

    private static void assertSameAfterCopying(TwoPostgres servers, String sql) {
        Copied copied = Copied.from(servers, sql);
        assertThat(copied.onSource()).hasSizeGreaterThan(2);
        assertThat(copied.onTarget()).isEqualTo(copied.onSource());
        assertThat(copied.source().notCarried()).isEmpty();
        String all = "DROP SCHEMA public CASCADE; CREATE SCHEMA public; GRANT ALL ON SCHEMA public TO PUBLIC;";
        Copied.script(servers.sourceAdmin(), all);
        Copied.script(servers.targetAdmin(), all);
    }
}
