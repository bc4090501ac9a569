package dev.planetfall.migration.freeze;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.planetfall.migration.CutoverEvent.FreezeBegun;
import dev.planetfall.migration.PlanBuilder;
import dev.planetfall.migration.Side;
import dev.planetfall.postgres.ConnectionSettings;
import dev.planetfall.postgres.Database;
import dev.planetfall.postgres.Password;
import dev.planetfall.testing.RecordingContext;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The stop of writers where one setting of the database is not enough, or may not be made. */
@ExtendWith(TwoPostgresExtension.class)
class FreezeStatementsPostgresTest {
    @Test
    void alsoBindsARoleThatHasASettingOfItsOwn(TwoPostgres servers) {
        withRole(servers, "stubborn", "LOGIN", () -> {
            admin(servers, "ALTER ROLE stubborn SET default_transaction_read_only = off");
            String before = settings(servers);
            RecordingContext context = context(
                    servers,
                    servers.sourceServer()
                            .superuserSettings(servers.sourceSettings().database()));
            Database stubborn = as(servers, "stubborn");
            stubborn.useSession(session -> session.execute("CREATE TEMP TABLE trial (id int)"));

            List<String> lifting = WriteFreeze.lifting(context);
            WriteFreeze.impose(context);

            assertThat(lifting).hasSize(2).last().asString().startsWith("ALTER ROLE \"stubborn\" IN DATABASE");
            assertCannotWrite(stubborn);
            FreezeProof.require(context);
            admin(servers, lifting.get(0));
            admin(servers, lifting.get(1));
            stubborn.useSession(session -> session.execute("SELECT nextval('counter')"));
            assertThat(settings(servers)).isEqualTo(before);
        });
    }

    @Test
    void knowsHowToLiftAFreezeThatACrashLeft(TwoPostgres servers) {
        withRole(servers, "stubborn", "LOGIN", () -> {
            admin(servers, "ALTER ROLE stubborn SET default_transaction_read_only = off");
            RecordingContext context = context(
                    servers,
                    servers.sourceServer()
                            .superuserSettings(servers.sourceSettings().database()));

            List<String> first = WriteFreeze.lifting(context);
            context.report(new FreezeBegun(Instant.now(), Side.SOURCE, first));
            WriteFreeze.impose(context);

            assertThat(WriteFreeze.lifting(context)).isEqualTo(first).hasSize(2);
            first.forEach(sql -> admin(servers, sql));
        });
    }

    @Test
    void bindsEveryRoleWhereTheDatabaseBelongsToSomebodyElse(TwoPostgres servers) {
        withRole(servers, "operator", "LOGIN CREATEROLE", () -> {
            // Since version 16 the right to change roles is one to those it was given for.
            admin(servers, "GRANT " + servers.sourceSettings().user() + " TO operator WITH ADMIN OPTION");
            admin(
                    servers,
                    "ALTER DATABASE "
                            + servers.sourceSettings().database() + " OWNER TO "
                            + servers.sourceServer()
                                    .superuserSettings("postgres")
                                    .user());
            String before = settings(servers);
            RecordingContext context = context(
                    servers, servers.sourceSettings().withUser("operator").withPassword(Password.of("x")));

            List<String> lifting = WriteFreeze.lifting(context);
            WriteFreeze.impose(context);

            assertThat(lifting).isNotEmpty().allMatch(sql -> sql.startsWith("ALTER ROLE "));
            assertCannotWrite(servers.sourceDatabase().asApplication("shop"));
            context.source().useSession(session -> lifting.forEach(session::execute));
            servers.sourceDatabase().useSession(session -> session.execute("SELECT nextval('counter')"));
            assertThat(settings(servers)).isEqualTo(before);
        });
    }

    @Test
    void takesRightsAwayWhereOnlyTheTablesBelongToTheRole(TwoPostgres servers) {
        withRole(servers, "tenant", "LOGIN", () -> {
            grantInManyWays(servers);
            RecordingContext context =
                    context(servers, servers.sourceSettings().withUser("tenant").withPassword(Password.of("x")));
            Database application = servers.sourceDatabase().asApplication("shop");
            List<String> before = rights(servers);

            List<String> lifting = WriteFreeze.lifting(context);
            WriteFreeze.impose(context);

            assertThat(lifting).isNotEmpty().allMatch(sql -> sql.startsWith("GRANT "));
            assertThat(rights(servers)).isNotEqualTo(before);
            assertThat(WriteFreeze.lifting(context)).isEmpty();
            FreezeProof.require(context);
            for (String write : List.of(
                    "INSERT INTO \"Odd \"\"name\" VALUES (1, 1)",
                    "UPDATE \"Odd \"\"name\" SET b = 2",
                    "SELECT nextval('tickets')")) {
                assertThatThrownBy(() -> application.useSession(session -> session.execute(write)))
                        .hasMessageContaining("permission denied");
            }
            assertThatThrownBy(() -> as(servers, "tenant").useSession(session -> session.execute("DELETE FROM parted")))
                    .hasMessageContaining("permission denied");
            context.source().useSession(session -> lifting.forEach(session::execute));
            assertThat(rights(servers)).isEqualTo(before);
            application.useSession(session -> session.execute("UPDATE \"Odd \"\"name\" SET b = 2"));
        });
    }

