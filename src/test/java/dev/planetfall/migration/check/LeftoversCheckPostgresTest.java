package dev.planetfall.migration.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.planetfall.migration.Finding;
import dev.planetfall.migration.Remedy;
import dev.planetfall.migration.Severity;
import dev.planetfall.migration.Side;
import dev.planetfall.migration.copy.MarkerTable;
import dev.planetfall.postgres.Conninfo;
import dev.planetfall.postgres.Session;
import dev.planetfall.postgres.SqlLiteral;
import dev.planetfall.testing.PostgresPair;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What earlier migrations left on the two servers. */
@ExtendWith(TwoPostgresExtension.class)
class LeftoversCheckPostgresTest {
    private static final Finding NOTHING =
            Finding.passed("leftovers", "Neither server holds anything of an earlier migration.");

    @Test
    @PostgresPair(source = 13, target = 18)
    void dropsWhatAnEarlierMigrationLeftOnTheSource(TwoPostgres servers) {
        servers.sourceDatabase().useSession(session -> {
            session.execute("CREATE TABLE parcel (id int PRIMARY KEY)");
            session.execute("CREATE PUBLICATION planetfall_old FOR TABLE parcel");
            session.execute("CREATE PUBLICATION " + servers.plan().names().publication() + " FOR TABLE parcel");
            slot(session, "planetfall_old");
            slot(session, servers.plan().names().slot().name());
            MarkerTable.create(session);
            MarkerTable.addRow(session, "old");
            MarkerTable.addRow(session, "o'lder");
            MarkerTable.addRow(session, servers.plan().id());
        });

        List<Finding> findings = Asked.findings(new LeftoversCheck(), servers);

        Remedy remedy = new Remedy(
                Side.SOURCE,
                """
                DROP PUBLICATION "planetfall_old";
                DELETE FROM "_planetfall"."marker" WHERE migration = 'o''lder';
                SELECT pg_drop_replication_slot('planetfall_old');""",
                "Changes the source: drops what is listed, so that the migrations it belongs to cannot go on. Cannot be taken"
                        + " back.",
                "");
        assertThat(findings).hasSize(1);
        String slot = findings.get(0).details().get(2);
        assertThat(slot).matches("replication slot planetfall_old, keeps [0-9.]+ (bytes|kB) of log");
        assertThat(findings)
                .containsExactly(Finding.warning(
                                "leftovers",
                                "The source still holds 3 objects of earlier migrations: publication planetfall_old, marker"
                                        + " row o'lder, replication slot planetfall_old.",
                                "A replication slot among them keeps log until the disk is full. If nobody will go on with"
                                        + " those migrations, drop what they left.")
                        .withDetails(List.of("publication planetfall_old", "marker row o'lder", slot))
                        .withRemedy(remedy));
        Mended.by(remedy, servers.sourceDatabase());
        // The row of the dropped publication is one of nobody now.
        assertThat(Asked.findings(new LeftoversCheck(), servers))
                .singleElement()
                .satisfies(finding -> assertThat(finding.details()).containsExactly("marker row old"));
        Mended.by(
                Asked.findings(new LeftoversCheck(), servers).get(0).remedy().orElseThrow(), servers.sourceDatabase());
        assertThat(Asked.findings(new LeftoversCheck(), servers)).containsExactly(NOTHING);
        servers.clean();
    }

