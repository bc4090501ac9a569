package dev.planetfall.migration.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.planetfall.migration.Finding;
import dev.planetfall.migration.MigrationPlan;
import dev.planetfall.migration.Remedy;
import dev.planetfall.migration.Scope;
import dev.planetfall.migration.Severity;
import dev.planetfall.migration.Side;
import dev.planetfall.postgres.Conninfo;
import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.QualifiedName;
import dev.planetfall.postgres.SqlLiteral;
import dev.planetfall.testing.PostgresPair;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Checks of what the roles may read, for how long, and as whom they write. */
@ExtendWith(TwoPostgresExtension.class)
class RoleChecksPostgresTest {
    private static final String UNREADABLE = """
            CREATE SCHEMA "Back office";
            CREATE TABLE "Back office".pay (id int PRIMARY KEY, name text, salary int);
            CREATE TABLE public.ledger (id int PRIMARY KEY) PARTITION BY RANGE (id);
            CREATE TABLE public.names (id int PRIMARY KEY, "Full name" text, secret text);
            GRANT SELECT (id, "Full name") ON public.names TO store_owner;
            CREATE SEQUENCE public.numbers;
            CREATE TABLE public.left_out (id int PRIMARY KEY);
            CREATE TABLE public.readable (id int PRIMARY KEY);
            GRANT SELECT ON public.readable TO store_owner;
            CREATE MATERIALIZED VIEW public.made_anew AS SELECT 1 AS one;
            CREATE SCHEMA attic;
            CREATE TABLE attic.old (id int PRIMARY KEY);
            """;

    @Test
    @PostgresPair(source = 13, target = 18)
    void namesEverythingThatTheRoleMayNotRead(TwoPostgres servers) {
        servers.sourceAdmin().useSession(session -> session.execute(UNREADABLE));
        MigrationPlan plan = Asked.within(
                servers, new Scope(Set.of(new Identifier("attic")), Set.of(QualifiedName.of("public", "left_out"))));

        List<Finding> findings = Asked.findings(new ReadRightsCheck(), plan);

        Remedy remedy = new Remedy(
                        Side.SOURCE,
                        """
                        GRANT USAGE ON SCHEMA "Back office" TO "store_owner";
                        GRANT SELECT ON SEQUENCE "public"."numbers" TO "store_owner";
                        GRANT SELECT ON TABLE "Back office"."pay" TO "store_owner";
                        GRANT SELECT ON TABLE "public"."ledger" TO "store_owner";
                        GRANT SELECT ON TABLE "public"."names" TO "store_owner";""",
                        "Changes the source: the role may read what is listed. Only the owner of each or an administrator"
                                + " may run this.",
                        """
                        REVOKE USAGE ON SCHEMA "Back office" FROM "store_owner";
                        REVOKE SELECT ON SEQUENCE "public"."numbers" FROM "store_owner";
                        REVOKE SELECT ON TABLE "Back office"."pay" FROM "store_owner";
                        REVOKE SELECT ON TABLE "public"."ledger" FROM "store_owner";
                        REVOKE SELECT ON TABLE "public"."names" FROM "store_owner";
                        GRANT SELECT (id, "Full name") ON TABLE "public"."names" TO "store_owner";""")
                .byAdministrator();
        assertThat(findings)
                .containsExactly(Finding.blocker(
                                "read-rights",
                                "Role store_owner may not read 5 objects of the source: schema Back office, sequence"
                                        + " public.numbers, table \"Back office\".pay and 2 more.",
                                "The copy would fail there. Let the owner or an administrator of the source give the right,"
                                        + " or connect as a role that has it.")
                        .withDetails(List.of(
                                "schema Back office",
                                "sequence public.numbers",
                                "table \"Back office\".pay",
                                "table public.ledger",
                                "table public.names"))
                        .withRemedy(remedy));
        Mended.by(remedy, servers.sourceAdmin());
        assertThat(Asked.findings(new ReadRightsCheck(), plan))
                .containsExactly(Finding.passed(
                        "read-rights",
                        "Role store_owner may read every schema, table and sequence in scope on the source."));
        Mended.takenBack(remedy, servers.sourceAdmin());
        assertThat(Asked.findings(new ReadRightsCheck(), plan)).isEqualTo(findings);
    }

