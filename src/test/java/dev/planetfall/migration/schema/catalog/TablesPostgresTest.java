package dev.planetfall.migration.schema.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.testing.PostgresPair;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tables, sequences and partitions as the catalogs tell them, made on another server and told again. */
@ExtendWith(TwoPostgresExtension.class)
class TablesPostgresTest {
    private static final String TABLES = """
            CREATE SCHEMA "Odd ""name"" 🚀";
            CREATE TABLE item (
                id int GENERATED ALWAYS AS IDENTITY (START WITH 100 INCREMENT BY 5 CACHE 3),
                number bigserial,
                name varchar(20) COLLATE "C" DEFAULT 'it''s' NOT NULL,
                price numeric(10, 2) CHECK (price > 0),
                twice numeric GENERATED ALWAYS AS (price * 2) STORED,
                made timestamptz(3) DEFAULT now(),
                span interval DAY TO SECOND DEFAULT '1 day 02:00:00',
                tags text[] DEFAULT '{}',
                "Odd ""column"" 🚀" "char",
                gone int
            ) WITH (fillfactor = 70, toast.autovacuum_enabled = false);
            ALTER TABLE item DROP COLUMN gone;
            ALTER TABLE item ADD COLUMN late date DEFAULT '2020-01-02';
            ALTER TABLE item ALTER COLUMN name SET STORAGE EXTERNAL, ALTER COLUMN name SET STATISTICS 500;
            ALTER TABLE item ALTER COLUMN price SET (n_distinct = -0.5);
            CREATE UNLOGGED TABLE "Odd ""name"" 🚀"."select" ("from" int);
            CREATE TABLE nothing ();
            CREATE SEQUENCE "Down" AS smallint INCREMENT -2 MINVALUE -100 MAXVALUE 50 START 7 CYCLE;
            CREATE SEQUENCE plain;
            """;

    private static final String FAMILIES = """
            CREATE TABLE parent (id int, note text DEFAULT 'p', CONSTRAINT positive CHECK (id > 0));
            CREATE TABLE other (extra int NOT NULL);
            CREATE TABLE child (own int, note text DEFAULT 'c') INHERITS (parent, other);
            ALTER TABLE child ALTER COLUMN id SET NOT NULL;
            CREATE TABLE grandchild () INHERITS (child);
            ALTER TABLE grandchild ALTER COLUMN note DROP DEFAULT;
            CREATE TABLE log (at date NOT NULL, kind text DEFAULT 'x', CHECK (kind <> '')) PARTITION BY RANGE (at);
            CREATE TABLE log_2020 PARTITION OF log FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
            CREATE TABLE log_2021 (kind text DEFAULT 'y', at date NOT NULL, CHECK (kind <> ''))
                PARTITION BY LIST (kind);
            ALTER TABLE log_2021 RENAME CONSTRAINT log_2021_kind_check TO log_kind_check;
            ALTER TABLE log ATTACH PARTITION log_2021 FOR VALUES FROM ('2021-01-01') TO (MAXVALUE);
            CREATE TABLE log_2021_a PARTITION OF log_2021 FOR VALUES IN ('a', NULL);
            CREATE TABLE log_2021_rest PARTITION OF log_2021 DEFAULT;
            CREATE TABLE hashed (id int) PARTITION BY HASH (id);
            CREATE TABLE hashed_0 PARTITION OF hashed FOR VALUES WITH (MODULUS 1, REMAINDER 0);
            """;

    @Test
    @PostgresPair(source = 13, target = 18)
    void makesTheTablesOfVersion13(TwoPostgres servers) {
        assertSameAfterCopying(servers, TABLES);
        assertSameAfterCopying(servers, FAMILIES);
    }

    @Test
    void makesTheTablesOfVersion15(TwoPostgres servers) {
        assertSameAfterCopying(servers, TABLES);
        assertSameAfterCopying(servers, FAMILIES);
    }

    @Test
    @PostgresPair(source = 17, target = 18)
    void makesTheTablesOfVersion17(TwoPostgres servers) {
        assertSameAfterCopying(servers, TABLES);
        assertSameAfterCopying(servers, FAMILIES);
    }

    @Test
    @PostgresPair(source = 18, target = 18)
    void makesTheTablesOfVersion18(TwoPostgres servers) {
        assertSameAfterCopying(servers, TABLES);
        assertSameAfterCopying(servers, FAMILIES);
        assertSameAfterCopying(servers, """
                CREATE TABLE modern (
                    a int CONSTRAINT "must be" NOT NULL,
                    b int NOT NULL NO INHERIT,
                    c int GENERATED ALWAYS AS (a + 1) VIRTUAL,
                    d int GENERATED ALWAYS AS (a + 2) STORED);
                CREATE TABLE modern_child (CONSTRAINT own NOT NULL b) INHERITS (modern);
                CREATE TABLE animal (id serial PRIMARY KEY, name text);
                CREATE TABLE dog (breed text, PRIMARY KEY (id)) INHERITS (animal);
                CREATE TABLE cat () INHERITS (animal);
                ALTER TABLE cat ADD PRIMARY KEY (id), ALTER name SET NOT NULL;
                CREATE TABLE puppy (CONSTRAINT young NOT NULL id) INHERITS (dog);
                """);
    }

