package dev.planetfall.migration.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.planetfall.migration.Finding;
import dev.planetfall.migration.MigrationPlan;
import dev.planetfall.migration.Remedy;
import dev.planetfall.migration.Severity;
import dev.planetfall.migration.Side;
import dev.planetfall.postgres.ConnectionFailedException;
import dev.planetfall.postgres.ConnectionSettings;
import dev.planetfall.postgres.Password;
import dev.planetfall.postgres.Session;
import dev.planetfall.testing.PostgresPair;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Checks of the servers as a whole: versions, identity, settings, slots. */
@ExtendWith(TwoPostgresExtension.class)
class ServerChecksPostgresTest {
    /** Checks that always have something to say, and one of what an ordinary role may not do before version 16. */
    static final Set<String> REMINDERS = Set.of("driver-settings", "way-back", "provider-limits", "region");

    @Test
    void passesTheUsualPair(TwoPostgres servers) {
        for (Check check : Checks.ALL) {
            List<Finding> findings = Asked.findings(check, servers);
            assertThat(findings).as(check.id()).hasSize(1).allSatisfy(finding -> {
                assertThat(finding.checkId()).isEqualTo(check.id());
                assertThat(finding.severity())
                        .as(finding.sentence())
                        .isEqualTo(REMINDERS.contains(check.id()) ? Severity.NOTE : Severity.PASSED);
                assertThat(finding.sentence()).endsWith(".");
            });
        }
    }

    @Test
    void neverPassesWhatItCouldNotAskTheSource(TwoPostgres servers) {
        MigrationPlan plan = Asked.from(servers, wrongPassword(servers.sourceSettings()));
        for (String id : List.of(
                "same-server",
                "primary-server",
                "one-server",
                "provider-limits",
                "wal-level",
                "replication-right",
                "free-slots",
                "replica-identity",
                "row-security",
                "unlogged-tables",
                "partitions",
                "references-out-of-scope",
                "schemas-left-out",
                "extension-tables",
                "invalid-indexes",
                "key-headroom",
                "generated-columns",
                "materialized-views",
                "encoding",
                "collations",
                "large-objects",
                "foreign-tables",
                "languages",
                "removed-types",
                "tables-with-oids",
                "tablespaces",
                "subscription-right",
                "extensions",
                "extension-versions",
                "scheduled-jobs",
                "role-settings",
                "roles-and-grants",
                "row-security-policies",
                "read-rights",
                "role-timeouts",
                "table-owners-on-target",
                "idle-slots",
                "output-plugin",
                "leftovers",
                "read-only-source",
                "existing-publications",
                "prepared-transactions",
                "long-transactions",
                "wraparound",
                "target-connections",
                "target-triggers",
                "target-workers",
                "target-settings",
                "target-empty")) {
            assertCannotAnswer(id, plan);
        }
    }

    @Test
    void neverPassesWhatItCouldNotAskPlanetScale(TwoPostgres servers) {
        MigrationPlan plan = Asked.to(servers, wrongPassword(servers.targetSettings()));
        for (String id : List.of(
                "same-server",
                "primary-server",
                "one-server",
                "subscription-right",
                "table-owners-on-target",
                "generated-columns",
                "encoding",
                "collations",
                "languages",
                "removed-types",
                "extensions",
                "extension-versions",
                "role-settings",
                "roles-and-grants",
                "row-security-policies",
                "target-empty",
                "leftovers",
                "target-connections",
                "target-triggers",
                "target-workers",
                "target-settings",
                "target-wal-level",
                "target-replication-right",
                "way-back",
                "target-reaches-source")) {
            assertCannotAnswer(id, plan);
        }
    }

    /** The runner makes of the exception a finding that says so. */
    private static void assertCannotAnswer(String id, MigrationPlan plan) {
        Check check = Checks.ALL.stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow();
        List<Finding> findings = new ArrayList<>();
        assertThatThrownBy(() -> findings.addAll(Asked.findings(check, plan)))
                .as(id)
                .isInstanceOf(ConnectionFailedException.class)
                .hasMessageNotContaining("s3cret");
        assertThat(findings).isEmpty();
    }

    @Test
    void saysWhyAServerCannotBeReached(TwoPostgres servers) {
        ConnectionSettings wrong = wrongPassword(servers.sourceSettings());
        assertThat(Asked.findings(new ServerVersionCheck(), Asked.from(servers, wrong)))
                .containsExactly(Finding.blocker(
                        "server-version",
                        "The source server cannot be reached from this computer. localhost refused the password of role"
                                + " store_owner: type the password again, or reset it with your provider.",
                        "Go back to the Source page, mend the connection and test it."));
    }