    @Test
    void letsAnOwnerGiveItselfTheRightBack(TwoPostgres servers) {
        servers.sourceDatabase().useSession(session -> session.execute("""
                CREATE TABLE mine (id int PRIMARY KEY);
                REVOKE SELECT ON mine FROM store_owner;
                """));
        Remedy remedy = onlyRemedy(Asked.findings(new ReadRightsCheck(), servers));
        assertThat(remedy.forAdministrator()).isFalse();
        Mended.by(remedy, servers.sourceDatabase());
        assertThat(Asked.findings(new ReadRightsCheck(), servers))
                .extracting(Finding::severity)
                .containsExactly(Severity.PASSED);
    }

    @Test
    @PostgresPair(source = 17, target = 18)
    void liftsTimeLimitsOfTheRoleAndRestoresThem(TwoPostgres servers) {
        String role = "ALTER ROLE \"store_owner\" IN DATABASE \""
                + servers.sourceSettings().database() + "\" ";
        servers.sourceDatabase().useSession(session -> {
            session.execute(role + "SET transaction_timeout = '2min'");
            session.execute(role + "SET idle_in_transaction_session_timeout = '1h'");
            session.execute(role + "SET wal_sender_timeout = '10s'");
        });

        List<Finding> findings = Asked.findings(new RoleTimeoutsCheck(), servers);

        Remedy remedy = new Remedy(
                Side.SOURCE,
                role + "SET transaction_timeout = 0;\n" + role + "SET wal_sender_timeout = 0;",
                "Changes the source: sessions that this role opens in this database from now on have no such limits, those of"
                        + " an application that uses the same role included. Sessions that are open keep theirs.",
                role + "SET transaction_timeout = '2min';\n" + role + "SET wal_sender_timeout = '10s';");
        assertThat(findings)
                .containsExactly(Finding.warning(
                                "role-timeouts",
                                "The source limits the sessions of role store_owner: transaction_timeout 2 min 0 s,"
                                        + " wal_sender_timeout 10.0 s.",
                                "They can end a copy or the replication in the middle. Lift the limits until the migration"
                                        + " is finished.")
                        .withDetails(List.of("transaction_timeout 2 min 0 s", "wal_sender_timeout 10.0 s"))
                        .withRemedy(remedy));
        Mended.by(remedy, servers.sourceDatabase());
        assertThat(Asked.findings(new RoleTimeoutsCheck(), servers))
                .containsExactly(Finding.passed(
                        "role-timeouts",
                        "PlanetScale lifts the source's time limits for the copy:"
                                + " idle_in_transaction_session_timeout 1 h 0 min."));
        Mended.takenBack(remedy, servers.sourceDatabase());
        assertThat(Asked.findings(new RoleTimeoutsCheck(), servers)).isEqualTo(findings);
    }

