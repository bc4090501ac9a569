package dev.planetfall.report;

import dev.planetfall.migration.CutoverEvent.CutoverRehearsed;
import dev.planetfall.migration.CutoverEvent.Drained;
import dev.planetfall.migration.CutoverEvent.FreezeBegun;
import dev.planetfall.migration.CutoverEvent.TargetReady;
import dev.planetfall.migration.CutoverEvent.WritersGone;
import dev.planetfall.migration.CutoverRehearsal;
import dev.planetfall.migration.CutoverRehearsal.Part;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.HistoryStretch;
import dev.planetfall.migration.LastComparison;
import dev.planetfall.migration.Method;
import dev.planetfall.migration.MigrationEvent;
import dev.planetfall.migration.MigrationEvent.FindingReported;
import dev.planetfall.migration.MigrationEvent.PhaseEnded;
import dev.planetfall.migration.MigrationEvent.PhaseStarted;
import dev.planetfall.migration.MigrationEvent.PlanDecided;
import dev.planetfall.migration.MigrationEvent.RemedyApplied;
import dev.planetfall.migration.MigrationEvent.SchemaChoiceMade;
import dev.planetfall.migration.MigrationEvent.SchemaObjectApplied;
import dev.planetfall.migration.MigrationEvent.SequencesSet;
import dev.planetfall.migration.MigrationEvent.ServersDescribed;
import dev.planetfall.migration.MigrationEvent.StatementSent;
import dev.planetfall.migration.MigrationEvent.StepFinished;
import dev.planetfall.migration.MigrationPlan;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.PhaseStatus;
import dev.planetfall.migration.Remedy;
import dev.planetfall.migration.ReplicationEvent.HistoryMeasured;
import dev.planetfall.migration.SchemaChoice;
import dev.planetfall.migration.SchemaKey;
import dev.planetfall.migration.SchemaOutcome;
import dev.planetfall.migration.SchemaOutcome.Result;
import dev.planetfall.migration.SchemaSource;
import dev.planetfall.migration.Scope;
import dev.planetfall.migration.SequenceValue;
import dev.planetfall.migration.Side;
import dev.planetfall.migration.StepStatus;
import dev.planetfall.migration.TableComparison;
import dev.planetfall.migration.TableComparison.Verdict;
import dev.planetfall.migration.Verification;
import dev.planetfall.migration.VerificationEvent.TablesCompared;
import dev.planetfall.postgres.ConnectionSettings;
import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.Password;
import dev.planetfall.postgres.QualifiedName;
import dev.planetfall.postgres.RoleFacts;
import dev.planetfall.postgres.ServerFacts;
import dev.planetfall.postgres.ServerVersion;
import dev.planetfall.postgres.SslMode;
import dev.planetfall.ui.Histories;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/** A migration of which everything is told. */
final class ReportSamples {
    static final Instant BEGAN = Histories.END.minus(Duration.ofHours(26));
    private static final Instant CUT = Histories.END.plusSeconds(60);

    private ReportSamples() {}

    /** Cut over and proven, not cleaned up. */
    static MigrationState whole() {
        return Whole.STATE;
    }

    private static MigrationState folded() {
        List<MigrationEvent> events = new ArrayList<>();
        events.addAll(decided());
        events.addAll(copied());
        for (HistoryStretch stretch : Histories.of(Duration.ofHours(25), 12).stretches()) {
            events.add(new HistoryMeasured(stretch.to(), stretch));
        }
        events.addAll(cutOver());
        return after(MigrationState.INITIAL, events);
    }

    static MigrationState after(MigrationState state, List<MigrationEvent> events) {
        MigrationState now = state;
        for (MigrationEvent event : events) {
            now = now.after(event);
        }
        return now;
    }