    @Test
    @PostgresPair(source = 17, target = 18)
    void makesTablesOfTypesAndDefaultsThatNeedOthers(TwoPostgres servers) {
        assertSameAfterCopying(servers, """
                CREATE TYPE shape AS (a int, b text);
                CREATE FUNCTION next_code() RETURNS int LANGUAGE sql AS 'SELECT 1';
                CREATE TABLE typed OF shape (b WITH OPTIONS DEFAULT 'x' NOT NULL, CHECK (a > 1));
                CREATE TABLE bare OF shape;
                CREATE TABLE coded (id int DEFAULT next_code(), at date DEFAULT CURRENT_DATE);
                CREATE VIEW seen AS SELECT id, at FROM coded;
                ALTER VIEW seen ALTER COLUMN id SET DEFAULT 7;
                CREATE SEQUENCE away OWNED BY coded.id;
                """);
    }

    /** What 17 does not know is written in its words; a column is then computed when it is written. */
    @Test
    @PostgresPair(source = 18, target = 17)
    void writesForAnOlderServerInWordsThatItKnows(TwoPostgres servers) {
        Copied copied = Copied.from(servers, """
                CREATE TABLE modern (
                    a int CONSTRAINT "must be" NOT NULL,
                    c int GENERATED ALWAYS AS (a + 1) VIRTUAL);
                CREATE TABLE parent (id int);
                CREATE TABLE child (CONSTRAINT own NOT NULL id) INHERITS (parent);
                """);

        assertThat(copied.onSource()).containsEntry("TABLE public.modern", List.of("""
                CREATE TABLE "public"."modern" (
                    "a" integer NOT NULL,
                    "c" integer GENERATED ALWAYS AS (("a" + 1)) STORED
                )"""));
        assertThat(copied.onTarget()).isEqualTo(copied.onSource());
    }

    @Test
    void writesEveryColumnOnALineOfItsOwn(TwoPostgres servers) {
        Copied.script(servers.sourceDatabase(), TABLES);
        Copied copied = Copied.from(servers, "");

        assertThat(copied.onSource())
                .containsEntry(
                        "TABLE public.item",
                        List.of(
                                """
                                CREATE TABLE "public"."item" (
                                    "id" integer NOT NULL,
                                    "number" bigint NOT NULL,
                                    "name" character varying(20) COLLATE "pg_catalog"."C" DEFAULT 'it''s'::character varying NOT NULL,
                                    "price" numeric(10,2),
                                    "twice" numeric GENERATED ALWAYS AS (("price" * (2)::numeric)) STORED,
                                    "made" timestamp(3) with time zone DEFAULT "now"(),
                                    "span" interval day to second DEFAULT '1 day 02:00:00'::interval day to second,
                                    "tags" "text"[] DEFAULT '{}'::"text"[],
                                    "Odd ""column"" 🚀" "char",
                                    "late" "date" DEFAULT '2020-01-02'::"date",
                                    CONSTRAINT "item_price_check" CHECK (("price" > (0)::numeric))
                                )
                                WITH ("fillfactor"='70', toast."autovacuum_enabled"='false')""",
                                "ALTER TABLE ONLY \"public\".\"item\" ALTER COLUMN \"name\" SET STORAGE EXTERNAL",
                                "ALTER TABLE ONLY \"public\".\"item\" ALTER COLUMN \"name\" SET STATISTICS 500",
                                "ALTER TABLE ONLY \"public\".\"item\" ALTER COLUMN \"price\" SET (\"n_distinct\"='-0.5')"))
                .containsEntry("SEQUENCE public.Down", List.of("""
                        CREATE SEQUENCE "public"."Down"
                            AS smallint
                            START WITH 7
                            INCREMENT BY -2
                            MINVALUE -100
                            MAXVALUE 50
                            CACHE 1
                            CYCLE"""))
                .containsEntry("SEQUENCE public.item_id_seq", List.of("""
                        ALTER TABLE "public"."item" ALTER COLUMN "id" ADD GENERATED ALWAYS AS IDENTITY (
                            SEQUENCE NAME "public"."item_id_seq"
                            START WITH 100
                            INCREMENT BY 5
                            NO MINVALUE
                            NO MAXVALUE
                            CACHE 3
                        )"""))
                .containsEntry(
                        "DEFAULT public.item number",
                        List.of("ALTER TABLE ONLY \"public\".\"item\" ALTER COLUMN \"number\" SET DEFAULT"
                                + " \"nextval\"('\"public\".\"item_number_seq\"'::\"regclass\")"))
                .containsEntry(
                        "SEQUENCE OWNED BY public.item_number_seq",
                        List.of(
                                "ALTER SEQUENCE \"public\".\"item_number_seq\" OWNED BY \"public\".\"item\".\"number\""));
    }

    private static void assertSameAfterCopying(TwoPostgres servers, String sql) {
        Copied copied = Copied.from(servers, sql);
        assertThat(copied.onSource()).hasSizeGreaterThan(2);
        assertThat(copied.onTarget()).isEqualTo(copied.onSource());
        drop(servers);
    }

    private static void drop(TwoPostgres servers) {
        String all = """
                DROP SCHEMA public CASCADE;
                DROP SCHEMA IF EXISTS "Odd ""name"" 🚀" CASCADE;
                CREATE SCHEMA public;
                GRANT ALL ON SCHEMA public TO PUBLIC;
                """;
        Copied.script(servers.sourceAdmin(), all);
        Copied.script(servers.targetAdmin(), all);
    }
}
