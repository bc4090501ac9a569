package dev.planetfall.migration.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.planetfall.migration.Finding;
import dev.planetfall.migration.Remedy;
import dev.planetfall.migration.Scope;
import dev.planetfall.migration.Severity;
import dev.planetfall.migration.Side;
import dev.planetfall.postgres.ConnectionSettings;
import dev.planetfall.postgres.Password;
import dev.planetfall.postgres.QualifiedName;
import dev.planetfall.postgres.SslMode;
import dev.planetfall.testing.RecordingContext;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Checks of what the roles may do and how far PlanetScale reaches. */
@ExtendWith(TwoPostgresExtension.class)
class RightsChecksPostgresTest {
    @Test
    void namesTablesThatTheRoleMayNotPublish(TwoPostgres servers) {
        Scope scope = new Scope(Set.of(), Set.of(QualifiedName.of("public", "left_out")));
        servers.sourceAdmin().useSession(session -> {
            session.execute("CREATE ROLE \"The owner\"");
            try {
                session.execute("""
                        CREATE TABLE public."Theirs" (id int PRIMARY KEY);
                        ALTER TABLE public."Theirs" OWNER TO "The owner";
                        CREATE TABLE public.left_out (id int PRIMARY KEY);
                        """);
                Finding finding = Asked.findings(new SubscriptionRightCheck(), Asked.within(servers, scope))
                        .get(0);
                assertThat(finding)
                        .isEqualTo(Finding.blocker(
                                        "subscription-right",
                                        "Role store_owner does not own 1 table of the source, and only owners may publish:"
                                                + " public.\"Theirs\".",
                                        "Connect as their owner, or let an administrator make the role a member of the"
                                                + " owners.")
                                .withDetails(List.of("public.\"Theirs\""))
                                .withRemedy(new Remedy(
                                        Side.SOURCE,
                                        "GRANT \"The owner\" TO \"store_owner\";",
                                        "Only an administrator of the source may run this. The role may do from then on what"
                                                + " the owners may do.",
                                        "REVOKE \"The owner\" FROM \"store_owner\";")));
                session.execute(finding.remedy().orElseThrow().sql());
                assertThat(Asked.findings(new SubscriptionRightCheck(), Asked.within(servers, scope)))
                        .extracting(Finding::severity)
                        .containsExactly(Severity.PASSED);
            } finally {
                session.execute("DROP TABLE public.\"Theirs\"");
                session.execute("DROP ROLE \"The owner\"");
            }
        });
    }

    @Test
    void makesNobodyAMemberOfASuperuser(TwoPostgres servers) {
        servers.sourceAdmin().useSession(session -> session.execute("CREATE TABLE public.theirs (id int PRIMARY KEY)"));
        assertThat(Asked.findings(new SubscriptionRightCheck(), servers))
                .extracting(Finding::severity, Finding::remedy)
                .containsExactly(tuple(Severity.BLOCKER, Optional.empty()));
    }

    @Test
    void reportsAllMissingRightsOfPlanetScaleTogether(TwoPostgres servers) {
        String database = servers.targetSettings().database();
        servers.targetAdmin().useSession(session -> {
            try {
                session.execute("REVOKE pg_create_subscription FROM pscale_default");
                session.execute("ALTER DATABASE " + database + " OWNER TO postgres");
                assertThat(Asked.findings(new SubscriptionRightCheck(), servers))
                        .extracting(
                                Finding::severity,
                                finding -> finding.remedy().orElseThrow().sql())
                        .containsExactly(
                                tuple(
                                        Severity.BLOCKER,
                                        "GRANT CREATE ON DATABASE \"" + database + "\" TO \"pscale_default\";"),
                                tuple(Severity.BLOCKER, "GRANT pg_create_subscription TO \"pscale_default\";"));
                assertThat(Asked.findings(new TargetReachesSourceCheck(), servers))
                        .extracting(Finding::severity)
                        .containsExactly(Severity.UNKNOWN);
            } finally {
                session.execute("GRANT pg_create_subscription TO pscale_default");
            }
        });
    }

