package dev.planetfall.ui.page;

import dev.planetfall.migration.CleanUpEvent.ServersSearched;
import dev.planetfall.migration.CopyWorkers;
import dev.planetfall.migration.CutoverEvent.Drained;
import dev.planetfall.migration.CutoverEvent.FreezeBegun;
import dev.planetfall.migration.CutoverEvent.TargetReady;
import dev.planetfall.migration.CutoverEvent.WritersGone;
import dev.planetfall.migration.LastComparison;
import dev.planetfall.migration.Method;
import dev.planetfall.migration.MigrationEvent;
import dev.planetfall.migration.MigrationEvent.PhaseEnded;
import dev.planetfall.migration.MigrationEvent.PhaseStarted;
import dev.planetfall.migration.MigrationEvent.PlanDecided;
import dev.planetfall.migration.MigrationEvent.SchemaObjectApplied;
import dev.planetfall.migration.MigrationEvent.SequencesSet;
import dev.planetfall.migration.MigrationPlan;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.PhaseStatus;
import dev.planetfall.migration.Remnant;
import dev.planetfall.migration.Remnants;
import dev.planetfall.migration.ReplicationEvent.ReplicationMeasured;
import dev.planetfall.migration.ReplicationEvent.SchemasAgreed;
import dev.planetfall.migration.ReplicationStatus;
import dev.planetfall.migration.SchemaOutcome;
import dev.planetfall.migration.SchemaSource;
import dev.planetfall.migration.Scope;
import dev.planetfall.migration.SearchedServer;
import dev.planetfall.migration.SequenceValue;
import dev.planetfall.migration.Side;
import dev.planetfall.migration.TableComparison;
import dev.planetfall.migration.TableComparison.Verdict;
import dev.planetfall.migration.TableCopy;
import dev.planetfall.migration.Verification;
import dev.planetfall.migration.VerificationEvent.TablesCompared;
import dev.planetfall.postgres.ConnectionSettings;
import dev.planetfall.postgres.Password;
import dev.planetfall.postgres.QualifiedName;
import dev.planetfall.postgres.SslMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Events of an invented migration, to be folded into the state a page shows. */
final class Story {
    static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    static final long MEGABYTE = 1L << 20;

    private Story() {}

    static MigrationState fold(List<? extends MigrationEvent> events) {
        MigrationState state = MigrationState.INITIAL;
        for (MigrationEvent event : events) {
            state = state.after(event);
        }
        return state;
    }

    static MigrationState fold(MigrationEvent... events) {
        return fold(List.of(events));
    }

    static ConnectionSettings planetScale() {
        return new ConnectionSettings(
                "x7k2p9.pg.psdb.cloud",
                5432,
                "postgres",
                "postgres.b4n1",
                Password.of("pscale_pw_secret"),
                SslMode.VERIFY_FULL,
                Optional.empty());
    }

    static MigrationPlan plan() {
        ConnectionSettings source = new ConnectionSettings(
                "db.example.com", 5432, "store", "ada", Password.of("hunter22"), SslMode.REQUIRE, Optional.empty());
        return new MigrationPlan(
                "20260301_100000",
                "store from db.example.com",
                source,
                planetScale(),
                Scope.EVERYTHING,
                Method.LOGICAL_REPLICATION,
                20,
                MigrationPlan.DEFAULT_DRAIN_TIMEOUT,
                MigrationPlan.DEFAULT_SAMPLE_TIME,
                SchemaSource.AUTOMATIC,
                LastComparison.ROWS,
                false,
                List.of());
    }

    static PlanDecided decided() {
        return new PlanDecided(START, plan());
    }

    static PhaseStarted started(Phase phase) {
        return new PhaseStarted(START, phase);
    }

    static PhaseEnded ended(Phase phase, PhaseStatus status) {
        return new PhaseEnded(START, phase, status);
    }

    static PhaseEnded done(Phase phase) {
        return ended(phase, PhaseStatus.DONE);
    }

    static SchemaObjectApplied applied(String kind, String name, SchemaOutcome.Result result, String message) {
        String sql = "CREATE " + kind + " " + name;
        return new SchemaObjectApplied(START, new SchemaOutcome(kind, name, result, sql, message));
    }

    static TableCopy table(String name, TableCopy.State state, long copied, long total) {
        return new TableCopy(QualifiedName.of("public", name), state, copied, total, 0);
    }

    /** Everything live, a moment behind, no limit near, no error. */
    static Measured measured(TableCopy... tables) {
        return new Measured(List.of(tables));
    }

    static Measured live() {
        return measured(
                table("customer", TableCopy.State.READY, 20 * MEGABYTE, 20 * MEGABYTE),
                table("orders", TableCopy.State.READY, 80 * MEGABYTE, 80 * MEGABYTE));
    }

    static ReplicationMeasured event(ReplicationStatus status) {
        return new ReplicationMeasured(status.at(), status);
    }

    static TableComparison compared(String table, long source, long target, Verdict verdict) {
        return new TableComparison(
                QualifiedName.of("public", table), OptionalLong.of(source), OptionalLong.of(target), verdict, "");
    }

    static TablesCompared compared(boolean frozen, TableComparison... tables) {
        return new TablesCompared(START, new Verification(frozen, List.of(tables)));
    }

    static SequencesSet sequences(SequenceValue... values) {
        return new SequencesSet(START, List.of(values));
    }

    static SequenceValue sequence(String name, long source, long planned, boolean exact) {
        return new SequenceValue(
                QualifiedName.of("public", name),
                OptionalLong.of(source),
                OptionalLong.of(planned),
                OptionalLong.of(planned),
                exact,
                "");
    }

