package dev.planetfall.migration.schema.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.planetfall.testing.PostgresPair;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Comments as the catalogs tell them, made on another server and told again. */
@ExtendWith(TwoPostgresExtension.class)
class CommentsPostgresTest {
    private static final String COMMENTED = """
            CREATE SCHEMA "Odd ""name"" 🚀";
            SET search_path = "Odd ""name"" 🚀", public;
            COMMENT ON SCHEMA "Odd ""name"" 🚀" IS 'a schema';
            CREATE DOMAIN positive AS int CONSTRAINT "d ""c"" 🚀" CHECK (value > 0);
            COMMENT ON DOMAIN positive IS 'a domain';
            COMMENT ON CONSTRAINT "d ""c"" 🚀" ON DOMAIN positive IS 'of a domain';
            CREATE TYPE pair AS (a int, "b ""b"" 🚀" text);
            COMMENT ON TYPE pair IS 'a type';
            COMMENT ON COLUMN pair."b ""b"" 🚀" IS 'of a type';
            CREATE FUNCTION f(a int, OUT b text, VARIADIC c text[]) LANGUAGE sql AS 'SELECT 1::text';
            COMMENT ON FUNCTION f(int, text[]) IS 'a function';
            CREATE PROCEDURE p(INOUT a int) LANGUAGE sql AS 'SELECT 1';
            COMMENT ON PROCEDURE p(int) IS 'a procedure';
            CREATE TABLE "t ""1"" 🚀" (
                id int PRIMARY KEY, "c ""1"" 🚀" text CONSTRAINT inline CHECK (id > 1), k int CONSTRAINT "k ""1"" 🚀" UNIQUE);
            CREATE INDEX "i ""1"" 🚀" ON "t ""1"" 🚀" (k);
            COMMENT ON TABLE "t ""1"" 🚀" IS 'a table '' ; $$ \\ -- "
            second line 🚀';
            COMMENT ON COLUMN "t ""1"" 🚀"."c ""1"" 🚀" IS 'E\\t';
            COMMENT ON CONSTRAINT "k ""1"" 🚀" ON "t ""1"" 🚀" IS 'a constraint';
            COMMENT ON CONSTRAINT inline ON "t ""1"" 🚀" IS 'of the table';
            COMMENT ON INDEX "i ""1"" 🚀" IS 'an index';
            COMMENT ON INDEX "k ""1"" 🚀" IS 'of a constraint';
            CREATE TRIGGER g BEFORE UPDATE ON "t ""1"" 🚀" FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger();
            COMMENT ON TRIGGER g ON "t ""1"" 🚀" IS 'a trigger';
            CREATE RULE r AS ON DELETE TO "t ""1"" 🚀" DO ALSO NOTHING;
            COMMENT ON RULE r ON "t ""1"" 🚀" IS 'a rule';
            CREATE POLICY l ON "t ""1"" 🚀";
            COMMENT ON POLICY l ON "t ""1"" 🚀" IS 'a policy';
            CREATE STATISTICS s ON id, k FROM "t ""1"" 🚀";
            COMMENT ON STATISTICS s IS 'statistics';
            CREATE VIEW v AS SELECT 1 AS a;
            COMMENT ON VIEW v IS 'a view';
            COMMENT ON COLUMN v.a IS 'of a view';
            CREATE MATERIALIZED VIEW m AS SELECT 1 AS a;
            COMMENT ON MATERIALIZED VIEW m IS 'a materialized view';
            COMMENT ON COLUMN m.a IS 'of a materialized view';
            CREATE SEQUENCE q;
            COMMENT ON SEQUENCE q IS 'a sequence';
            """;

    @Test
    @PostgresPair(source = 13, target = 18)
    void makesTheCommentsOfVersion13(TwoPostgres servers) {
        assertSameAfterCopying(servers);
    }

    @Test
    void makesTheCommentsOfVersion15(TwoPostgres servers) {
        assertSameAfterCopying(servers);
    }

    @Test
    @PostgresPair(source = 17, target = 18)
    void makesTheCommentsOfVersion17(TwoPostgres servers) {
        assertSameAfterCopying(servers);
    }

    @Test
    @PostgresPair(source = 18, target = 18)
    void makesTheCommentsOfVersion18(TwoPostgres servers) {
        assertSameAfterCopying(servers);
    }

    @Test
    void leavesOutWhatOnlyOthersMaySay(TwoPostgres servers) {
        Copied.script(servers.sourceAdmin(), """
                CREATE EXTENSION pg_trgm;
                CREATE EXTENSION btree_gist;
                COMMENT ON EXTENSION pg_trgm IS 'ours';
                COMMENT ON SCHEMA public IS 'standard public schema';
                SELECT lo_create(77);
                COMMENT ON LARGE OBJECT 77 IS 'a large object';
                """);
        Copied copied = Copied.from(servers, COMMENTED);

        assertThat(copied.source().notCarried())
                .extracting(CatalogEntry::kind, CatalogEntry::identity, CatalogEntry::reason)
                .containsExactly(
                        tuple("COMMENT", "EXTENSION pg_trgm", "Only the owner of an extension may comment on it."));
        assertThat(copied.onSource())
                .containsEntry("COMMENT Odd \"name\" 🚀.TABLE t \"1\" 🚀", List.of("""
                        COMMENT ON TABLE "Odd ""name"" 🚀"."t ""1"" 🚀" IS E'a table '' ; $$ \\\\ -- "
                        second line 🚀'"""))
                .containsEntry("COMMENT Odd \"name\" 🚀.COLUMN t \"1\" 🚀.c \"1\" 🚀", List.of("""
                        COMMENT ON COLUMN "Odd ""name"" 🚀"."t ""1"" 🚀"."c ""1"" 🚀" IS E'E\\\\t'"""))
                .containsEntry("COMMENT Odd \"name\" 🚀.CONSTRAINT k \"1\" 🚀 ON t \"1\" 🚀", List.of("""
                        COMMENT ON CONSTRAINT "k ""1"" 🚀" on "Odd ""name"" 🚀"."t ""1"" 🚀" IS 'a constraint'"""))
                .containsEntry(
                        "COMMENT Odd \"name\" 🚀.CONSTRAINT \"d \"\"c\"\" 🚀\" ON DOMAIN \"Odd \"\"name\"\" 🚀\".\"positive\"",
                        List.of("""
                        COMMENT ON CONSTRAINT "d ""c"" 🚀" ON DOMAIN "Odd ""name"" 🚀"."positive" IS 'of a domain'"""))
                .doesNotContainKey("COMMENT SCHEMA public");
    }

    @Test
    void commentsAfterWhatItIsAbout(TwoPostgres servers) {
        Copied copied = Copied.from(servers, COMMENTED);

        List<String> order = copied.source().objects().stream()
                .map(entry -> entry.kind() + " " + entry.name())
                .toList();
        assertThat(order)
                .containsSubsequence(
                        "TABLE t \"1\" 🚀", "COMMENT TABLE t \"1\" 🚀", "INDEX i \"1\" 🚀", "COMMENT INDEX i \"1\" 🚀")
                .containsSubsequence("CONSTRAINT t \"1\" 🚀 k \"1\" 🚀", "COMMENT CONSTRAINT k \"1\" 🚀 ON t \"1\" 🚀");
    }

    private static void assertSameAfterCopying(TwoPostgres servers) {
        Copied.wholly(servers, COMMENTED, 10);
    }
}
