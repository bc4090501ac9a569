package dev.planetfall.migration.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.Finding;
import dev.planetfall.migration.Severity;
import dev.planetfall.migration.copy.MarkerTable;
import dev.planetfall.postgres.Conninfo;
import dev.planetfall.postgres.Session;
import dev.planetfall.postgres.SqlLiteral;
import dev.planetfall.testing.PostgresPair;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who else replicates from the source, or keeps its log without replicating. */
@ExtendWith(TwoPostgresExtension.class)
class OtherReplicationPostgresTest {
    /** The harm itself comes with it: the reader of all tables stops at the marker table, and goes on once it has one. */
    @Test
    void warnsOfAPublicationOfAllTables(TwoPostgres servers) throws InterruptedException {
        servers.sourceAdmin().useSession(session -> session.execute("CREATE PUBLICATION everything FOR ALL TABLES"));
        String slot = servers.plan().id() + "_reader";
        servers.targetDatabase()
                .useSession(session -> session.execute("CREATE SUBSCRIPTION reader CONNECTION " + conninfo(servers)
                        + " PUBLICATION everything WITH (slot_name = " + slot + ")"));
        try {
            Waiting.until(() -> asked(servers.sourceAdmin()
                    .withSession(session -> session.query(
                            "SELECT active FROM pg_replication_slots WHERE slot_name = ?",
                            row -> row.flag("active"),
                            slot))));
            List<Finding> findings = Asked.findings(new ExistingPublicationsCheck(), servers);
            assertThat(findings)
                    .containsExactly(
                            Finding.warning(
                                            "existing-publications",
                                            "The source publishes all tables to somebody else, and so the small table that"
                                                    + " this migration adds: everything.",
                                            "A PostgreSQL server that subscribes to it would stop receiving, because it"
                                                    + " lacks that table. Run the statements below there before the copy"
                                                    + " begins; drop the schema when all is done.")
                                    .withDetails(findings.get(0).details()),
                            Finding.note(
                                            "existing-publications",
                                            "The source sends its changes elsewhere, too: replication slot " + slot
                                                    + " (pgoutput).",
                                            "This goes on during the migration and does not move by itself: after the move,"
                                                    + " whoever receives them must begin anew from PlanetScale.")
                                    .withDetails(List.of("replication slot " + slot + " (pgoutput)")));
            servers.sourceDatabase().useSession(session -> {
                MarkerTable.create(session);
                MarkerTable.addRow(session, servers.plan().id());
            });
            Waiting.until(() -> applyErrors(servers) > 0);
            servers.targetDatabase()
                    .useSession(session -> findings.get(0).details().forEach(session::execute));
            servers.targetDatabase()
                    .useSession(session -> session.execute("ALTER SUBSCRIPTION reader REFRESH PUBLICATION"));
            Waiting.until(() -> servers.targetDatabase()
                    .withSession(session ->
                            MarkerTable.hasRow(session, servers.plan().id())));
        } finally {
            servers.clean();
        }
    }

    private static long applyErrors(TwoPostgres servers) {
        return servers.targetAdmin()
                .withSession(session -> session.queryOne(
                        "SELECT apply_error_count FROM pg_stat_subscription_stats WHERE subname = 'reader'",
                        row -> row.number("apply_error_count")));
    }

    private static boolean asked(List<Boolean> answers) {
        return answers.contains(true);
    }

    @Test
    void tellsWhoElseSendsAndReceives(TwoPostgres servers) {
        servers.sourceAdmin().useSession(session -> {
            session.execute("CREATE TABLE parcel (id int PRIMARY KEY)");
            session.execute("CREATE PUBLICATION for_the_warehouse FOR TABLE parcel");
            session.execute("CREATE PUBLICATION planetfall_ours FOR TABLE parcel");
            session.execute("CREATE SUBSCRIPTION from_the_shop CONNECTION 'dbname=nowhere' PUBLICATION shop"
                    + " WITH (connect = false)");
        });
        try {
            assertThat(Asked.findings(new ExistingPublicationsCheck(), servers))
                    .containsExactly(
                            Finding.note(
                                            "existing-publications",
                                            "The source sends its changes elsewhere, too: publication for_the_warehouse.",
                                            "This goes on during the migration and does not move by itself: after the move,"
                                                    + " whoever receives them must begin anew from PlanetScale.")
                                    .withDetails(List.of("publication for_the_warehouse")),
                            Finding.warning(
                                            "existing-publications",
                                            "The source receives rows from other servers: subscription from_the_shop.",
                                            "What arrives after the writers were stopped does not reach PlanetScale. Disable"
                                                    + " the subscription before you cut over, and subscribe with"
                                                    + " PlanetScale afterwards.")
                                    .withDetails(List.of("subscription from_the_shop")));
        } finally {
            servers.clean();
        }
        assertThat(Asked.findings(new ExistingPublicationsCheck(), servers))
                .containsExactly(
                        Finding.passed("existing-publications", "Nobody else replicates from the source or to it."));
    }

    @Test
    @PostgresPair(source = 13, target = 18)
    void namesSlotsThatNobodyReads(TwoPostgres servers) {
        servers.sourceAdmin().useSession(session -> {
            session.execute("SELECT pg_create_physical_replication_slot('standby_of_old')");
            session.execute("SELECT pg_create_logical_replication_slot('planetfall_old', 'pgoutput')");
            try {
                assertThat(Asked.findings(new IdleSlotsCheck(), servers))
                        .containsExactly(Finding.note(
                                        "idle-slots",
                                        "Nobody reads 1 replication slot of the source: standby_of_old.",
                                        "The source keeps 0 bytes of log for it, and more every hour, until its disk is"
                                                + " full. Find out whose they are; drop what nobody needs with"
                                                + " pg_drop_replication_slot.")
                                .withDetails(List.of("standby_of_old of no database: keeps 0 bytes of log")));
                assertThat(Asked.findings(new IdleSlotsCheck(0), servers))
                        .extracting(Finding::severity)
                        .containsExactly(Severity.WARNING);
            } finally {
                session.execute("SELECT pg_drop_replication_slot('standby_of_old')");
                session.execute("SELECT pg_drop_replication_slot('planetfall_old')");
            }
        });
        assertThat(Asked.findings(new IdleSlotsCheck(), servers))
                .containsExactly(
                        Finding.passed("idle-slots", "Every replication slot of others on the source is in use."));
    }

    @Test
    void tellsOfASlotThatLostItsLog(TwoPostgres servers) throws IOException {
        try (OtherServer other = new OtherServer(17, Map.of("max_slot_wal_keep_size", "1MB"))) {
            other.database().useSession(session -> {
                session.execute("SELECT pg_create_physical_replication_slot('forgotten', true)");
                for (int i = 0; i < 4; i++) {
                    write(session);
                }
                session.execute("CHECKPOINT");
            });
            List<Finding> findings = Asked.findings(new IdleSlotsCheck(), Asked.from(servers, other.settings()));
            assertThat(findings).extracting(Finding::severity).containsExactly(Severity.NOTE);
            assertThat(findings.get(0).details())
                    .singleElement()
                    .asString()
                    .matches(
                            "forgotten of no database: lost its log already, so that it is of no use any more, unused for"
                                    + " [0-9.]+ m?s");
        }
    }

    private static void write(Session session) {
        session.execute("SELECT txid_current()");
        session.execute("SELECT pg_switch_wal()");
    }

    private static String conninfo(TwoPostgres servers) {
        return SqlLiteral.quote(Conninfo.forSubscription(servers.sourceSettings(), "reader"));
    }
}
