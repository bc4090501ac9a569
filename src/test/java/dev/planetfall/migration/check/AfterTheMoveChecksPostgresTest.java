package dev.planetfall.migration.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.planetfall.migration.Finding;
import dev.planetfall.migration.Remedy;
import dev.planetfall.migration.Severity;
import dev.planetfall.migration.Side;
import dev.planetfall.postgres.Database;
import dev.planetfall.postgres.Identifier;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Checks of what the application will miss on the new server: settings, roles, rights. */
@ExtendWith(TwoPostgresExtension.class)
class AfterTheMoveChecksPostgresTest {
    @Test
    void bringsSettingsOfTheDatabaseAndTakesThemBack(TwoPostgres servers) {
        String database = new Identifier(servers.sourceSettings().database()).quoted();
        servers.sourceAdmin()
                .useSession(session -> session.execute(
                        "ALTER DATABASE " + database + " SET search_path TO \"App; one\", \"$user\", public;"
                                + "ALTER DATABASE " + database + " SET work_mem TO '8MB';"
                                + "ALTER DATABASE " + database + " SET app.jwt_secret TO 'hunter2'"));
        servers.targetDatabase()
                .useSession(session -> session.execute("ALTER DATABASE " + database + " SET work_mem TO '9MB'"));

        Finding finding = Asked.findings(new RoleSettingsCheck(), servers).get(0);

        assertThat(finding)
                .isEqualTo(Finding.warning(
                                "role-settings",
                                "The source database has 3 settings of its own that the PlanetScale database lacks:"
                                        + " app.jwt_secret, search_path, work_mem.",
                                "The application can find other tables or compute other results without them. Set them on"
                                        + " PlanetScale before the cutover.")
                        .withDetails(List.of(
                                "ALTER DATABASE " + database + " SET \"app\".\"jwt_secret\" TO '...';",
                                "ALTER DATABASE " + database
                                        + " SET \"search_path\" TO \"App; one\", \"$user\", \"public\";",
                                "ALTER DATABASE " + database + " SET \"work_mem\" TO '8MB';"))
                        .withRemedy(new Remedy(
                                Side.TARGET,
                                "ALTER DATABASE " + database
                                        + " SET \"search_path\" TO \"App; one\", \"$user\", \"public\";\nALTER DATABASE "
                                        + database + " SET \"work_mem\" TO '8MB';",
                                "Sets them for everybody who connects to the PlanetScale database from then on.",
                                "ALTER DATABASE " + database + " RESET \"search_path\";\nALTER DATABASE " + database
                                        + " SET \"work_mem\" TO '9MB';")));
        target(servers, finding.remedy().orElseThrow().sql());
        assertThat(Asked.findings(new RoleSettingsCheck(), servers))
                .extracting(Finding::sentence)
                .containsExactly("The source database has 1 setting of its own that the PlanetScale database lacks:"
                        + " app.jwt_secret.");
        target(servers, finding.remedy().orElseThrow().undo());
        assertThat(Asked.findings(new RoleSettingsCheck(), servers)).containsExactly(finding);
    }

    @Test
    void tellsOfSettingsOfRoles(TwoPostgres servers) {
        String database = new Identifier(servers.sourceSettings().database()).quoted();
        servers.sourceAdmin().useSession(session -> {
            session.execute("CREATE ROLE clerk");
            try {
                session.execute("ALTER ROLE clerk IN DATABASE " + database + " SET statement_timeout TO '3s'");
                session.execute("ALTER ROLE store_owner IN DATABASE " + database + " SET statement_timeout TO 0");
                assertThat(Asked.findings(new RoleSettingsCheck(), servers))
                        .containsExactly(Finding.note(
                                        "role-settings",
                                        "The source keeps 1 setting for roles that PlanetScale does not have.",
                                        "Where a role of the application needs one, run the statement on PlanetScale with the"
                                                + " name of the role there.")
                                .withDetails(List.of("ALTER ROLE \"clerk\" IN DATABASE " + database
                                        + " SET \"statement_timeout\" TO '3s';")));
            } finally {
                session.execute("DROP ROLE clerk");
            }
        });
    }