    /** A PlanetScale that does not lift the limits is played by a role that may not even ask. */
    @Test
    void blocksACopyThatATimeLimitWouldEndEachTime(TwoPostgres servers) {
        String database = servers.sourceSettings().database();
        servers.sourceDatabase()
                .useSession(session -> session.execute("CREATE TABLE parcel (id int PRIMARY KEY, weight int)"));
        servers.sourceAdmin()
                .useSession(
                        session -> session.execute("ALTER DATABASE " + database + " SET statement_timeout = '900ms'"));
        assertThat(Asked.findings(new RoleTimeoutsCheck(), servers))
                .containsExactly(Finding.passed(
                        "role-timeouts",
                        "PlanetScale lifts the source's time limits for the copy: statement_timeout 900 ms."));
        servers.targetAdmin().useSession(session -> {
            try {
                session.execute("REVOKE pg_create_subscription FROM pscale_default");
                List<Finding> findings = Asked.findings(new RoleTimeoutsCheck(), servers);
                Remedy remedy = onlyRemedy(findings);
                String role = "ALTER ROLE \"store_owner\" IN DATABASE \"" + database + "\" ";
                assertThat(findings)
                        .containsExactly(Finding.blocker(
                                        "role-timeouts",
                                        "The source limits the sessions of role store_owner: statement_timeout 900 ms.",
                                        "Copying the largest table may take 1.0 s, so its copy would be ended each time and"
                                                + " never finish. Lift the limits until the migration is finished.")
                                .withDetails(List.of("statement_timeout 900 ms"))
                                .withRemedy(new Remedy(
                                        Side.SOURCE,
                                        role + "SET statement_timeout = 0;",
                                        remedy.effect(),
                                        role + "RESET statement_timeout;")));
                Mended.by(remedy, servers.sourceDatabase());
                assertThat(Asked.findings(new RoleTimeoutsCheck(), servers))
                        .containsExactly(Finding.passed(
                                "role-timeouts", "The source sets no time limit that could end the copy."));
                Mended.takenBack(remedy, servers.sourceDatabase());
                assertThat(Asked.findings(new RoleTimeoutsCheck(), servers)).isEqualTo(findings);
            } finally {
                session.execute("GRANT pg_create_subscription TO pscale_default");
            }
        });
    }

    /** The harm itself: the source ends the copy, which begins again and is ended again. */
    @Test
    void seesATimeLimitEndACopyAgainAndAgain(TwoPostgres servers) throws InterruptedException {
        String database = servers.sourceSettings().database();
        servers.sourceDatabase().useSession(session -> session.execute("""
                CREATE TABLE parcel AS SELECT i AS id, repeat('x', 10000) AS label FROM generate_series(1, 3000) i;
                ALTER TABLE parcel ADD PRIMARY KEY (id);
                CREATE PUBLICATION parcels FOR TABLE parcel;
                ALTER ROLE store_owner IN DATABASE %s SET statement_timeout = '200ms';
                """.formatted(database)));
        String conninfo = Conninfo.forSubscription(servers.sourceSettings(), "parcels") + " options=''";
        servers.targetDatabase().useSession(session -> {
            session.execute("CREATE TABLE parcel (id int PRIMARY KEY, label text)");
            // Stands for a slow disk.
            session.execute("CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS"
                    + " 'BEGIN PERFORM pg_sleep(0.001); RETURN NEW; END'");
            session.execute("CREATE TRIGGER slow BEFORE INSERT ON parcel FOR EACH ROW EXECUTE FUNCTION slow()");
            session.execute("ALTER TABLE parcel ENABLE ALWAYS TRIGGER slow");
            session.execute("CREATE SUBSCRIPTION parcels CONNECTION " + SqlLiteral.quote(conninfo)
                    + " PUBLICATION parcels WITH (slot_name = " + database + "_parcels)");
        });
        try {
            assertThat(errorsReach(servers, 2)).isTrue();
        } finally {
            servers.clean();
        }
    }

    private static boolean errorsReach(TwoPostgres servers, int wanted) throws InterruptedException {
        Instant deadline = Instant.now().plusSeconds(60);
        long errors = 0;
        while (errors < wanted && Instant.now().isBefore(deadline)) {
            Thread.sleep(200);
            errors = servers.targetAdmin()
                    .withSession(session -> session.queryOne(
                            "SELECT sync_error_count FROM pg_stat_subscription_stats WHERE subname = 'parcels'",
                            row -> row.number("sync_error_count")));
        }
        return errors >= wanted;
    }