    @Test
    @PostgresPair(source = 18, target = 17)
    void warnsWhenPlanetScaleIsOlderThanTheSource(TwoPostgres servers) {
        assertThat(Asked.findings(new ServerVersionCheck(), servers))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
                    assertThat(finding.sentence())
                            .matches("PlanetScale runs PostgreSQL 17\\.\\d+, older than the source's 18\\.\\d+\\.");
                });
    }

    @Test
    void refusesATargetOnWhichOnlyASuperuserMaySubscribe(TwoPostgres servers) {
        assertThat(Asked.findings(new ServerVersionCheck(), Asked.to(servers, servers.sourceSettings())))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.severity()).isEqualTo(Severity.BLOCKER);
                    assertThat(finding.sentence())
                            .matches("The PlanetScale address leads to PostgreSQL 15\\.\\d+, where only a superuser may"
                                    + " subscribe\\.");
                });
    }

    @Test
    void recognisesOneServerBehindTwoNames(TwoPostgres servers) {
        ConnectionSettings again = servers.sourceSettings().withHost("127.0.0.1");
        assertThat(Asked.findings(new SameServerCheck(), Asked.to(servers, again)))
                .containsExactly(Finding.blocker(
                        "same-server",
                        "The source and PlanetScale are one and the same server, 127.0.0.1.",
                        "Check the two connections: one of them leads to the wrong place."));
    }

    @Test
    void refusesARoleThatMayNotReplicate(TwoPostgres servers) {
        servers.sourceAdmin().useSession(session -> {
            try {
                session.execute("ALTER ROLE store_owner NOREPLICATION");
                assertThat(Asked.findings(new ReplicationRightCheck(), servers))
                        .containsExactly(Finding.blocker(
                                        "replication-right",
                                        "Role store_owner may not replicate from the source.",
                                        "Let an administrator of the source give the right, or connect as a role that has"
                                                + " it. The right is not passed on by membership.")
                                .withRemedy(new Remedy(
                                        Side.SOURCE,
                                        "ALTER ROLE \"store_owner\" REPLICATION;",
                                        "Only an administrator of the source may run this. It lets the role open replication"
                                                + " connections to every database of the source.",
                                        "ALTER ROLE \"store_owner\" NOREPLICATION;")));
            } finally {
                session.execute("ALTER ROLE store_owner REPLICATION");
            }
        });
    }

    @Test
    @PostgresPair(source = 17, target = 18)
    void refusesARoleThatMayNotReplicateInTheWordsOfLaterVersions(TwoPostgres servers) {
        servers.sourceAdmin().useSession(session -> {
            try {
                session.execute("ALTER ROLE store_owner NOREPLICATION");
                assertThat(Asked.findings(new ReplicationRightCheck(), servers))
                        .extracting(Finding::severity)
                        .containsExactly(Severity.BLOCKER);
            } finally {
                session.execute("ALTER ROLE store_owner REPLICATION");
            }
        });
    }

    @Test
    void offersTheRoleThatStandsForTheRightOnAmazon(TwoPostgres servers) {
        servers.sourceAdmin().useSession(session -> {
            try {
                session.execute("CREATE ROLE rds_replication");
                session.execute("ALTER ROLE store_owner NOREPLICATION");
                assertThat(Asked.findings(new ReplicationRightCheck(), servers))
                        .singleElement()
                        .satisfies(finding -> assertThat(
                                        finding.remedy().orElseThrow().sql())
                                .isEqualTo("GRANT \"rds_replication\" TO \"store_owner\";"));
            } finally {
                session.execute("ALTER ROLE store_owner REPLICATION");
                session.execute("DROP ROLE rds_replication");
            }
        });
    }

    @Test
    void namesWhoUsesTheSlots(TwoPostgres servers) throws IOException {
        Map<String, String> tight =
                Map.of("max_replication_slots", "3", "max_wal_senders", "2", "wal_level", "logical");
        try (OtherServer other = new OtherServer(15, tight)) {
            other.database().useSession(session -> slot(session, "somebody_else"));
            assertThat(Asked.findings(new FreeSlotsCheck(), Asked.from(servers, other.settings())))
                    .containsExactly(Finding.blocker(
                                    "free-slots",
                                    "The source has 2 free replication slots (max_replication_slots is 3) and 2 free WAL"
                                            + " senders (max_wal_senders is 2), but 3 are needed.",
                                    "Drop what is no longer used, raise the limit at the source and restart it, or lower"
                                            + " max_sync_workers_per_subscription at PlanetScale.")
                            .withDetails(List.of(
                                    "replication slot somebody_else of no database, not in use, keeps 0 bytes")));
        }
    }

    @Test
    void countsTheSlotOfThisMigrationAsItsOwn(TwoPostgres servers) throws IOException {
        Map<String, String> exact =
                Map.of("max_replication_slots", "3", "max_wal_senders", "3", "wal_level", "logical");
        try (OtherServer other = new OtherServer(15, exact)) {
            MigrationPlan plan = Asked.from(servers, other.settings());
            other.database()
                    .useSession(session -> slot(session, plan.names().slot().name()));
            assertThat(Asked.findings(new FreeSlotsCheck(), plan))
                    .containsExactly(Finding.passed(
                            "free-slots",
                            "The source has 3 free replication slots and 3 free WAL senders; 3 of each are needed."));
        }
    }

    @Test
    void countsSlotsEvenWhenPlanetScaleDoesNotAnswer(TwoPostgres servers) {
        assertThat(Asked.findings(new FreeSlotsCheck(), Asked.to(servers, wrongPassword(servers.targetSettings()))))
                .extracting(Finding::severity)
                .containsExactly(Severity.PASSED);
    }

    private static void slot(Session session, String name) {
        session.query("SELECT pg_create_physical_replication_slot(?)::text AS slot", row -> row.text("slot"), name);
    }

    private static ConnectionSettings wrongPassword(ConnectionSettings settings) {
        return settings.withPassword(Password.of("s3cret"));
    }

    @Test
    @PostgresPair(source = 17, target = 18)
    void offersTheGrantThatMakesAWayBackPossible(TwoPostgres servers) {
        List<Finding> findings = Asked.findings(new WayBackCheck(), servers);

        assertThat(findings).hasSize(1);
        assertThat(findings.get(0).severity()).isEqualTo(Severity.NOTE);
        assertThat(findings.get(0).remedy().orElseThrow().sql())
                .isEqualTo("GRANT pg_create_subscription TO \"store_owner\";");
    }
}
