package dev.planetfall.migration.copy;

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

    private static void assertCannotWrite(Database database) {
        assertThatThrownBy(() -> database.useSession(session -> session.execute("SELECT nextval('counter')")))
                .hasMessageContaining("read-only transaction");
    }

    private static void withRole(TwoPostgres servers, String name, String attributes, Runnable work) {
        servers.sourceDatabase().useSession(session -> session.execute("CREATE SEQUENCE counter"));
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