    @Test
    void namesTablesOnPlanetScaleThatBelongToOthers(TwoPostgres servers) {
        MigrationPlan plan = Asked.within(servers, new Scope(Set.of(), Set.of(QualifiedName.of("public", "left_out"))));
        String tables = "CREATE TABLE public.\"Theirs\" (id int PRIMARY KEY); CREATE TABLE public.mine (id int);"
                + " CREATE TABLE public.left_out (id int);";
        servers.sourceDatabase().useSession(session -> session.execute(tables));
        servers.targetAdmin().useSession(session -> {
            session.execute("CREATE ROLE \"The owner\"");
            try {
                session.execute(tables + "CREATE TABLE public.not_of_the_source (id int);"
                        + " ALTER TABLE public.\"Theirs\" OWNER TO \"The owner\";"
                        + " ALTER TABLE public.mine OWNER TO pscale_default;");
                List<Finding> findings = Asked.findings(new TableOwnersOnTargetCheck(), plan);
                Remedy remedy = new Remedy(
                                Side.TARGET,
                                "GRANT \"The owner\" TO \"pscale_default\";",
                                "The role may do on PlanetScale from then on what the owners may do. Only an administrator"
                                        + " of the owners may run this.",
                                "REVOKE \"The owner\" FROM \"pscale_default\";")
                        .byAdministrator();
                assertThat(findings)
                        .containsExactly(Finding.blocker(
                                        "table-owners-on-target",
                                        "Role pscale_default may not act as the owner of 1 table on PlanetScale:"
                                                + " public.\"Theirs\".",
                                        "Copying rows into them would fail. Make the role a member of their owners, or let"
                                                + " an administrator of PlanetScale hand the tables over to the role with"
                                                + " ALTER TABLE ... OWNER TO.")
                                .withDetails(List.of("public.\"Theirs\" of The owner"))
                                .withRemedy(remedy));
                Mended.by(remedy, servers.targetAdmin());
                assertThat(Asked.findings(new TableOwnersOnTargetCheck(), plan))
                        .containsExactly(
                                Finding.passed(
                                        "table-owners-on-target",
                                        "Role pscale_default may act as the owner of every table in scope that is on PlanetScale."));
                Mended.takenBack(remedy, servers.targetAdmin());
                assertThat(Asked.findings(new TableOwnersOnTargetCheck(), plan)).isEqualTo(findings);
            } finally {
                session.execute("DROP TABLE public.\"Theirs\"");
                session.execute("DROP ROLE \"The owner\"");
            }
        });
    }

    /** A role that may make roles is given those it made with the right to pass them on, and no other. */
    @Test
    void letsTheMakerOfAnOwnerBecomeIt(TwoPostgres servers) {
        servers.sourceDatabase().useSession(session -> session.execute("CREATE TABLE parcel (id int PRIMARY KEY)"));
        try {
            servers.targetDatabase().useSession(session -> session.execute("CREATE ROLE made_owner"));
            servers.targetAdmin().useSession(session -> {
                session.execute("CREATE TABLE parcel (id int PRIMARY KEY)");
                session.execute("ALTER TABLE parcel OWNER TO made_owner");
            });
            List<Finding> findings = Asked.findings(new TableOwnersOnTargetCheck(), servers);
            Remedy remedy = onlyRemedy(findings);
            assertThat(remedy.forAdministrator()).isFalse();
            Mended.by(remedy, servers.targetDatabase());
            assertThat(Asked.findings(new TableOwnersOnTargetCheck(), servers))
                    .extracting(Finding::severity)
                    .containsExactly(Severity.PASSED);
            Mended.takenBack(remedy, servers.targetDatabase());
            assertThat(Asked.findings(new TableOwnersOnTargetCheck(), servers)).isEqualTo(findings);
        } finally {
            servers.targetAdmin().useSession(session -> {
                session.execute("DROP TABLE IF EXISTS parcel");
                session.execute("DROP ROLE IF EXISTS made_owner");
            });
        }
    }

    @Test
    void handsOverTablesOfASuperuserOnlyInWords(TwoPostgres servers) {
        servers.sourceDatabase().useSession(session -> session.execute("CREATE TABLE parcel (id int PRIMARY KEY)"));
        servers.targetAdmin().useSession(session -> session.execute("CREATE TABLE parcel (id int PRIMARY KEY)"));
        assertThat(Asked.findings(new TableOwnersOnTargetCheck(), servers))
                .extracting(Finding::severity, Finding::remedy)
                .containsExactly(tuple(Severity.BLOCKER, Optional.empty()));
    }

    private static Remedy onlyRemedy(List<Finding> findings) {
        assertThat(findings).hasSize(1);
        return findings.get(0).remedy().orElseThrow();
    }
}
