package dev.planetfall.migration.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.Finding;
import dev.planetfall.migration.Remedy;
import dev.planetfall.migration.Scope;
import dev.planetfall.migration.Severity;
import dev.planetfall.migration.Side;
import dev.planetfall.postgres.ConnectionSettings;
import dev.planetfall.postgres.Password;
import dev.planetfall.postgres.QualifiedName;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Checks of tables: who sees their rows, and where they are already. */
@ExtendWith(TwoPostgresExtension.class)
class TableChecksPostgresTest {
    @Test
    void saysWhoseRowsTheSourceHides(TwoPostgres servers) {
        servers.sourceDatabase().useSession(session -> session.execute("""
                CREATE TABLE own (id int PRIMARY KEY);
                ALTER TABLE own ENABLE ROW LEVEL SECURITY;
                CREATE TABLE "Forced" (id int PRIMARY KEY);
                ALTER TABLE "Forced" ENABLE ROW LEVEL SECURITY;
                ALTER TABLE "Forced" FORCE ROW LEVEL SECURITY;
                CREATE TABLE left_out (id int PRIMARY KEY);
                ALTER TABLE left_out ENABLE ROW LEVEL SECURITY;
                ALTER TABLE left_out FORCE ROW LEVEL SECURITY;
                """));
        servers.sourceAdmin().useSession(session -> session.execute("""
                CREATE TABLE public.foreign_one (id int PRIMARY KEY);
                ALTER TABLE public.foreign_one ENABLE ROW LEVEL SECURITY;
                GRANT SELECT ON public.foreign_one TO store_owner;
                """));
        Scope scope = new Scope(Set.of(), Set.of(QualifiedName.of("public", "left_out")));
        assertThat(Asked.findings(new RowSecurityCheck(), Asked.within(servers, scope)))
                .containsExactly(Finding.blocker(
                                "row-security",
                                "Row-level security hides rows of 2 tables from role store_owner: public.\"Forced\","
                                        + " public.foreign_one.",
                                "The copy would leave those rows out without an error. Let an administrator of the source"
                                        + " give the role the right to see all rows, or connect as a role that has it.")
                        .withDetails(List.of("public.\"Forced\"", "public.foreign_one"))
                        .withRemedy(new Remedy(
                                Side.SOURCE,
                                "ALTER ROLE \"store_owner\" BYPASSRLS;",
                                "Only an administrator of the source may run this. The role sees every row from then on.",
                                "ALTER ROLE \"store_owner\" NOBYPASSRLS;")));
    }

    @Test
    void letsARolePassThatSeesAllRows(TwoPostgres servers) {
        servers.sourceDatabase().useSession(session -> session.execute("""
                CREATE TABLE forced (id int PRIMARY KEY);
                ALTER TABLE forced ENABLE ROW LEVEL SECURITY;
                ALTER TABLE forced FORCE ROW LEVEL SECURITY;
                """));
        servers.sourceAdmin().useSession(session -> {
            try {
                session.execute("ALTER ROLE store_owner BYPASSRLS");
                assertThat(Asked.findings(new RowSecurityCheck(), servers))
                        .containsExactly(
                                Finding.passed("row-security", "No row-level security hides rows from the copy."));
            } finally {
                session.execute("ALTER ROLE store_owner NOBYPASSRLS");
            }
        });
    }

    @Test
    void namesTablesThatTheCutoverCopiesBecauseTheyAreNotLogged(TwoPostgres servers) {
        servers.sourceDatabase()
                .useSession(session -> session.execute("CREATE UNLOGGED TABLE \"Cache\" (id int PRIMARY KEY)"));
        Finding finding = Asked.findings(new UnloggedTablesCheck(), servers).get(0);
        assertThat(finding.severity()).isEqualTo(Severity.WARNING);
        assertThat(finding.sentence())
                .isEqualTo(
                        "1 unlogged table will be copied while writes are stopped for the cutover: public.\"Cache\".");
        assertThat(finding.advice())
                .startsWith(
                        "Replication cannot carry what is not in the log. Copying 0 bytes through this computer makes"
                                + " the cutover about 1.0 s longer");
        assertThat(finding.details()).containsExactly("public.\"Cache\": 0 bytes");
        servers.sourceDatabase()
                .useSession(session ->
                        session.execute(finding.remedy().orElseThrow().sql()));
        assertThat(Asked.findings(new UnloggedTablesCheck(), servers))
                .containsExactly(Finding.passed("unlogged-tables", "No table in scope is unlogged."));
    }

