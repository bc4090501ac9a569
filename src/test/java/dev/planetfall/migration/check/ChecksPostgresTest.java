package dev.planetfall.migration.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.demo.SampleStore;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.PlanBuilder;
import dev.planetfall.migration.Scope;
import dev.planetfall.migration.Severity;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.Database;
import dev.planetfall.postgres.Extension;
import dev.planetfall.postgres.QualifiedName;
import dev.planetfall.testing.PostgresPair;
import dev.planetfall.testing.RecordingContext;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TwoPostgresExtension.class)
class ChecksPostgresTest {
    @Test
    void passTheSampleStore(TwoPostgres servers) {
        SampleStore.load(servers.sourceDatabase(), 1);
        List<Finding> findings = new ArrayList<>();
        Checks.ALL.forEach(check -> check.run(servers.context(), findings::add));
        assertThat(findings).extracting(Finding::severity).doesNotContain(Severity.BLOCKER, Severity.UNKNOWN);
        assertThat(findings)
                .extracting(Finding::checkId)
                .containsAll(Checks.ALL.stream().map(Check::id).toList());
    }

    @Test
    @PostgresPair(source = 13, target = 18)
    void passAnEmptyDatabaseOfAnOldServer(TwoPostgres servers) {
        List<Finding> findings = new ArrayList<>();
        Checks.ALL.forEach(check -> check.run(servers.context(), findings::add));
        assertThat(findings).extracting(Finding::severity).containsOnly(Severity.PASSED);
    }

    @Test
    void reportsEveryTableWithoutReplicaIdentity(TwoPostgres servers) {
        onSource(servers, """
                CREATE TABLE good (id int PRIMARY KEY);
                CREATE TABLE keyless (id int);
                CREATE TABLE by_index (id int NOT NULL UNIQUE);
                CREATE TABLE nullable (id int UNIQUE);
                CREATE TABLE late (id int PRIMARY KEY DEFERRABLE);
                CREATE TABLE document (body json);
                CREATE UNLOGGED TABLE scratch (id int);
                """);
        List<Finding> findings = ask(new ReplicaIdentityCheck(), servers.context());
        assertThat(findings).hasSize(1);
        assertThat(findings.get(0).severity()).isEqualTo(Severity.BLOCKER);
        assertThat(findings.get(0).details())
                .containsExactly(
                        "public.by_index: the unique index by_index_id_key can serve",
                        "public.document: needs a primary key, because column body of type json cannot be compared",
                        "public.keyless: all columns can serve; a primary key is better",
                        "public.late: all columns can serve; a primary key is better",
                        "public.nullable: all columns can serve; a primary key is better");
    }

    @Test
    void offersAnIdentityThatIsAcceptedAndTakenBack(TwoPostgres servers) {
        onSource(servers, """
                CREATE TABLE "Odd ""one""\" (id int);
                CREATE TABLE by_index (id int NOT NULL UNIQUE);
                """);
        Finding before = ask(new ReplicaIdentityCheck(), servers.context()).get(0);
        onSource(servers, before.remedy().orElseThrow().sql());
        assertThat(ask(new ReplicaIdentityCheck(), servers.context()))
                .extracting(Finding::severity)
                .containsExactly(Severity.WARNING, Severity.PASSED);
        onSource(servers, before.remedy().orElseThrow().undo());
        assertThat(ask(new ReplicaIdentityCheck(), servers.context())).containsExactly(before);
    }

    @Test
    void leavesOutWhatIsNotInScope(TwoPostgres servers) {
        onSource(servers, "CREATE TABLE keyless (id int); CREATE UNLOGGED TABLE scratch (id int)");
        Scope scope = new Scope(
                Set.of(), Set.of(QualifiedName.of("public", "keyless"), QualifiedName.of("public", "scratch")));
        MigrationContext context = new RecordingContext(
                PlanBuilder.from(servers.plan()).scope(scope).build().orElseThrow());
        assertThat(ask(new ReplicaIdentityCheck(), context))
                .extracting(Finding::severity)
                .containsExactly(Severity.PASSED);
        assertThat(ask(new UnloggedTablesCheck(), context))
                .extracting(Finding::severity)
                .containsExactly(Severity.PASSED);
    }

    @Test
    void blocksARoleThatSeesOnlySomeRows(TwoPostgres servers) {
        onSource(servers, "CREATE TABLE secret (id int PRIMARY KEY); ALTER TABLE secret ENABLE ROW LEVEL SECURITY");
        Finding finding = ask(new RowSecurityCheck(), servers.context()).get(0);
        boolean sees = servers.sourceDatabase()
                .withSession(session -> new Catalog(session).role().bypassesRowSecurity());
        assertThat(finding.severity()).isEqualTo(sees ? Severity.NOTE : Severity.BLOCKER);
        assertThat(finding.details()).containsExactly("public.secret");
    }

    @Test
    void blocksAnExtensionThatTheTargetRefuses(TwoPostgres servers) {
        servers.sourceAdmin()
                .useSession(session -> session.execute("CREATE EXTENSION pg_trgm; CREATE EXTENSION dblink"));
        Finding finding = ask(new ExtensionsCheck(), servers.context()).get(0);
        assertThat(finding.severity()).isEqualTo(Severity.BLOCKER);
        assertThat(finding.details()).hasSize(1);
        assertThat(finding.details().get(0)).startsWith("dblink: ").contains("permission denied");
        List<Extension> installed = servers.targetDatabase().withSession(session -> new Catalog(session).extensions());
        assertThat(installed).hasSize(1);
    }

    @Test
    void blocksATargetThatHoldsRows(TwoPostgres servers) {
        onSource(servers, "CREATE TABLE item (id int PRIMARY KEY)");
        servers.targetDatabase()
                .useSession(session ->
                        session.execute("CREATE TABLE item (id int PRIMARY KEY); INSERT INTO item VALUES (1)"));
        Finding finding = ask(new TargetEmptyCheck(), servers.context()).get(0);
        assertThat(finding.severity()).isEqualTo(Severity.BLOCKER);
        assertThat(finding.details()).containsExactly("public.item");
    }

    @Test
    void blocksTablesOfAnotherOwner(TwoPostgres servers) {
        servers.sourceAdmin().useSession(session -> session.execute("CREATE TABLE foreign_one (id int PRIMARY KEY)"));
        assertThat(ask(new SubscriptionRightCheck(), servers.context()).get(0).severity())
                .isEqualTo(Severity.BLOCKER);
    }

    @Test
    void blocksASourceThatTheTargetCannotReach(TwoPostgres servers) {
        MigrationContext context = new RecordingContext(PlanBuilder.from(servers.plan())
                .source(servers.plan().source().withPort(1))
                .build()
                .orElseThrow());
        Finding finding = ask(new TargetReachesSourceCheck(), context).get(0);
        assertThat(finding.severity()).isEqualTo(Severity.BLOCKER);
        assertThat(finding.sentence())
                .startsWith("PlanetScale could not log in to the source: ")
                .doesNotContain(servers.sourceSettings().password().reveal());
    }

    @Test
    void leavesNothingBehindWhenTheTargetReachesTheSource(TwoPostgres servers) {
        assertThat(ask(new TargetReachesSourceCheck(), servers.context()))
                .extracting(Finding::severity)
                .containsExactly(Severity.PASSED);
    }

    private static List<Finding> ask(Check check, MigrationContext context) {
        List<Finding> findings = new ArrayList<>();
        check.run(context, findings::add);
        return findings;
    }

    private static void onSource(TwoPostgres servers, String sql) {
        Database source = servers.sourceDatabase();
        source.useSession(session -> session.execute(sql));
    }
}
