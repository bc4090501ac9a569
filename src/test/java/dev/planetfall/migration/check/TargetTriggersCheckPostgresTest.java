package dev.planetfall.migration.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.Finding;
import dev.planetfall.migration.MigrationPlan;
import dev.planetfall.migration.Remedy;
import dev.planetfall.migration.Scope;
import dev.planetfall.migration.Severity;
import dev.planetfall.migration.Side;
import dev.planetfall.postgres.Conninfo;
import dev.planetfall.postgres.Database;
import dev.planetfall.postgres.QualifiedName;
import dev.planetfall.postgres.SqlLiteral;
import dev.planetfall.testing.PostgresPair;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Triggers that do on PlanetScale again what they did on the source. */
@ExtendWith(TwoPostgresExtension.class)
class TargetTriggersCheckPostgresTest {
    private static final String STORE = """
            CREATE TABLE parcel (id int PRIMARY KEY);
            CREATE TABLE "Event" (id int, day int) PARTITION BY RANGE (day);
            CREATE TABLE event_1 PARTITION OF "Event" FOR VALUES FROM (1) TO (9);
            CREATE TABLE left_out (id int PRIMARY KEY);
            CREATE TABLE audit (said text);
            """;

    private static final List<String> TRIGGERS = List.of(
            "CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS"
                    + " 'BEGIN INSERT INTO public.audit VALUES (TG_NAME); RETURN NULL; END'",
            "CREATE TRIGGER ordinary AFTER INSERT ON parcel FOR EACH ROW EXECUTE PROCEDURE note()",
            "CREATE TRIGGER always AFTER INSERT ON parcel FOR EACH ROW EXECUTE PROCEDURE note()",
            "ALTER TABLE parcel ENABLE ALWAYS TRIGGER always",
            "CREATE TRIGGER elsewhere AFTER INSERT ON left_out FOR EACH ROW EXECUTE PROCEDURE note()",
            "ALTER TABLE left_out ENABLE ALWAYS TRIGGER elsewhere",
            "CREATE TRIGGER \"On copy\" AFTER INSERT ON \"Event\" FOR EACH ROW EXECUTE PROCEDURE note()",
            "ALTER TABLE ONLY event_1 ENABLE REPLICA TRIGGER \"On copy\"");

    private static final String ADVICE =
            "What they do was done on the source already and is copied, so it would be there twice, or stop the copy. ";

    @Test
    @PostgresPair(source = 13, target = 18)
    void putsTriggersToRestOnPlanetScaleAndRestoresThem(TwoPostgres servers) {
        MigrationPlan plan = Asked.within(servers, new Scope(Set.of(), Set.of(QualifiedName.of("public", "left_out"))));
        make(servers.sourceDatabase());
        make(servers.targetDatabase());

        List<Finding> findings = Asked.findings(new TargetTriggersCheck(), plan);

        Remedy remedy = new Remedy(
                Side.TARGET,
                """
                ALTER TABLE ONLY "public"."event_1" DISABLE TRIGGER "On copy";
                ALTER TABLE ONLY "public"."parcel" DISABLE TRIGGER "always";""",
                "The triggers rest on PlanetScale. Take this back after the move, or they stay off.",
                """
                ALTER TABLE ONLY "public"."event_1" ENABLE REPLICA TRIGGER "On copy";
                ALTER TABLE ONLY "public"."parcel" ENABLE ALWAYS TRIGGER "always";""");
        assertThat(findings)
                .containsExactly(Finding.warning(
                                "target-triggers",
                                "2 triggers on PlanetScale fire for every row that replication brings: On copy on"
                                        + " public.event_1, always on public.parcel.",
                                ADVICE + "Disable them until the application has moved.")
                        .withDetails(List.of(
                                "On copy on public.event_1, ENABLE REPLICA", "always on public.parcel, ENABLE ALWAYS"))
                        .withRemedy(remedy));
        Mended.by(remedy, servers.targetDatabase());
        assertThat(Asked.findings(new TargetTriggersCheck(), plan))
                .containsExactly(Finding.passed(
                        "target-triggers", "No trigger fires on PlanetScale for rows that replication brings."));
        Mended.takenBack(remedy, servers.targetDatabase());
        assertThat(Asked.findings(new TargetTriggersCheck(), plan)).isEqualTo(findings);
    }

