package dev.planetfall.migration.schema.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.testing.PostgresPair;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Views, materialized views and rules as the catalogs tell them, made on another server and told again. Every query reads two
 * tables, because from version 16 on a view of one table is told without that table's name before each column.
 */
@ExtendWith(TwoPostgresExtension.class)
class ViewsPostgresTest {
    private static final String VIEWS = """
            CREATE SCHEMA "Odd ""name"" 🚀";
            SET search_path = "Odd ""name"" 🚀", public;
            CREATE TABLE item (id int PRIMARY KEY, code text COLLATE "C", price numeric(6, 2));
            CREATE TABLE word (id int, note text);
            CREATE VIEW "v ""1"" 🚀" WITH (security_barrier) AS
                SELECT item.id, code, note, '; '' $$ -- /*' AS "odd ""c"" 🚀" FROM item JOIN word USING (id);
            CREATE VIEW above AS SELECT v.id, v.code, w.note FROM "v ""1"" 🚀" v, word w WHERE v.id = w.id;
            ALTER VIEW above ALTER COLUMN note SET DEFAULT 'q';
            CREATE VIEW by_key AS SELECT i.id, i.code, count(*) AS words FROM item i JOIN word w ON w.id = i.id GROUP BY i.id;
            CREATE VIEW nothing AS SELECT;
            CREATE VIEW counted AS
                WITH RECURSIVE c (n, m) AS (VALUES (1, 1) UNION ALL SELECT c.n + 1, i.id FROM c, item i WHERE c.n < 10)
                SELECT c.n, i.id FROM c, item i;
            CREATE VIEW ring_a AS SELECT 1 AS id, 'x'::text COLLATE "C" AS code, 1.5::numeric(4, 2) AS price;
            CREATE VIEW ring_b WITH (security_barrier) AS SELECT a.id, a.code, w.note FROM ring_a a, word w;
            CREATE OR REPLACE VIEW ring_a AS SELECT b.id, b.code, 1.5::numeric(4, 2) AS price FROM ring_b b, word w;
            CREATE FUNCTION of_view(above) RETURNS SETOF above LANGUAGE sql AS 'SELECT $1.*';
            CREATE VIEW of_function AS SELECT f.id, i.code FROM item i, above v, of_view(v) f;
            CREATE MATERIALIZED VIEW stored WITH (fillfactor = 44, toast.autovacuum_enabled = false) AS
                SELECT v.id, v.code, w.note FROM "v ""1"" 🚀" v, word w;
            ALTER MATERIALIZED VIEW stored ALTER COLUMN note SET STATISTICS 9, ALTER COLUMN note SET STORAGE EXTERNAL;
            CREATE UNIQUE INDEX stored_id ON stored (id);
            ALTER MATERIALIZED VIEW stored CLUSTER ON stored_id;
            CREATE MATERIALIZED VIEW stored_above AS SELECT s.id, k.words FROM stored s JOIN by_key k USING (id) WITH NO DATA;
            CREATE RULE "r ""1"" 🚀" AS ON INSERT TO above
                DO INSTEAD (INSERT INTO item (id) VALUES (new.id); NOTIFY "ch;"; INSERT INTO word VALUES (1, '; $$'););
            CREATE RULE off AS ON UPDATE TO item WHERE old.code = ';' DO ALSO NOTHING;
            ALTER TABLE item DISABLE RULE off;
            CREATE RULE always AS ON DELETE TO item DO ALSO DELETE FROM word WHERE word.id = old.id;
            ALTER TABLE item ENABLE ALWAYS RULE always;
            """;

    @Test
    @PostgresPair(source = 13, target = 18)
    void makesTheViewsOfVersion13(TwoPostgres servers) {
        assertSameAfterCopying(servers);
    }

    @Test
    void makesTheViewsOfVersion15(TwoPostgres servers) {
        assertSameAfterCopying(servers);
    }

    @Test
    @PostgresPair(source = 17, target = 18)
    void makesTheViewsOfVersion17(TwoPostgres servers) {
        assertSameAfterCopying(servers);
    }

    @Test
    @PostgresPair(source = 18, target = 18)
    void makesTheViewsOfVersion18(TwoPostgres servers) {
        assertSameAfterCopying(servers);
    }

    @Test
    @PostgresPair(source = 15, target = 15)
    void keepsWhatAViewChecksAndRefuses(TwoPostgres servers) {
        Copied copied = Copied.from(servers, """
                CREATE TABLE item (id int);
                CREATE VIEW checked WITH (security_invoker = true, security_barrier) AS SELECT id FROM item WHERE id > 1
                    WITH LOCAL CHECK OPTION;
                CREATE VIEW deeper AS SELECT id FROM checked WITH CASCADED CHECK OPTION;
                """);

        assertThat(copied.onTarget()).isEqualTo(copied.onSource());
        assertThat(copied.onSource())
                .containsEntry("VIEW public.checked", List.of("""
                CREATE VIEW "public"."checked" WITH ("security_barrier"='true', "security_invoker"='true') AS
                 SELECT "item"."id"
                   FROM "public"."item"
                  WHERE ("item"."id" > 1)
                  WITH LOCAL CHECK OPTION"""))
                .containsEntry("VIEW public.deeper", List.of("""
                CREATE VIEW "public"."deeper" AS
                 SELECT "checked"."id"
                   FROM "public"."checked"
                  WITH CASCADED CHECK OPTION"""));
    }

    @Test
    void makesAStandInForAViewThatNeedsItself(TwoPostgres servers) {
        Copied copied = Copied.from(servers, VIEWS);

        assertThat(copied.onSource())
                .containsEntry("VIEW Odd \"name\" 🚀.ring_a (placeholder)", List.of("""
                CREATE VIEW "Odd ""name"" 🚀"."ring_a" AS
                SELECT
                    NULL::integer AS "id",
                    NULL::"text" COLLATE "pg_catalog"."C" AS "code",
                    NULL::numeric(4,2) AS "price\""""))
                .containsEntry("VIEW Odd \"name\" 🚀.ring_a", List.of("""
                CREATE OR REPLACE VIEW "Odd ""name"" 🚀"."ring_a" AS
                 SELECT "b"."id",
                    "b"."code",
                    1.5::numeric(4,2) AS "price"
                   FROM "Odd ""name"" 🚀"."ring_b" "b",
                    "Odd ""name"" 🚀"."word" "w\""""));
    }

    private static void assertSameAfterCopying(TwoPostgres servers) {
        Copied.wholly(servers, VIEWS, 10);
    }
}