    @Test
    void namesARoleThatWritesWithoutRightsToTables(TwoPostgres servers) {
        withRole(
                servers,
                "tenant",
                "LOGIN",
                () -> withRole(servers, "almighty", "LOGIN", () -> {
                    admin(servers, "GRANT pg_write_all_data TO almighty");
                    grantInManyWays(servers);
                    RecordingContext context = context(
                            servers, servers.sourceSettings().withUser("tenant").withPassword(Password.of("x")));
                    context.report(new FreezeBegun(Instant.now(), Side.SOURCE, WriteFreeze.lifting(context)));

                    assertThatThrownBy(() -> WriteFreeze.impose(context))
                            .hasMessageContaining("The source still lets these roles write: almighty.");
                    WriteFreeze.lift(context);

                    servers.sourceDatabase()
                            .useSession(session -> session.execute("UPDATE \"Odd \"\"name\" SET b = 2"));
                }));
    }

    /** Tables of one who owns nothing else, to which others may write by every kind of grant. */
    private static void grantInManyWays(TwoPostgres servers) {
        String owner = servers.sourceSettings().user();
        servers.sourceDatabase().useSession(session -> session.execute("DROP SEQUENCE counter"));
        for (String sql : List.of(
                "CREATE TABLE \"Odd \"\"name\" (id int PRIMARY KEY, b int)",
                "CREATE TABLE parted (id int) PARTITION BY RANGE (id)",
                "CREATE TABLE part_1 PARTITION OF parted DEFAULT",
                "CREATE TABLE untouched (id int)",
                "CREATE SEQUENCE tickets",
                "ALTER TABLE \"Odd \"\"name\" OWNER TO tenant",
                "ALTER TABLE parted OWNER TO tenant",
                "ALTER TABLE part_1 OWNER TO tenant",
                "ALTER TABLE untouched OWNER TO tenant",
                "ALTER SEQUENCE tickets OWNER TO tenant",
                "GRANT INSERT, SELECT, DELETE ON \"Odd \"\"name\" TO " + owner,
                "GRANT UPDATE (b) ON \"Odd \"\"name\" TO " + owner,
                "GRANT UPDATE, DELETE ON parted TO PUBLIC",
                "GRANT INSERT ON parted TO " + owner + " WITH GRANT OPTION",
                "GRANT USAGE ON tickets TO " + owner)) {
            admin(servers, sql);
        }
    }

    private static List<String> rights(TwoPostgres servers) {
        return servers.sourceAdmin().withSession(session -> session.query("""
                SELECT concat_ws(' ', c.relname, a.grantee::regrole, a.privilege_type, a.is_grantable) AS what
                FROM pg_class c, aclexplode(coalesce(c.relacl,
                  acldefault(CASE c.relkind WHEN 'S' THEN 's' ELSE 'r' END::"char", c.relowner))) a
                WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'S')
                UNION ALL SELECT concat_ws(' ', attrelid::regclass, attname, attacl::text) FROM pg_attribute WHERE attacl IS NOT NULL
                  AND attrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace)
                ORDER BY 1
                """, row -> row.text("what")));
    }

    private static void assertCannotWrite(Database database) {
        assertThatThrownBy(() -> database.useSession(session -> session.execute("SELECT nextval('counter')")))
                .hasMessageContaining("read-only transaction");
    }

    private static void withRole(TwoPostgres servers, String name, String attributes, Runnable work) {
        servers.sourceDatabase().useSession(session -> session.execute("CREATE SEQUENCE IF NOT EXISTS counter"));
        admin(servers, "CREATE ROLE " + name + " " + attributes + " PASSWORD 'x'");
        admin(servers, "GRANT ALL ON SEQUENCE counter TO " + name);
        try {
            work.run();
        } finally {
            admin(servers, "DROP OWNED BY " + name);
            admin(servers, "DROP ROLE " + name);
        }
    }

    private static Database as(TwoPostgres servers, String role) {
        return new Database(servers.sourceSettings().withUser(role).withPassword(Password.of("x")), "source");
    }

    private static RecordingContext context(TwoPostgres servers, ConnectionSettings source) {
        return new RecordingContext(
                PlanBuilder.from(servers.plan()).source(source).build().orElseThrow());
    }

    private static void admin(TwoPostgres servers, String sql) {
        servers.sourceAdmin().despiteFreeze().useSession(session -> session.execute(sql));
    }

    private static String settings(TwoPostgres servers) {
        return servers.sourceAdmin()
                .withSession(session -> session.queryOne(
                        "SELECT coalesce(string_agg(setrole || ' ' || setconfig::text, ', ' ORDER BY setrole, setconfig), '') AS all"
                                + " FROM pg_db_role_setting WHERE setdatabase IN"
                                + " (0, (SELECT oid FROM pg_database WHERE datname = current_database()))",
                        row -> row.text("all")));
    }
}