    private static List<MigrationEvent> decided() {
        Remedy identity = new Remedy(
                Side.SOURCE,
                "ALTER TABLE \"public\".\"audit_log\" REPLICA IDENTITY FULL;",
                "PostgreSQL writes whole old rows of this table to its log.",
                "ALTER TABLE \"public\".\"audit_log\" REPLICA IDENTITY DEFAULT;");
        return List.of(
                new PlanDecided(BEGAN, plan()),
                new ServersDescribed(BEGAN, server(150019), server(180006)),
                new PhaseStarted(BEGAN.plusSeconds(5), Phase.CHECK),
                sent(6, Side.SOURCE, "SELECT 1", 1),
                new FindingReported(BEGAN.plusSeconds(9), Finding.passed("wal-level", "The source writes enough log.")),
                new FindingReported(
                        BEGAN.plusSeconds(9),
                        Finding.warning(
                                        "extensions",
                                        "1 extension has another version on PlanetScale.",
                                        "Compare the results of your most important queries after the copy.")
                                .withDetails(List.of("pg_trgm 1.5 here, 1.6 there"))
                                .withRemedy(identity)),
                new RemedyApplied(BEGAN.plusSeconds(60), identity),
                sent(60, Side.SOURCE, identity.sql(), 0),
                new PhaseEnded(BEGAN.plusSeconds(70), Phase.CHECK, PhaseStatus.DONE));
    }

    private static List<MigrationEvent> copied() {
        return List.of(
                new PhaseStarted(BEGAN.plusSeconds(100), Phase.SCHEMA),
                sent(
                        101,
                        Side.TARGET,
                        "CREATE TABLE \"public\".\"orders\" (id bigint, total numeric(12,2) DEFAULT 0)",
                        0),
                sent(102, Side.TARGET, "CREATE FUNCTION f() RETURNS text LANGUAGE sql AS $$SELECT 'hunter2'$$", 0),
                refused(103, Side.TARGET, "CREATE EXTENSION postgis", "ERROR: extension \"postgis\" is not available"),
                new SchemaObjectApplied(
                        BEGAN.plusSeconds(103),
                        new SchemaOutcome("TABLE", "public.orders", Result.CREATED, "CREATE TABLE", "")),
                new SchemaChoiceMade(
                        BEGAN.plusSeconds(110),
                        SchemaChoice.own(new SchemaKey("EXTENSION", "postgis")).skipped("Nobody uses it any more.")),
                new SchemaObjectApplied(
                        BEGAN.plusSeconds(111),
                        new SchemaOutcome("EXTENSION", "postgis", Result.SKIPPED, "", "Nobody uses it any more.")),
                new PhaseEnded(BEGAN.plusSeconds(120), Phase.SCHEMA, PhaseStatus.DONE),
                new PhaseStarted(BEGAN.plusSeconds(130), Phase.REPLICATE),
                sent(131, Side.SOURCE, "CREATE PUBLICATION \"planetfall_1\" FOR TABLE \"public\".\"orders\"", 0),
                sent(
                        132,
                        Side.TARGET,
                        "CREATE SUBSCRIPTION \"planetfall_1\" CONNECTION 'host=''db'' password=''hunter2''' PUBLICATION"
                                + " \"planetfall_1\" WITH (copy_data = true)",
                        0),
                sent(133, Side.SOURCE, "UPDATE planetfall.marker SET beat = beat + 1 WHERE migration = ?", 1),
                sent(90_000, Side.SOURCE, "UPDATE planetfall.marker SET beat = beat + 1 WHERE migration = ?", 1),
                sent(90_001, Side.TARGET, "SELECT beat FROM planetfall.marker WHERE migration = ?", 1),
                new StepFinished(BEGAN.plusSeconds(90_002), "create-subscription", StepStatus.DONE),
                new StepFinished(BEGAN.plusSeconds(90_003), "analyze", StepStatus.DONE),
                new PhaseEnded(BEGAN.plusSeconds(90_004), Phase.REPLICATE, PhaseStatus.DONE));
    }