    /** Else the advice would make PlanetScale read-only just when the application is to write there. */
    @Test
    void doesNotTakeTheFreezeOfACutoverForASettingOfTheApplication(TwoPostgres servers) {
        String database = new Identifier(servers.sourceSettings().database()).quoted();
        servers.sourceAdmin()
                .useSession(session ->
                        session.execute("ALTER DATABASE " + database + " SET default_transaction_read_only TO on"));
        assertThat(Asked.findings(new RoleSettingsCheck(), servers))
                .extracting(Finding::severity)
                .containsExactly(Severity.PASSED);
    }

    @Test
    void leavesRolesOutByWhichAProviderRunsTheServer(TwoPostgres servers) {
        servers.sourceDatabase().useSession(session -> session.execute("CREATE TABLE item (id int PRIMARY KEY)"));
        servers.sourceAdmin().useSession(session -> session.execute("""
                CREATE ROLE supabase_admin;
                CREATE ROLE rds_superuser;
                ALTER ROLE supabase_admin SET work_mem TO '9MB';
                GRANT SELECT ON item TO supabase_admin, rds_superuser;
                """));
        try {
            assertThat(Asked.findings(new RoleSettingsCheck(), servers))
                    .extracting(Finding::severity)
                    .containsExactly(Severity.PASSED);
            assertThat(Asked.findings(new RolesAndGrantsCheck(), servers))
                    .extracting(Finding::severity)
                    .containsExactly(Severity.PASSED);
        } finally {
            forget(servers.sourceAdmin(), "supabase_admin", "rds_superuser");
        }
    }

    @Test
    void writesAScriptThatGivesRolesTheirRights(TwoPostgres servers) {
        String schema = """
                CREATE SCHEMA shop;
                CREATE TABLE shop.item (id int PRIMARY KEY, price int, cost int);
                CREATE TABLE shop.note (id serial PRIMARY KEY);
                CREATE FUNCTION shop.price(int) RETURNS int LANGUAGE sql AS 'SELECT $1';
                """;
        servers.sourceDatabase().useSession(session -> session.execute(schema));
        assertThat(Asked.findings(new RolesAndGrantsCheck(), servers))
                .containsExactly(Finding.passed(
                        "roles-and-grants", "No role of the source has rights in scope that PlanetScale would lack."));
        servers.sourceAdmin().useSession(session -> session.execute("""
                CREATE ROLE readers;
                CREATE ROLE "The ""one"" clerk" LOGIN PASSWORD 'hunter2' IN ROLE readers;
                GRANT USAGE ON SCHEMA shop TO readers;
                GRANT SELECT ON shop.item, shop.note TO readers;
                GRANT UPDATE (price) ON shop.item TO "The ""one"" clerk";
                GRANT EXECUTE ON FUNCTION shop.price(int) TO "The ""one"" clerk" WITH GRANT OPTION;
                GRANT SELECT ON shop.note TO PUBLIC;
                REVOKE EXECUTE ON FUNCTION shop.price(int) FROM PUBLIC;
                CREATE TABLE shop.own (id int PRIMARY KEY);
                ALTER TABLE shop.own OWNER TO readers;
                """));
        servers.sourceDatabase()
                .useSession(session ->
                        session.execute("ALTER DEFAULT PRIVILEGES IN SCHEMA shop GRANT SELECT ON TABLES TO readers"));
        try {
            Finding finding = Asked.findings(new RolesAndGrantsCheck(), servers).get(0);
            assertThat(finding.sentence())
                    .isEqualTo("Rights of 2 roles (The \"one\" clerk, readers) on the source do not come along.");
            assertThat(finding.details())
                    .containsExactly(
                            "The \"one\" clerk: rights on 2 objects, member of readers, may log in, not on PlanetScale",
                            "readers: rights on 5 objects, not on PlanetScale",
                            "everybody could call shop.price(integer) on PlanetScale; on the source not");
            assertThat(finding.remedy().orElseThrow().sql().lines())
                    .containsExactlyInAnyOrder(
                            "CREATE ROLE \"The \"\"one\"\" clerk\" LOGIN;",
                            "-- ALTER ROLE \"The \"\"one\"\" clerk\" PASSWORD '<password>';",
                            "CREATE ROLE \"readers\" NOLOGIN;",
                            "GRANT \"readers\" TO \"The \"\"one\"\" clerk\";",
                            "GRANT SELECT ON TABLE shop.note TO PUBLIC;",
                            "REVOKE EXECUTE ON ROUTINE shop.price(integer) FROM PUBLIC;",
                            "GRANT EXECUTE ON ROUTINE shop.price(integer) TO \"The \"\"one\"\" clerk\" WITH GRANT OPTION;",
                            "GRANT UPDATE (price) ON TABLE shop.item TO \"The \"\"one\"\" clerk\";",
                            "GRANT USAGE ON SCHEMA shop TO \"readers\";",
                            "GRANT SELECT ON TABLE shop.item, shop.note TO \"readers\";",
                            "GRANT DELETE, INSERT, REFERENCES, SELECT, TRIGGER, TRUNCATE, UPDATE ON TABLE shop.own TO"
                                    + " \"readers\";",
                            "ALTER DEFAULT PRIVILEGES IN SCHEMA shop GRANT SELECT ON TABLES TO \"readers\";");
            servers.targetDatabase()
                    .useSession(session -> session.execute(schema + "CREATE TABLE shop.own (id int PRIMARY KEY)"));
            target(servers, finding.remedy().orElseThrow().sql());
            assertThat(Asked.findings(new RolesAndGrantsCheck(), servers))
                    .extracting(Finding::severity)
                    .containsExactly(Severity.PASSED);
        } finally {
            forget(servers.targetAdmin(), "readers", "The \"one\" clerk");
            forget(servers.sourceAdmin(), "readers", "The \"one\" clerk");
        }
    }

