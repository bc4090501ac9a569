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

/** Row security and policies as the catalogs tell them, made on another server and told again. */
@ExtendWith(TwoPostgresExtension.class)
class PoliciesPostgresTest {
    private static final String POLICIES = """
            CREATE SCHEMA "Odd ""name"" 🚀";
            SET search_path = "Odd ""name"" 🚀", public;
            CREATE FUNCTION may(text) RETURNS boolean LANGUAGE sql AS 'SELECT true -- ; $$';
            CREATE TABLE item (id int, code text);
            CREATE TABLE other (id int);
            CREATE TABLE forced (id int);
            ALTER TABLE item ENABLE ROW LEVEL SECURITY;
            ALTER TABLE item FORCE ROW LEVEL SECURITY;
            ALTER TABLE other ENABLE ROW LEVEL SECURITY;
            ALTER TABLE forced FORCE ROW LEVEL SECURITY;
            CREATE POLICY "p ""1"" 🚀" ON item AS RESTRICTIVE FOR UPDATE TO pg_read_all_settings, pg_monitor
                USING (id IN (SELECT other.id FROM other, forced)) WITH CHECK (code <> '$$ ; -- ');
            CREATE POLICY seen ON item FOR SELECT USING (may(code));
            CREATE POLICY gone ON item FOR DELETE USING (true);
            CREATE POLICY added ON item FOR INSERT WITH CHECK (id > 0);
            CREATE POLICY everything ON item;
            CREATE POLICY own ON other USING (id = current_setting('app.id')::int);
            """;

    @Test
    @PostgresPair(source = 13, target = 18)
    void makesThePoliciesOfVersion13(TwoPostgres servers) {
        assertSameAfterCopying(servers);
    }

    @Test
    void makesThePoliciesOfVersion15(TwoPostgres servers) {
        assertSameAfterCopying(servers);
    }

    @Test
    @PostgresPair(source = 17, target = 18)
    void makesThePoliciesOfVersion17(TwoPostgres servers) {
        assertSameAfterCopying(servers);
    }

    @Test
    @PostgresPair(source = 18, target = 18)
    void makesThePoliciesOfVersion18(TwoPostgres servers) {
        assertSameAfterCopying(servers);
    }

    @Test
    void writesWhoMayDoWhat(TwoPostgres servers) {
        Copied copied = Copied.from(servers, POLICIES);

        assertThat(copied.onSource())
                .containsEntry("ROW SECURITY Odd \"name\" 🚀.item", List.of("""
                        ALTER TABLE "Odd ""name"" 🚀"."item" ENABLE ROW LEVEL SECURITY""", """
                        ALTER TABLE ONLY "Odd ""name"" 🚀"."item" FORCE ROW LEVEL SECURITY"""))
                .containsEntry("POLICY Odd \"name\" 🚀.item p \"1\" 🚀", List.of("""
                        CREATE POLICY "p ""1"" 🚀" ON "Odd ""name"" 🚀"."item" AS RESTRICTIVE FOR UPDATE \
                        TO "pg_monitor", "pg_read_all_settings" USING (("id" IN ( SELECT "other"."id"
                           FROM "Odd ""name"" 🚀"."other",
                            "Odd ""name"" 🚀"."forced"))) WITH CHECK (("code" <> '$$ ; -- '::"text"))"""))
                .containsEntry("POLICY Odd \"name\" 🚀.item everything", List.of("""
                        CREATE POLICY "everything" ON "Odd ""name"" 🚀"."item\""""));
    }

    @Test
    void namesARoleThatTheTargetMayLack(TwoPostgres servers) {
        Copied.script(servers.sourceDatabase(), """
                CREATE TABLE item (id int);
                CREATE POLICY mine ON item TO CURRENT_USER;
                """);

        CatalogReading read = CatalogReading.of(servers.sourceDatabase(), new ServerVersion(180_000), Scope.EVERYTHING);

        assertThat(Copied.statements(read)).containsEntry("POLICY public.item mine", List.of("""
                CREATE POLICY "mine" ON "public"."item" TO "%s\"""".formatted(
                        servers.sourceSettings().user())));
    }

    private static void assertSameAfterCopying(TwoPostgres servers) {
        Copied.wholly(servers, POLICIES, 10);
    }
}
