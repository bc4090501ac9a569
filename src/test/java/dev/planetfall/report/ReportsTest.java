package dev.planetfall.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.CutoverEvent.Drained;
import dev.planetfall.migration.CutoverEvent.FreezeBegun;
import dev.planetfall.migration.CutoverEvent.TargetReady;
import dev.planetfall.migration.CutoverEvent.WritersGone;
import dev.planetfall.migration.DiskSize;
import dev.planetfall.migration.Failure;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.LastComparison;
import dev.planetfall.migration.Method;
import dev.planetfall.migration.MigrationEvent;
import dev.planetfall.migration.MigrationEvent.DiskMeasured;
import dev.planetfall.migration.MigrationEvent.FindingReported;
import dev.planetfall.migration.MigrationEvent.LeftoversListed;
import dev.planetfall.migration.MigrationEvent.PhaseEnded;
import dev.planetfall.migration.MigrationEvent.PhaseStarted;
import dev.planetfall.migration.MigrationEvent.PlanDecided;
import dev.planetfall.migration.MigrationEvent.SchemaObjectApplied;
import dev.planetfall.migration.MigrationEvent.SequencesSet;
import dev.planetfall.migration.MigrationEvent.ServersDescribed;
import dev.planetfall.migration.MigrationEvent.StepFailed;
import dev.planetfall.migration.MigrationEvent.StepFinished;
import dev.planetfall.migration.MigrationPlan;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.PhaseStatus;
import dev.planetfall.migration.Remedy;
import dev.planetfall.migration.Repair;
import dev.planetfall.migration.ReplicationEvent.SchemaDriftFound;
import dev.planetfall.migration.ReplicationEvent.SchemaMended;
import dev.planetfall.migration.ReplicationEvent.SchemasAgreed;
import dev.planetfall.migration.SchemaDifference;
import dev.planetfall.migration.SchemaDrift;
import dev.planetfall.migration.SchemaOutcome;
import dev.planetfall.migration.SchemaSource;
import dev.planetfall.migration.Scope;
import dev.planetfall.migration.SequenceValue;
import dev.planetfall.migration.Side;
import dev.planetfall.migration.StepStatus;
import dev.planetfall.migration.TableComparison;
import dev.planetfall.migration.TableComparison.Verdict;
import dev.planetfall.migration.Verification;
import dev.planetfall.migration.VerificationEvent.RowsRepaired;
import dev.planetfall.migration.VerificationEvent.TablesCompared;
import dev.planetfall.migration.step.Steps;
import dev.planetfall.postgres.ConnectionSettings;
import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.Lsn;
import dev.planetfall.postgres.Password;
import dev.planetfall.postgres.QualifiedName;
import dev.planetfall.postgres.RoleFacts;
import dev.planetfall.postgres.ServerFacts;
import dev.planetfall.postgres.ServerVersion;
import dev.planetfall.postgres.SslMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportsTest {
    private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");
    private static final String HOSTILE = "<script>alert('x')</script>\"&{{title}}";

    @TempDir
    private Path folder;

    private Reports reports;

    @BeforeEach
    void open() {
        reports = new Reports(folder.resolve("new"), Clock.fixed(AT, ZoneOffset.UTC), "1.2.3", Steps.TITLES);
    }

    @Test
    void tellsAFinishedMigration() {
        String html = reports.reportOf(finished());

        assertThat(html)
                .contains("<h1>Store</h1>")
                .contains("Migration 20260301_120000 · written 2026-03-01 12:00:00 UTC by Planetfall 1.2.3")
                .contains("<p class=\"verdict good\">verified: 2 tables, 1234577 rows, 0 differences</p>")
                .contains("store on db.example.com:5432 as ada, PostgreSQL 15.19, 1.50 GB")
                .contains("schema audit, table public.junk")
                .contains("<dt>Time without writes</dt><dd>4.2 s</dd>")
                .contains("<td>public.orders</td><td class=\"number\">1,234,567</td><td class=\"number\">1,234,567</td>"
                        + "<td class=\"mark good\">Equal</td>")
                .contains("<td>public.orders_id_seq</td><td class=\"number\">41</td><td class=\"number\">41</td>")
                .contains("<dt>Disk of the PlanetScale database</dt><dd>20 GB</dd>")
                .contains("<pre>ALTER TABLE &quot;a&quot; ADD PRIMARY KEY (id)</pre>")
                .contains("<li>public.events</li>")
                .contains("<td>extension</td><td>postgis</td><td class=\"mark bad\">Failed</td>")
                .contains("<td>Create the publication on the source</td><td class=\"mark good\">Done</td>")
                .contains("nothing of the migration is left");
    }

    @Test
    void tellsWhenEachPhaseRanAndWhoRanIt() {
        MigrationState state = after(
                MigrationState.INITIAL,
                new PlanDecided(AT, plan("Store")),
                new PhaseStarted(AT, Phase.SCHEMA),
                new PhaseEnded(AT.plusSeconds(1), Phase.SCHEMA, PhaseStatus.FAILED),
                new PhaseStarted(AT.plusSeconds(60), Phase.SCHEMA),
                new PhaseEnded(AT.plusSeconds(64), Phase.SCHEMA, PhaseStatus.DONE));

        assertThat(reports.reportOf(state))
                .contains(
                        "<td>Copy the schema<br><span class=\"soft\">2 times since 2026-03-01 12:00:00 UTC</span></td>"
                                + "<td class=\"mark good\">Done</td><td class=\"when\">2026-03-01 12:01:00 UTC</td>"
                                + "<td class=\"when\">2026-03-01 12:01:04 UTC</td><td class=\"number\">4.0 s</td>")
                .contains("<dt>Carried out by</dt><dd>" + System.getProperty("user.name")
                        + ", the user of this computer");
    }

    @Test
    void tellsBothDefinitionsOfWhatDiffersUnlessTheyMayHoldAPassword() {
        SchemaOutcome table = new SchemaOutcome("TABLE", "public.t", SchemaOutcome.Result.CREATED, "", "")
                .with(
                        SchemaOutcome.Result.DIFFERENT,
                        "PlanetScale lacks column public.t.b.",
                        List.of(new SchemaDifference(
                                "column public.t.b", "integer", "", "ALTER TABLE public.t ADD COLUMN b integer;")));
        SchemaOutcome server = new SchemaOutcome("SERVER", "far", SchemaOutcome.Result.CREATED, "", "")
                .with(
                        SchemaOutcome.Result.DIFFERENT,
                        "server far differs from the source.",
                        List.of(new SchemaDifference("server far", "OPTIONS (password 's3cret')", "none")));

        assertThat(reports.reportOf(after(
                        MigrationState.INITIAL,
                        new SchemaObjectApplied(AT, table),
                        new SchemaObjectApplied(AT, server))))
                .contains("PlanetScale lacks column public.t.b.")
                .contains(
                        "<p>column public.t.b<br>On the source:</p><pre>integer</pre><p>On PlanetScale:</p><pre>none</pre>")
                .contains("<pre>ALTER TABLE public.t ADD COLUMN b integer;</pre>")
                .contains("server far differs from the source.")
                .doesNotContain("s3cret");
    }

    @Test
    void tellsHowTheSchemasHaveComeApart() {
        SchemaDrift drift = new SchemaDrift(
                List.of("column public.orders.<b>"),
                List.of(new SchemaDifference("table public.t", "ordinary", "unlogged")),
                List.of(new SchemaDrift.Surplus("index public.i", true, "DROP INDEX public.i")));

        assertThat(reports.reportOf(after(MigrationState.INITIAL, new SchemaDriftFound(AT, drift))))
                .contains("they had come apart:")
                .contains("<li>PlanetScale lacks column public.orders.&lt;b&gt;.</li>")
                .contains("<li>PlanetScale differs in table public.t (source: ordinary; PlanetScale: unlogged).</li>")
                .contains(
                        "<li>The source no longer has index public.i; drop it on PlanetScale: DROP INDEX public.i;</li>");
        assertThat(reports.reportOf(after(MigrationState.INITIAL, new SchemasAgreed(AT))))
                .contains("they agreed.");
    }

    @Test
    void tellsWhatWasRunSoThatTheSchemasAgree() {
        assertThat(reports.reportOf(after(
                        MigrationState.INITIAL,
                        new SchemaMended(AT, List.of("ALTER TABLE t ADD a int", "DROP INDEX i")))))
                .contains(
                        "because the source's schema had changed:</p><pre>ALTER TABLE t ADD a int;\nDROP INDEX i;</pre>");
    }

    @Test
    void showsNoPassword() {
        assertThat(reports.reportOf(finished())).doesNotContain("hunter2");
    }

    @Test
    void needsNoOtherFile() {
        assertThat(reports.reportOf(finished()))
                .doesNotContain("src=", "href=", "url(", "http://", "https://", "<script");
    }

    @Test
    void saysOfAnUntouchedMigrationThatNothingIsVerified() {
        assertThat(reports.reportOf(MigrationState.INITIAL))
                .contains("<p class=\"verdict unsure\">not verified: the tables have not been compared</p>")
                .contains("Not verified: no table has been compared.")
                .contains("The application was not cut over.")
                .contains("The checks have not been run.")
                .contains("No step has run.")
                .contains("The schema has not been copied.")
                .contains("Nobody has searched the servers for leftovers yet.")
                .doesNotContain("<th>Table</th>", "verified: 0", "{{");
    }

    @Test
    void callsAComparisonDuringWritesNotVerified() {
        MigrationState state = after(
                MigrationState.INITIAL,
                new TablesCompared(
                        AT,
                        new Verification(
                                false,
                                List.of(
                                        compared("orders", 10, 9, Verdict.NOT_VERIFIED),
                                        compared("users", 5, 4, Verdict.DIFFERS)))));

        assertThat(reports.reportOf(state))
                .contains(
                        "<p class=\"verdict bad\">compared, not proven: 2 tables, 15 rows, 1 differ, 1 not compared</p>")
                .contains("Writes went on during this comparison, so it proves nothing")
                .contains("<td class=\"mark unsure\">Not verified</td>")
                .contains("<td class=\"mark bad\">Differs</td>");
    }

    @Test
    void tellsWhichRowsWerePutRight() {
        TableComparison differing = compared("orders", 10, 9, Verdict.DIFFERS);
        MigrationState state = after(
                MigrationState.INITIAL,
                new TablesCompared(AT, new Verification(false, List.of(differing))),
                new RowsRepaired(
                        AT,
                        new Repair(differing.table(), 1, 2, 0, Lsn.parse("0/16B3748")),
                        compared("orders", 10, 11, Verdict.EQUAL)));

        assertThat(reports.reportOf(state))
                .contains("<li>public.orders: 3 rows were repaired: 1 updated, 2 inserted,"
                        + " while PlanetScale stood still at 0/16B3748</li>")
                .contains("<td class=\"mark good\">Equal</td>");
    }

    @Test
    void warnsOfAnUnfinishedCutover() {
        MigrationState state = after(
                finished(), new PhaseEnded(AT, Phase.CUTOVER, PhaseStatus.FAILED), new FreezeBegun(AT), failedDrain());

        assertThat(reports.reportOf(state))
                .contains("The source refuses writes although the cutover is not done.")
                .contains(
                        "<td>Wait until PlanetScale has applied everything</td><td class=\"mark bad\">Failed</td><td>PlanetScale was too slow. Try again.</td>");
    }

    @Test
    void escapesHostileNames() {
        MigrationState state = after(
                finished(),
                new PlanDecided(AT, plan(HOSTILE)),
                new FindingReported(
                        AT,
                        Finding.blocker("x", HOSTILE, HOSTILE)
                                .withDetails(List.of(HOSTILE))
                                .withRemedy(new Remedy(Side.SOURCE, HOSTILE, HOSTILE, HOSTILE))),
                new SchemaObjectApplied(
                        AT, new SchemaOutcome(HOSTILE, HOSTILE, SchemaOutcome.Result.FAILED, HOSTILE, HOSTILE)),
                new TablesCompared(AT, new Verification(true, List.of(compared(HOSTILE, 1, 1, Verdict.EQUAL)))),
                new LeftoversListed(AT, List.of(HOSTILE)));

        assertThat(reports.reportOf(state))
                .doesNotContain("<script")
                .contains("<h1>&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&quot;&amp;{{title}}</h1>");
    }

    @Test
    void writesOneFileNamedAfterTheMigration() throws IOException {
        Path file = reports.writeReport(finished());

        assertThat(file).isEqualTo(folder.resolve("new").resolve("planetfall-20260301_120000.html"));
        assertThat(Files.readString(file)).isEqualTo(reports.reportOf(finished()));
    }

    private static MigrationState finished() {
        MigrationState state = after(
                MigrationState.INITIAL,
                new PlanDecided(AT, plan("Store")),
                new ServersDescribed(AT, server(150019), server(180006)),
                new FindingReported(AT, Finding.passed("versions", "PlanetScale is newer than the source.")),
                new FindingReported(
                        AT,
                        Finding.warning("replica-identity", "One table has no primary key.", "Add one.")
                                .withDetails(List.of("public.events"))
                                .withRemedy(new Remedy(
                                        Side.SOURCE,
                                        "ALTER TABLE \"a\" ADD PRIMARY KEY (id)",
                                        "adds a primary key",
                                        "ALTER TABLE a DROP CONSTRAINT a_pkey"))),
                new DiskMeasured(AT, new DiskSize(1L << 30, 1L << 29, 1L << 29)),
                new SchemaObjectApplied(
                        AT,
                        new SchemaOutcome("TABLE", "public.orders", SchemaOutcome.Result.CREATED, "CREATE TABLE", "")),
                new SchemaObjectApplied(
                        AT,
                        new SchemaOutcome(
                                "EXTENSION",
                                "postgis",
                                SchemaOutcome.Result.FAILED,
                                "CREATE EXTENSION postgis",
                                "extension is not available")),
                new StepFinished(AT, "create-publication", StepStatus.DONE));
        return after(
                state,
                new WritersGone(AT.plusSeconds(2), AT),
                new Drained(AT.plusSeconds(3), Duration.ofSeconds(1)),
                new SequencesSet(
                        AT,
                        List.of(new SequenceValue(
                                QualifiedName.of("public", "orders_id_seq"),
                                OptionalLong.of(41),
                                OptionalLong.of(1041),
                                OptionalLong.of(41),
                                true,
                                ""))),
                new TablesCompared(
                        AT,
                        new Verification(
                                true,
                                List.of(
                                        compared("orders", 1_234_567, 1_234_567, Verdict.EQUAL),
                                        compared("users", 10, 10, Verdict.EQUAL)))),
                new TargetReady(AT.plusMillis(4_200)),
                new PhaseEnded(AT, Phase.CUTOVER, PhaseStatus.DONE),
                new PhaseEnded(AT, Phase.FINISH, PhaseStatus.DONE),
                new LeftoversListed(AT, List.of()));
    }

    private static MigrationEvent failedDrain() {
        return new StepFailed(AT, "drain", new Failure("PlanetScale was too slow.", "Try again."));
    }

    private static TableComparison compared(String name, long source, long target, Verdict verdict) {
        return new TableComparison(
                QualifiedName.of("public", name), OptionalLong.of(source), OptionalLong.of(target), verdict, "");
    }

    private static MigrationPlan plan(String name) {
        Scope scope = new Scope(Set.of(new Identifier("audit")), Set.of(QualifiedName.of("public", "junk")));
        return new MigrationPlan(
                "20260301_120000",
                name,
                settings("db.example.com"),
                settings("eu.connect.example.com"),
                scope,
                Method.LOGICAL_REPLICATION,
                20,
                MigrationPlan.DEFAULT_DRAIN_TIMEOUT,
                MigrationPlan.DEFAULT_SAMPLE_TIME,
                SchemaSource.AUTOMATIC,
                LastComparison.ROWS,
                false,
                List.of());
    }

    private static ConnectionSettings settings(String host) {
        return new ConnectionSettings(
                host, 5432, "store", "ada", Password.of("hunter2"), SslMode.REQUIRE, Optional.empty());
    }

    private static ServerFacts server(int version) {
        RoleFacts role = new RoleFacts(new Identifier("ada"), false, true, true, true, true);
        return new ServerFacts(new ServerVersion(version), "7", "store", "UTF8", false, 3L << 29, role);
    }

    private static MigrationState after(MigrationState state, MigrationEvent... events) {
        return Stream.of(events).reduce(state, MigrationState::after, (first, second) -> second);
    }
}
