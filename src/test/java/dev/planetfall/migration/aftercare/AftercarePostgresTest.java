package dev.planetfall.migration.aftercare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.CheckName;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.MigrationEvent.ViewsRefreshed;
import dev.planetfall.migration.PlanBuilder;
import dev.planetfall.migration.Remedy;
import dev.planetfall.migration.Severity;
import dev.planetfall.migration.Side;
import dev.planetfall.migration.ViewRefresh;
import dev.planetfall.postgres.QualifiedName;
import dev.planetfall.testing.RecordingContext;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is asked of two real servers after the cutover. */
@ExtendWith(TwoPostgresExtension.class)
class AftercarePostgresTest {
    @Test
    void asksEveryTopicOnce(TwoPostgres servers) {
        Aftercare.Answer answer = Aftercare.ask(servers.context());

        assertThat(answer.checks())
                .extracting(CheckName::id)
                .containsExactly(
                        "scheduled-jobs",
                        "role-settings",
                        "roles-and-grants",
                        "filled-views",
                        "statistics",
                        "built-indexes",
                        "installed-extensions",
                        "raised-settings");
        assertThat(answer.findings()).extracting(Finding::severity).doesNotContain(Severity.UNKNOWN, Severity.BLOCKER);
    }

    @Test
    void asksNobodyElseOnceAServerDoesNotAnswer(TwoPostgres servers) {
        RecordingContext away = new RecordingContext(PlanBuilder.from(servers.plan())
                .target(servers.targetSettings().withPort(1))
                .build()
                .orElseThrow());

        List<Finding> findings = Aftercare.ask(away).findings();

        assertThat(findings).hasSize(8);
        assertThat(findings.subList(1, 8)).extracting(Finding::severity).containsOnly(Severity.UNKNOWN);
        assertThat(findings.get(7))
                .isEqualTo(Finding.unknown(
                        "raised-settings",
                        "Could not ask: Settings raised for the migration. A server did not answer before.",
                        "Nothing is known about this. Mend the cause and ask again."));
    }

    @Test
    void tellsWhichViewsAreFilledAndRefreshesTheOthers(TwoPostgres servers) {
        both(servers, "CREATE TABLE item (id int); INSERT INTO item VALUES (1)");
        servers.sourceDatabase()
                .useSession(session -> session.execute("CREATE MATERIALIZED VIEW \"Top\" AS SELECT * FROM item;"
                        + "CREATE MATERIALIZED VIEW full_one AS SELECT * FROM item;"
                        + "CREATE MATERIALIZED VIEW never AS SELECT * FROM item WITH NO DATA"));
        servers.targetDatabase()
                .useSession(session ->
                        session.execute("CREATE MATERIALIZED VIEW \"Top\" AS SELECT * FROM item WITH NO DATA;"
                                + "CREATE MATERIALIZED VIEW full_one AS SELECT * FROM item;"
                                + "CREATE MATERIALIZED VIEW never AS SELECT * FROM item WITH NO DATA"));
        RecordingContext context = servers.context();
        context.report(new ViewsRefreshed(
                context.clock().instant(),
                List.of(
                        new ViewRefresh(QualifiedName.of("public", "Top"), Duration.ZERO, "permission denied"),
                        new ViewRefresh(QualifiedName.of("public", "full_one"), Duration.ofMillis(1_500), ""))));

        Finding finding = of("filled-views", context).get(0);

        assertThat(finding)
                .isEqualTo(Finding.warning(
                                "filled-views",
                                "1 materialized view cannot be read on PlanetScale, because it is empty there:"
                                        + " public.\"Top\".",
                                "Refresh each on PlanetScale, and let the job that did it on the source do it there from"
                                        + " now on.")
                        .withDetails(List.of(
                                "public.\"Top\": empty, could not be refreshed during the migration: permission denied",
                                "public.full_one: filled, refreshed during the migration in 1.5 s",
                                "public.never: empty"))
                        .withRemedy(new Remedy(
                                Side.TARGET,
                                "REFRESH MATERIALIZED VIEW \"public\".\"Top\";",
                                "Computes the rows of each view. Nobody can read a view meanwhile.",
                                "")));
        run(servers, finding);
        assertThat(of("filled-views", context).get(0).sentence())
                .isEqualTo("3 materialized views are on PlanetScale as on the source.");
    }