    private static List<MigrationEvent> cutOver() {
        return List.of(
                new CutoverRehearsed(
                        CUT.minusSeconds(600),
                        new CutoverRehearsal(
                                CUT.minusSeconds(600),
                                List.of(
                                        new Part("Stop writes on the source", Duration.ofMillis(140), true),
                                        new Part("Compare the rows of both servers", Duration.ofSeconds(3), false)))),
                new PhaseStarted(CUT, Phase.CUTOVER),
                new FreezeBegun(CUT),
                sent(
                        Duration.between(BEGAN, CUT).toSeconds(),
                        Side.SOURCE,
                        "ALTER DATABASE \"store\" SET default_transaction_read_only = on",
                        0),
                new WritersGone(CUT.plusMillis(310), CUT),
                new Drained(CUT.plusMillis(1_100), Duration.ofMillis(790)),
                new SequencesSet(
                        CUT.plusMillis(1_300),
                        List.of(new SequenceValue(
                                QualifiedName.of("public", "orders_id_seq"),
                                OptionalLong.of(8_123_456),
                                OptionalLong.of(8_133_456),
                                OptionalLong.of(8_123_456),
                                true,
                                ""))),
                new TablesCompared(
                        CUT.plusMillis(3_900),
                        new Verification(
                                true,
                                List.of(
                                        compared("orders", 8_123_456),
                                        compared("audit_log", 12),
                                        compared("users", 81_233)))),
                new TargetReady(CUT.plusMillis(4_200)),
                new PhaseEnded(CUT.plusMillis(4_210), Phase.CUTOVER, PhaseStatus.DONE));
    }

    static MigrationPlan plan() {
        return new MigrationPlan(
                "20261120_142000",
                "Store to PlanetScale",
                settings("db.example.com", "store"),
                settings("eu-west.pg.psdb.cloud", "postgres"),
                new Scope(Set.of(new Identifier("scratch")), Set.of(QualifiedName.of("public", "junk"))),
                Method.LOGICAL_REPLICATION,
                20,
                MigrationPlan.DEFAULT_DRAIN_TIMEOUT,
                MigrationPlan.DEFAULT_SAMPLE_TIME,
                SchemaSource.AUTOMATIC,
                LastComparison.ROWS,
                false,
                List.of());
    }

    private static ConnectionSettings settings(String host, String database) {
        return new ConnectionSettings(
                host, 5432, database, "ada", Password.of("hunter2"), SslMode.VERIFY_FULL, Optional.empty());
    }

    static ServerFacts server(int version) {
        RoleFacts role = new RoleFacts(new Identifier("ada"), false, true, true, true, true);
        return new ServerFacts(new ServerVersion(version), "7", "store", "UTF8", false, 3L << 32, role);
    }

    private static TableComparison compared(String name, long rows) {
        return new TableComparison(
                QualifiedName.of("public", name), OptionalLong.of(rows), OptionalLong.of(rows), Verdict.EQUAL, "");
    }

    private static StatementSent sent(long second, Side side, String sql, long rows) {
        return new StatementSent(
                BEGAN.plusSeconds(second), side.label(), sql, Duration.ofMillis(12), rows, Optional.empty());
    }

    private static StatementSent refused(long second, Side side, String sql, String error) {
        return new StatementSent(
                BEGAN.plusSeconds(second), side.label(), sql, Duration.ofMillis(3), 0, Optional.of(error));
    }

    /** The same in every text of a state that people or servers may have given. */
    static Stream<String> attacks() {
        return Stream.of(
                "<script>alert('x')</script>",
                "\"><img src=x onerror=alert(1)>",
                "'><svg/onload=alert(1)>",
                "</style><style>*{display:none}</style>",
                "</pre></td></table><h1>verified</h1>",
                "{{title}}{{{title}}}",
                "&lt;b&gt;",
                "javascript:alert(1)");
    }

    /** A day of measurements takes a second to fold. */
    private static final class Whole {
        static final MigrationState STATE = folded();
    }
}