    @Test
    void dropsWhatAnEarlierMigrationLeftOnPlanetScale(TwoPostgres servers) {
        try {
            servers.targetDatabase().useSession(session -> {
                subscription(session, servers, "planetfall_old");
                subscription(
                        session, servers, servers.plan().names().subscription().name());
            });
            servers.targetAdmin().useSession(session -> {
                // The name is the server's own, so no function takes it.
                session.execute("INSERT INTO pg_replication_origin VALUES (60000, 'pg_4000000001')");
                session.execute("SELECT pg_replication_origin_create('of_somebody_else')");
            });

            List<Finding> findings = Asked.findings(new LeftoversCheck(), servers);

            Remedy remedy = new Remedy(
                            Side.TARGET,
                            """
                            ALTER SUBSCRIPTION "planetfall_old" DISABLE;
                            ALTER SUBSCRIPTION "planetfall_old" SET (slot_name = NONE);
                            DROP SUBSCRIPTION "planetfall_old";
                            SELECT pg_replication_origin_drop('pg_4000000001');""",
                            "Drops what is listed, so that the migrations it belongs to cannot go on. Cannot be taken back.",
                            "")
                    .byAdministrator();
            assertThat(findings)
                    .containsExactly(Finding.warning(
                                    "leftovers",
                                    "PlanetScale still holds 2 objects of earlier migrations: subscription planetfall_old,"
                                            + " replication origin pg_4000000001.",
                                    "A replication slot among them keeps log until the disk is full. If nobody will go on"
                                            + " with those migrations, drop what they left.")
                            .withDetails(List.of(
                                    "subscription planetfall_old, disabled", "replication origin pg_4000000001"))
                            .withRemedy(remedy));
            Mended.by(remedy, servers.targetAdmin());
            assertThat(Asked.findings(new LeftoversCheck(), servers)).containsExactly(NOTHING);
        } finally {
            servers.clean();
            servers.targetAdmin()
                    .useSession(session -> session.execute("SELECT pg_replication_origin_drop(roname)"
                            + " FROM pg_replication_origin WHERE roname IN ('pg_4000000001', 'of_somebody_else')"));
        }
    }

    @Test
    void leavesAMigrationAloneThatIsAtWork(TwoPostgres servers) throws InterruptedException {
        servers.sourceDatabase().useSession(session -> {
            session.execute("CREATE TABLE parcel (id int PRIMARY KEY)");
            session.execute("CREATE PUBLICATION planetfall_busy FOR TABLE parcel");
        });
        servers.targetDatabase().useSession(session -> {
            session.execute("CREATE TABLE parcel (id int PRIMARY KEY)");
            session.execute("CREATE SUBSCRIPTION planetfall_busy CONNECTION " + conninfo(servers)
                    + " PUBLICATION planetfall_busy");
        });
        try {
            Waiting.until(() -> servers.sourceAdmin()
                    .withSession(session -> session.queryOne(
                            "SELECT count(*) = 1 AND bool_and(active) AS running FROM pg_replication_slots"
                                    + " WHERE database = current_database()",
                            row -> row.flag("running"))));
            List<Finding> findings = Asked.findings(new LeftoversCheck(), servers);
            assertThat(findings)
                    .extracting(Finding::severity, Finding::sentence)
                    .containsExactly(
                            tuple(
                                    Severity.NOTE,
                                    "Another migration is at work on the source: publication planetfall_busy, replication"
                                            + " slot planetfall_busy."),
                            tuple(
                                    Severity.NOTE,
                                    "Another migration is at work on PlanetScale: subscription planetfall_busy."));
            assertThat(findings)
                    .allSatisfy(finding -> assertThat(finding.remedy()).isEmpty());
        } finally {
            servers.clean();
        }
    }

    @Test
    void recognisesOtherToolsByWhatTheyLeave(TwoPostgres servers) {
        servers.sourceAdmin().useSession(session -> session.execute("""
                CREATE SCHEMA bucardo;
                CREATE TABLE bucardo.bucardo_config (name text);
                CREATE TABLE public._planetscale_import (ts bigint PRIMARY KEY);
                CREATE TABLE public.my_bucardo (id int PRIMARY KEY);
                CREATE PUBLICATION _planetscale_import FOR TABLE public._planetscale_import;
                """));
        try {
            assertThat(Asked.findings(new LeftoversCheck(), servers))
                    .containsExactly(Finding.warning(
                                    "leftovers",
                                    "The source holds traces of other migration tools: publication _planetscale_import,"
                                            + " schema bucardo, table _planetscale_import.",
                                    "If such a tool is still at work, let it finish first. If not, remove what it left in"
                                            + " its own way, or leave its schemas out of the scope.")
                            .withDetails(List.of(
                                    "publication _planetscale_import", "schema bucardo", "table _planetscale_import")));
        } finally {
            servers.clean();
        }
    }

    private static void subscription(Session session, TwoPostgres servers, String name) {
        session.execute("CREATE SUBSCRIPTION " + name + " CONNECTION " + conninfo(servers)
                + " PUBLICATION anything WITH (connect = false)");
    }

    private static String conninfo(TwoPostgres servers) {
        return SqlLiteral.quote(Conninfo.forSubscription(servers.sourceSettings(), "planetfall"));
    }

    private static void slot(Session session, String name) {
        session.execute("SELECT pg_create_logical_replication_slot('" + name + "', 'pgoutput')");
    }
}