    @Test
    void analyzesWhatHasNoStatistics(TwoPostgres servers) {
        servers.targetDatabase().useSession(session -> {
            session.execute("CREATE TABLE known (id int) WITH (autovacuum_enabled = off)");
            session.execute("CREATE TABLE \"Unknown\" (id int) WITH (autovacuum_enabled = off)");
            session.execute("CREATE TABLE nothing (id int)");
            session.execute("INSERT INTO known VALUES (1); INSERT INTO \"Unknown\" VALUES (1); ANALYZE known");
        });

        Finding finding = of("statistics", servers.context()).get(0);

        assertThat(finding.sentence()).isEqualTo("PlanetScale has no statistics of 1 table: public.\"Unknown\".");
        assertThat(finding.remedy().orElseThrow().sql()).isEqualTo("ANALYZE \"public\".\"Unknown\";");
        run(servers, finding);
        assertThat(of("statistics", servers.context()))
                .containsExactly(Finding.passed(
                        "statistics", "PlanetScale has statistics of every table in scope that holds rows."));
    }

    @Test
    void buildsInvalidIndexesAgain(TwoPostgres servers) {
        servers.targetDatabase().useSession(session -> {
            session.execute("CREATE TABLE item (id int)");
            session.execute("CREATE INDEX \"By id\" ON item (id)");
        });
        servers.targetAdmin()
                .useSession(session -> session.execute(
                        "UPDATE pg_index SET indisvalid = false WHERE indexrelid = '\"By id\"'::regclass"));

        Finding finding = of("built-indexes", servers.context()).get(0);

        assertThat(finding.sentence()).isEqualTo("1 index is not valid on PlanetScale, so that no query uses it.");
        assertThat(finding.details()).containsExactly("public.\"By id\" on public.item");
        run(servers, finding);
        assertThat(of("built-indexes", servers.context()))
                .containsExactly(Finding.passed("built-indexes", "Every index in scope is valid on PlanetScale."));
    }

    @Test
    void tellsWhichExtensionsAreBehindOrMissing(TwoPostgres servers) {
        servers.sourceAdmin()
                .useSession(session -> session.execute("CREATE EXTENSION pg_trgm; CREATE EXTENSION hstore"));
        servers.targetAdmin().useSession(session -> {
            session.execute("CREATE EXTENSION pg_trgm VERSION '1.3'");
        });

        List<Finding> findings = of("installed-extensions", servers.context());

        assertThat(findings)
                .extracting(Finding::sentence)
                .containsExactly(
                        "1 extension on PlanetScale could be newer: pg_trgm.",
                        "1 extension of the source is not on PlanetScale: hstore.");
        assertThat(findings.get(0).details()).containsExactly("pg_trgm: 1.3, offered 1.6");
        servers.targetAdmin()
                .useSession(session ->
                        session.execute(findings.get(0).remedy().orElseThrow().sql() + "CREATE EXTENSION hstore"));
        assertThat(of("installed-extensions", servers.context()))
                .containsExactly(Finding.passed(
                        "installed-extensions",
                        "PlanetScale has every extension of the source, each in the version it offers first."));
    }

    @Test
    void listsSettingsThatMayHaveBeenRaised(TwoPostgres servers) {
        Finding finding = of("raised-settings", servers.context()).get(0);

        assertThat(finding.sentence())
                .startsWith("3 settings of the source serve replication and are not as PostgreSQL brings them: ");
        assertThat(finding.details())
                .containsExactly(
                        "max_replication_slots = 50, usually 10; changed by a restart",
                        "max_wal_senders = 50, usually 10; changed by a restart",
                        "wal_level = logical, usually replica; changed by a restart");
        assertThat(finding.remedy())
                .contains(new Remedy(
                        Side.SOURCE,
                        "ALTER SYSTEM RESET max_replication_slots;\nALTER SYSTEM RESET max_wal_senders;\n"
                                + "ALTER SYSTEM RESET wal_level;",
                        "Leaves out of the server's own file what was set there. Where a provider runs the server, its page"
                                + " of settings does it.",
                        "",
                        true));
    }

    private static List<Finding> of(String id, RecordingContext context) {
        return Aftercare.ask(context).findings().stream()
                .filter(finding -> finding.checkId().equals(id))
                .toList();
    }

    private static void run(TwoPostgres servers, Finding finding) {
        servers.targetDatabase()
                .useSession(
                        session -> finding.remedy().orElseThrow().sql().lines().forEach(session::execute));
    }

    private static void both(TwoPostgres servers, String sql) {
        Stream.of(servers.sourceDatabase(), servers.targetDatabase())
                .forEach(database -> database.useSession(session -> session.execute(sql)));
    }
}