    @Test
    void refusesToCopyIntoTablesWithRows(TwoPostgres servers) {
        both(servers, """
                CREATE TABLE item (id int PRIMARY KEY);
                CREATE TABLE blank (id int PRIMARY KEY);
                CREATE TABLE left_out (id int PRIMARY KEY);
                CREATE TABLE event (id int, day date, PRIMARY KEY (id, day)) PARTITION BY RANGE (day);
                CREATE TABLE event_2026 PARTITION OF event FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
                """);
        servers.targetDatabase().useSession(session -> session.execute("""
                INSERT INTO item VALUES (1);
                INSERT INTO left_out VALUES (1);
                INSERT INTO event VALUES (1, '2026-02-01');
                CREATE TABLE of_somebody_else (id int);
                INSERT INTO of_somebody_else VALUES (1);
                """));
        Scope scope = new Scope(Set.of(), Set.of(QualifiedName.of("public", "left_out")));
        assertThat(Asked.findings(new TargetEmptyCheck(), Asked.within(servers, scope)))
                .containsExactly(Finding.blocker(
                                "target-empty",
                                "PlanetScale holds rows already in 2 tables that would be copied into:"
                                        + " public.event_2026, public.item.",
                                "Choose an empty database, or empty these tables if nobody needs their rows.")
                        .withDetails(List.of("public.event_2026", "public.item")));
    }

    @Test
    void passesTablesThatAreThereAndEmpty(TwoPostgres servers) {
        both(servers, "CREATE TABLE item (id int PRIMARY KEY)");
        assertThat(Asked.findings(new TargetEmptyCheck(), servers))
                .containsExactly(Finding.passed("target-empty", "No rows yet on PlanetScale in 1 table."));
    }

    @Test
    void saysWhichTablesItCouldNotLookInto(TwoPostgres servers) {
        both(servers, "CREATE TABLE item (id int PRIMARY KEY)");
        servers.targetAdmin().useSession(session -> {
            session.execute("CREATE ROLE reader LOGIN PASSWORD 'reader''s own'");
            try {
                ConnectionSettings reader =
                        servers.targetSettings().withUser("reader").withPassword(Password.of("reader's own"));
                assertThat(Asked.findings(new TargetEmptyCheck(), Asked.to(servers, reader)))
                        .containsExactly(Finding.unknown(
                                        "target-empty",
                                        "Could not look into 1 table on PlanetScale.",
                                        "Let this role read them, or look for yourself whether they are empty.")
                                .withDetails(List.of("public.item: ERROR: permission denied for table item")));
            } finally {
                session.execute("DROP ROLE reader");
            }
        });
    }

    @Test
    void passesTheCopyOfItsOwnMigration(TwoPostgres servers) {
        both(servers, "CREATE TABLE item (id int PRIMARY KEY)");
        servers.targetDatabase().useSession(session -> {
            session.execute("INSERT INTO item VALUES (1)");
            session.execute(
                    "CREATE SUBSCRIPTION "
                            + servers.plan().names().subscription().quoted()
                            + " CONNECTION 'host=nowhere password=none' PUBLICATION p WITH (connect = false, slot_name = NONE)");
        });
        assertThat(Asked.findings(new TargetEmptyCheck(), servers))
                .containsExactly(Finding.passed("target-empty", "This migration is copying into PlanetScale already."));
        servers.targetDatabase()
                .useSession(session -> session.execute("DROP SUBSCRIPTION "
                        + servers.plan().names().subscription().quoted()));
    }

    private static void both(TwoPostgres servers, String sql) {
        servers.sourceDatabase().useSession(session -> session.execute(sql));
        servers.targetDatabase().useSession(session -> session.execute(sql));
    }
}