    @Test
    void leavesNothingOfTheProbeAndHidesThePassword(TwoPostgres servers) {
        RecordingContext context = servers.context();
        List<Finding> findings = new ArrayList<>();
        new TargetReachesSourceCheck().run(context, findings::add);
        assertThat(findings)
                .containsExactly(Finding.passed(
                        "target-reaches-source",
                        "PlanetScale reaches the source at localhost port "
                                + servers.sourceSettings().port() + "."));
        assertThat(context.statements().stream().map(statement -> statement.sql()))
                .noneMatch(
                        sql -> sql.contains(servers.sourceSettings().password().reveal()))
                .anyMatch(sql -> sql.startsWith("CREATE SUBSCRIPTION") && sql.contains(Password.MASK))
                .last()
                .isEqualTo("ROLLBACK");
    }

    @Test
    void saysThatPlanetScaleFindsNobodyAtThePort(TwoPostgres servers) throws IOException {
        int closed;
        try (ServerSocket socket = new ServerSocket(0)) {
            closed = socket.getLocalPort();
        }
        Finding finding = reach(servers, servers.sourceSettings().withPort(closed));
        assertThat(finding.severity()).isEqualTo(Severity.BLOCKER);
        assertThat(finding.sentence())
                .isEqualTo("PlanetScale cannot reach the source at localhost port " + closed + ".");
        assertThat(finding.advice())
                .startsWith("Let the source's firewall or IP allow-list admit PlanetScale's addresses");
        assertThat(finding.details().get(0)).startsWith("PlanetScale said: ").contains("Connection refused");
    }

    @Test
    void saysThatPlanetScaleIsGivenAWrongPassword(TwoPostgres servers) {
        Finding finding = reach(servers, servers.sourceSettings().withPassword(Password.of("it's \\ s3cret")));
        assertThat(finding.sentence())
                .isEqualTo("PlanetScale reaches the source at localhost port "
                        + servers.sourceSettings().port() + ", but is not let in.");
        assertThat(finding.advice()).startsWith("The source refused the role or its password to PlanetScale");
        assertThat(finding.toString()).doesNotContain("s3cret");
    }

    @Test
    void saysThatPlanetScaleKnowsNoSuchName(TwoPostgres servers) {
        Finding finding = reach(servers, servers.sourceSettings().withHost("db.example.invalid"));
        assertThat(finding.advice()).startsWith("PlanetScale cannot find the source by this name");
    }

    @Test
    void saysThatPlanetScaleDoesNotTrustTheCertificate(TwoPostgres servers) {
        ConnectionSettings source = servers.sourceSettings();
        Finding finding = reach(
                servers,
                new ConnectionSettings(
                        source.host(),
                        source.port(),
                        source.database(),
                        source.user(),
                        source.password(),
                        SslMode.VERIFY_FULL,
                        Optional.empty()));
        assertThat(finding.advice()).startsWith("PlanetScale does not trust the source's certificate");
        assertThat(finding.details().get(0)).contains("certificate verify failed");
    }

    @Test
    void saysThatTheSourceAsksForNoPassword(TwoPostgres servers) throws IOException {
        try (OtherServer trusting = new OtherServer(15, Map.of("wal_level", "logical"))) {
            Finding finding = reach(servers, trusting.settings());
            assertThat(finding.severity()).isEqualTo(Severity.BLOCKER);
            assertThat(finding.advice()).startsWith("The source lets PlanetScale in without asking for a password");
        }
    }

    private static Finding reach(TwoPostgres servers, ConnectionSettings source) {
        List<Finding> findings = Asked.findings(new TargetReachesSourceCheck(), Asked.from(servers, source));
        assertThat(findings).hasSize(1);
        return findings.get(0);
    }
}