    @Test
    void makesTheRolesThatPoliciesName(TwoPostgres servers) {
        servers.sourceAdmin().useSession(session -> session.execute("CREATE ROLE \"Tenant\""));
        try {
            servers.sourceDatabase().useSession(session -> session.execute("""
                    CREATE TABLE item (id int PRIMARY KEY);
                    CREATE POLICY own ON item TO "Tenant" USING (id > 0);
                    CREATE POLICY anybody ON item FOR SELECT USING (true);
                    """));
            Finding finding =
                    Asked.findings(new RowSecurityPoliciesCheck(), servers).get(0);
            assertThat(finding)
                    .isEqualTo(Finding.blocker(
                                    "row-security-policies",
                                    "Policies of the source are for 1 role that PlanetScale does not have: Tenant.",
                                    "These policies could not be made, and the application would see no rows of their tables."
                                            + " Make the roles on PlanetScale first.")
                            .withDetails(List.of(
                                    "public.item: policy anybody for everybody", "public.item: policy own for Tenant"))
                            .withRemedy(new Remedy(
                                    Side.TARGET,
                                    "CREATE ROLE \"Tenant\" NOLOGIN;",
                                    "Makes roles on PlanetScale that nobody can log in as. Grant them to the roles that the"
                                            + " application connects as.",
                                    "DROP ROLE \"Tenant\";")));
            target(servers, finding.remedy().orElseThrow().sql());
            assertThat(Asked.findings(new RowSecurityPoliciesCheck(), servers))
                    .extracting(Finding::severity, Finding::sentence)
                    .containsExactly(
                            tuple(Severity.NOTE, "2 policies for rows will work on PlanetScale as on the source."));
            target(servers, finding.remedy().orElseThrow().undo());
            assertThat(Asked.findings(new RowSecurityPoliciesCheck(), servers)).containsExactly(finding);
        } finally {
            forget(servers.sourceAdmin(), "Tenant");
        }
    }

    private static void target(TwoPostgres servers, String sql) {
        servers.targetDatabase().useSession(session -> session.execute(sql));
    }

    private static void forget(Database database, String... roles) {
        database.useSession(session -> {
            for (String role : roles) {
                String quoted = new Identifier(role).quoted();
                boolean there = !session.query(
                                "SELECT rolname FROM pg_roles WHERE rolname = ?", row -> row.text("rolname"), role)
                        .isEmpty();
                if (there) {
                    session.execute("DROP OWNED BY " + quoted);
                    session.execute("DROP ROLE " + quoted);
                }
            }
        });
    }
}