    /** Everything that must be so before a cutover. */
    static List<MigrationEvent> readyToCutOver() {
        return new ArrayList<>(List.of(
                decided(),
                started(Phase.SCHEMA),
                applied("TABLE", "public.customer", SchemaOutcome.Result.CREATED, ""),
                done(Phase.SCHEMA),
                started(Phase.REPLICATE),
                done(Phase.REPLICATE),
                event(live().status()),
                new SchemasAgreed(START),
                started(Phase.VERIFY),
                compared(false, compared("customer", 900, 900, Verdict.NOT_VERIFIED)),
                done(Phase.VERIFY),
                started(Phase.SEQUENCES),
                sequences(sequence("order_id_seq", 4_711, 14_711, false)),
                done(Phase.SEQUENCES)));
    }

    /** The cutover up to the comparison: 80 ms to stop the writers, 240 ms to drain, 500 ms for the rest. */
    static List<MigrationEvent> frozen() {
        return List.of(
                started(Phase.CUTOVER),
                new FreezeBegun(START),
                new WritersGone(START.plusMillis(80), START),
                new Drained(START.plusMillis(320), Duration.ofMillis(240)));
    }

    static List<MigrationEvent> cutOver(TablesCompared comparison) {
        List<MigrationEvent> events = readyToCutOver();
        events.addAll(frozen());
        events.add(comparison);
        events.add(new TargetReady(START.plusMillis(820)));
        events.add(done(Phase.CUTOVER));
        return events;
    }

    /** A measurement in the making. */
    static final class Measured {
        private final List<TableCopy> tables;
        private Instant at = START;
        private Optional<Duration> lag = Optional.of(Duration.ofMillis(400));
        private long walKept = 16 * MEGABYTE;
        private OptionalLong walLimit = OptionalLong.empty();
        private Optional<String> walStatus = Optional.of("reserved");
        private OptionalLong targetBytes = OptionalLong.empty();
        private long applyErrors;
        private long copyErrors;
        private boolean enabled = true;
        private Optional<CopyWorkers> workers = Optional.empty();

        private Measured(List<TableCopy> tables) {
            this.tables = tables;
        }

        Measured at(Instant newAt) {
            at = newAt;
            return this;
        }

        Measured lag(Duration newLag) {
            lag = Optional.of(newLag);
            return this;
        }

        Measured noLag() {
            lag = Optional.empty();
            return this;
        }

        Measured wal(long kept, long limit, String status) {
            walKept = kept;
            walLimit = OptionalLong.of(limit);
            walStatus = Optional.of(status);
            return this;
        }

        Measured errors(long apply, long copy) {
            applyErrors = apply;
            copyErrors = copy;
            return this;
        }

        Measured targetBytes(long bytes) {
            targetBytes = OptionalLong.of(bytes);
            return this;
        }

        Measured disabled() {
            enabled = false;
            return this;
        }

        Measured workers(CopyWorkers newWorkers) {
            workers = Optional.of(newWorkers);
            return this;
        }

        ReplicationStatus status() {
            return new ReplicationStatus(
                    at,
                    tables,
                    OptionalLong.of(4_096),
                    lag,
                    walKept,
                    walLimit,
                    walStatus,
                    targetBytes,
                    applyErrors,
                    copyErrors,
                    enabled,
                    workers,
                    Optional.empty());
        }
    }

    static ServersSearched searched(Remnants found) {
        return new ServersSearched(START, found);
    }

    /** A finished migration that holds a slot and a subscription, beside the schema of another tool. */
    static Remnants remnants() {
        String name = plan().names().slot().name();
        String quoted = plan().names().slot().quoted();
        return new Remnants(
                new SearchedServer(
                        Side.SOURCE,
                        Optional.empty(),
                        List.of(
                                slot(", keeps 312 MB of log"),
                                new Remnant(
                                        Side.SOURCE,
                                        Remnant.Kind.SETTING,
                                        "default_transaction_read_only",
                                        Remnant.Owner.KEPT,
                                        ", so that nothing writes to the old database by mistake",
                                        List.of("ALTER DATABASE store RESET default_transaction_read_only;")),
                                new Remnant(
                                        Side.SOURCE,
                                        Remnant.Kind.SCHEMA,
                                        "bucardo",
                                        Remnant.Owner.OTHER_TOOL,
                                        ", with everything in it",
                                        List.of("DROP SCHEMA \"bucardo\" CASCADE;")))),
                new SearchedServer(
                        Side.TARGET,
                        Optional.empty(),
                        List.of(new Remnant(
                                Side.TARGET,
                                Remnant.Kind.SUBSCRIPTION,
                                name,
                                Remnant.Owner.THIS_MIGRATION,
                                "",
                                List.of(
                                        "ALTER SUBSCRIPTION " + quoted + " DISABLE;",
                                        "ALTER SUBSCRIPTION " + quoted + " SET (slot_name = NONE);",
                                        "DROP SUBSCRIPTION " + quoted + ";")))));
    }

    static Remnants sourceAway() {
        return new Remnants(
                new SearchedServer(Side.SOURCE, Optional.of("Nothing listens there."), List.of(slot(""))),
                new SearchedServer(Side.TARGET, Optional.empty(), List.of()));
    }

    static Remnants nothingLeft() {
        return new Remnants(
                new SearchedServer(Side.SOURCE, Optional.empty(), List.of()),
                new SearchedServer(Side.TARGET, Optional.empty(), List.of()));
    }

    private static Remnant slot(String note) {
        String name = plan().names().slot().name();
        return new Remnant(
                Side.SOURCE,
                Remnant.Kind.REPLICATION_SLOT,
                name,
                Remnant.Owner.THIS_MIGRATION,
                note,
                List.of("SELECT pg_drop_replication_slot('" + name + "');"));
    }
}