    @Test
    void announcesTriggersThatTheSchemaWillBring(TwoPostgres servers) {
        make(servers.sourceDatabase());
        MigrationPlan plan = Asked.within(
                servers,
                new Scope(
                        Set.of(),
                        Set.of(QualifiedName.of("public", "left_out"), QualifiedName.of("public", "event_1"))));
        assertThat(Asked.findings(new TargetTriggersCheck(), plan))
                .containsExactly(Finding.warning(
                                "target-triggers",
                                "1 trigger of the source is set to fire for replicated rows, too, and will do so on"
                                        + " PlanetScale: always on public.parcel.",
                                ADVICE + "Check again after the Schema page: then they can be disabled on PlanetScale.")
                        .withDetails(List.of("always on public.parcel, ENABLE ALWAYS")));
    }

    @Test
    void announcesATriggerThatATableOnPlanetScaleLacksUntilItIsThereAndRests(TwoPostgres servers) {
        make(servers.sourceDatabase());
        servers.targetDatabase().useSession(session -> session.execute(STORE));
        MigrationPlan plan = Asked.within(servers, new Scope(Set.of(), Set.of(QualifiedName.of("public", "left_out"))));
        assertThat(Asked.findings(new TargetTriggersCheck(), plan))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.remedy()).isEmpty();
                    assertThat(finding.details())
                            .containsExactly(
                                    "On copy on public.event_1, ENABLE REPLICA",
                                    "always on public.parcel, ENABLE ALWAYS");
                });
        servers.targetDatabase().useSession(session -> TRIGGERS.forEach(session::execute));
        Remedy remedy =
                Asked.findings(new TargetTriggersCheck(), plan).get(0).remedy().orElseThrow();
        Mended.by(remedy, servers.targetDatabase());
        assertThat(Asked.findings(new TargetTriggersCheck(), plan))
                .extracting(Finding::severity)
                .containsExactly(Severity.PASSED);
    }

    /** The harm itself: of two triggers that do the same, replication fires one, for copied rows and for later ones. */
    @Test
    void seesATriggerFireForReplicatedRows(TwoPostgres servers) throws InterruptedException {
        make(servers.sourceDatabase());
        make(servers.targetDatabase());
        servers.sourceDatabase().useSession(session -> {
            session.execute("INSERT INTO parcel SELECT generate_series(1, 5)");
            session.execute("CREATE PUBLICATION parcels FOR TABLE parcel");
        });
        String conninfo = SqlLiteral.quote(Conninfo.forSubscription(servers.sourceSettings(), "parcels"));
        servers.targetDatabase()
                .useSession(session -> session.execute(
                        "CREATE SUBSCRIPTION parcels CONNECTION " + conninfo + " PUBLICATION parcels WITH (slot_name = "
                                + servers.plan().id() + "_parcels)"));
        try {
            Waiting.until(() -> count(servers, "SELECT count(*) AS rows FROM parcel") == 5);
            servers.sourceDatabase().useSession(session -> session.execute("INSERT INTO parcel VALUES (6), (7)"));
            Waiting.until(() -> count(servers, "SELECT count(*) AS rows FROM parcel") == 7);
            assertThat(count(servers, "SELECT count(*) AS rows FROM audit WHERE said = 'always'"))
                    .isEqualTo(7);
            assertThat(count(servers, "SELECT count(*) AS rows FROM audit WHERE said = 'ordinary'"))
                    .isZero();
        } finally {
            servers.clean();
        }
    }

    @Test
    void leavesTriggersOnTablesOfOthersToAnAdministrator(TwoPostgres servers) {
        make(servers.sourceDatabase());
        make(servers.targetAdmin());
        assertThat(Asked.findings(new TargetTriggersCheck(), servers))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
                    assertThat(finding.remedy().orElseThrow().forAdministrator())
                            .isTrue();
                });
    }

    private static void make(Database database) {
        database.useSession(session -> {
            session.execute(STORE);
            TRIGGERS.forEach(session::execute);
        });
    }

    private static long count(TwoPostgres servers, String query) {
        return servers.targetDatabase().withSession(session -> session.queryOne(query, row -> row.number("rows")));
    }
}
