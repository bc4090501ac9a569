package dev.planetfall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.CopyWorkers;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.MigrationEvent;
import dev.planetfall.migration.MigrationEvent.FindingReported;
import dev.planetfall.migration.MigrationEvent.PhaseEnded;
import dev.planetfall.migration.MigrationEvent.PhaseStarted;
import dev.planetfall.migration.MigrationEvent.SchemaObjectApplied;
import dev.planetfall.migration.MigrationEvent.StepProgressed;
import dev.planetfall.migration.MigrationEvent.StepStarted;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.PhaseStatus;
import dev.planetfall.migration.Progress;
import dev.planetfall.migration.Remedy;
import dev.planetfall.migration.ReplicationEvent.MeasurementFailed;
import dev.planetfall.migration.ReplicationEvent.ReplicationMeasured;
import dev.planetfall.migration.ReplicationEvent.SchemaDriftFound;
import dev.planetfall.migration.ReplicationEvent.SchemaMended;
import dev.planetfall.migration.ReplicationEvent.SchemasAgreed;
import dev.planetfall.migration.ReplicationStatus;
import dev.planetfall.migration.SchemaDifference;
import dev.planetfall.migration.SchemaDrift;
import dev.planetfall.migration.SchemaMend;
import dev.planetfall.migration.SchemaOutcome;
import dev.planetfall.migration.SchemaOutcome.Result;
import dev.planetfall.migration.Side;
import dev.planetfall.migration.TableComparison;
import dev.planetfall.migration.TableComparison.Verdict;
import dev.planetfall.migration.TableCopy;
import dev.planetfall.migration.Verification;
import dev.planetfall.migration.VerificationEvent.TablesCompared;
import dev.planetfall.postgres.QualifiedName;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class NarratorTest {
    private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");
    private static final QualifiedName ORDERS = QualifiedName.of("public", "orders");

    @Test
    void tellsFindingsWithWhatToDo() {
        Finding finding = Finding.warning("x", "One table has no key.", "Add one.")
                .withDetails(LongStream.range(0, 22).mapToObj(i -> "t" + i).toList())
                .withRemedy(new Remedy(Side.SOURCE, "ALTER TABLE t0\n  ADD id int", "Adds a key.", "drop it"));

        assertThat(told(new PhaseStarted(AT, Phase.CHECK), new FindingReported(AT, finding)))
                .startsWith(
                        "12:00:00  Check", "12:00:00    Warning: One table has no key. Add one.", "12:00:00      t0")
                .endsWith(
                        "12:00:00      t19",
                        "12:00:00      and 2 more",
                        "12:00:00      To mend it, run this on the source. Adds a key.",
                        "12:00:00        ALTER TABLE t0",
                        "12:00:00          ADD id int");
    }

    @Test
    void tellsHowTheSchemasComeApart() {
        SchemaDrift drift = new SchemaDrift(
                List.of("table public.coupon"),
                List.of(new SchemaDifference("column public.orders.total", "bigint", "integer")),
                List.of(new SchemaDrift.Surplus("index public.i", true, "DROP INDEX public.i")));

        assertThat(told(new SchemaDriftFound(AT, drift), new SchemasAgreed(AT)))
                .containsExactly(
                        "12:00:00    Warning: the schemas have come apart.",
                        "12:00:00      PlanetScale lacks table public.coupon.",
                        "12:00:00      PlanetScale differs in column public.orders.total (source: bigint; PlanetScale:"
                                + " integer).",
                        "12:00:00      The source no longer has index public.i; drop it on PlanetScale: DROP INDEX public.i;",
                        "12:00:00      Make the same change on PlanetScale, or copy the schema again with --resume ID --from"
                                + " schema. Drop on PlanetScale what only it has, in the order given. Then run replication"
                                + " again with --resume ID --from replicate: it goes on where PlanetScale had refused a row, and copies"
                                + " the rows of new tables.",
                        "12:00:00    The schemas of both servers agree");
    }

    @Test
    void tellsWhatToRunOnPlanetScaleAndWhatWasRun() {
        SchemaDrift drift = new SchemaDrift(
                List.of("column public.orders.k"),
                List.of(),
                List.of(),
                List.of(QualifiedName.of("public", "coupon")),
                List.of(new SchemaMend(
                        "column public.orders.k",
                        "uuid",
                        "",
                        List.of("ALTER TABLE orders\n  ADD k uuid"),
                        "Mind it.")));

        assertThat(told(new SchemaDriftFound(AT, drift), new SchemaMended(AT, drift.statements())))
                .containsExactly(
                        "12:00:00    Warning: the schemas have come apart.",
                        "12:00:00      PlanetScale lacks column public.orders.k.",
                        "12:00:00      Nothing copies the rows of table public.coupon, which came after replication was started.",
                        "12:00:00      To make them agree, run this on PlanetScale:",
                        "12:00:00        ALTER TABLE orders",
                        "12:00:00          ADD k uuid;",
                        "12:00:00      Mind, of column public.orders.k: Mind it.",
                        "12:00:00      Run the statements above on PlanetScale, or copy the schema again with"
                                + " --resume ID --from schema. Then run replication again with --resume ID"
                                + " --from replicate: it goes on where PlanetScale had refused a row, and copies the rows of new"
                                + " tables.",
                        "12:00:00    1 statement run on PlanetScale, so that the schemas agree:",
                        "12:00:00        ALTER TABLE orders",
                        "12:00:00          ADD k uuid;");
    }

    @Test
    void tellsOfAnObjectThatDiffersShortlyAndThenBothDefinitions() {
        SchemaOutcome function = new SchemaOutcome("FUNCTION", "public.f()", Result.CREATED, "", "")
                .with(
                        Result.DIFFERENT,
                        "function public.f() differs from the source.",
                        List.of(new SchemaDifference("function public.f()", "CREATE FUNCTION\nSELECT 1", "")));
        SchemaOutcome table = function.with(
                Result.DIFFERENT,
                "PlanetScale lacks column public.t.b.",
                List.of(new SchemaDifference(
                        "column public.t.b", "integer", "", "ALTER TABLE public.t ADD COLUMN b integer;")));

        assertThat(told(new SchemaObjectApplied(AT, function), new SchemaObjectApplied(AT, table)))
                .containsExactly(
                        "12:00:00    There, but different: FUNCTION public.f(). function public.f() differs from the source.",
                        "12:00:00      function public.f()",
                        "12:00:00        On the source:",
                        "12:00:00          CREATE FUNCTION",
                        "12:00:00          SELECT 1",
                        "12:00:00        On PlanetScale:",
                        "12:00:00          none",
                        "12:00:00    There, but different: FUNCTION public.f(). PlanetScale lacks column public.t.b.",
                        "12:00:00      column public.t.b",
                        "12:00:00        On the source:",
                        "12:00:00          integer",
                        "12:00:00        On PlanetScale:",
                        "12:00:00          none",
                        "12:00:00        To mend it, run this on PlanetScale and try again:",
                        "12:00:00          ALTER TABLE public.t ADD COLUMN b integer;");
    }

    @Test
    void partsAnObjectFromItsReason() {
        assertThat(told(
                        new SchemaObjectApplied(
                                AT, new SchemaOutcome("ACCESS METHOD", "heap2", Result.LEFT_OUT, "", "It may be.")),
                        new SchemaObjectApplied(AT, new SchemaOutcome("INDEX", "public.i", Result.HELD_BACK, "", ""))))
                .containsExactly(
                        "12:00:00    Left out: ACCESS METHOD heap2. It may be.",
                        "12:00:00    Held back: INDEX public.i");
    }

    @Test
    void tellsWhatTheSchemasDoNotAgreeIn() {
        SchemaOutcome leftOut = new SchemaOutcome("DEFAULT", "public.t a", Result.LEFT_OUT, "", "So it is.");

        assertThat(told(new SchemaObjectApplied(AT, leftOut), new SchemasAgreed(AT)))
                .containsExactly(
                        "12:00:00    Left out: DEFAULT public.t a. So it is.",
                        "12:00:00    The schemas of both servers agree, apart from 1 object that was left out, skipped or"
                                + " edited");
    }

    @Test
    void tellsProgressEveryTwoSeconds() {
        MigrationEvent[] events = LongStream.rangeClosed(0, 5)
                .mapToObj(second ->
                        new StepProgressed(AT.plusSeconds(second), "x", new Progress("Creating", second, 5, "objects")))
                .toArray(MigrationEvent[]::new);

        assertThat(told(events))
                .containsExactly(
                        "12:00:00    Creating: 0 of 5 objects",
                        "12:00:02    Creating: 2 of 5 objects",
                        "12:00:04    Creating: 4 of 5 objects");
    }

    @Test
    void tellsHowFarReplicationIsOnlyWhileThatIsThePhase() {
        MigrationEvent measured = new ReplicationMeasured(AT.plusSeconds(9), status());

        assertThat(told(new PhaseStarted(AT, Phase.REPLICATE), measured))
                .endsWith("12:00:09    0 of 1 tables live, 1.00 MB of 4.00 MB copied, 2.00 kB behind");
        assertThat(told(new PhaseStarted(AT, Phase.CUTOVER), measured)).hasSize(1);
    }

    @Test
    void tellsTheSameProblemOnce() {
        MigrationEvent problem = new MeasurementFailed(AT, "The source does not answer.");

        assertThat(told(problem, problem)).containsExactly("12:00:00    The source does not answer.");
    }

    @Test
    void tellsTheFinalVerdictOnALineOfItsOwn() {
        assertThat(told(new TablesCompared(AT, compared(true, Verdict.EQUAL))))
                .containsExactly("verified: 1 tables, 3 rows, 0 differences");
        assertThat(told(new TablesCompared(AT, compared(true, Verdict.DIFFERS))))
                .containsExactly(
                        "12:00:00    Differs: public.orders one row is missing",
                        "12:00:00      The Verify page of the window shows the values of these rows and repairs them.",
                        "not verified: 1 tables, 1 differ, 0 not compared");
        assertThat(told(new TablesCompared(AT, compared(false, Verdict.NOT_VERIFIED))))
                .containsExactly(
                        "12:00:00    compared, not proven: 1 tables, 3 rows, 0 differ, 1 not compared"
                                + " (the cutover compares once more, when nobody writes)",
                        "12:00:00    Not verified: public.orders");
    }

    @Test
    void tellsWhyAPhaseDidNotEndWell() {
        assertThat(told(new PhaseEnded(AT, Phase.CHECK, PhaseStatus.DONE))).isEmpty();
        assertThat(told(new PhaseEnded(AT, Phase.CHECK, PhaseStatus.BLOCKED)))
                .containsExactly("12:00:00    Check: blocked");
    }

    @Test
    void callsStepsByTheirTitles() {
        assertThat(told(new StepStarted(AT, "unheard-of"))).containsExactly("12:00:00    unheard-of");
    }

    private static List<String> told(MigrationEvent... events) {
        StringWriter out = new StringWriter();
        Narrator narrator = new Narrator(new PrintWriter(out), ZoneOffset.UTC);
        MigrationState state = MigrationState.INITIAL;
        for (MigrationEvent event : events) {
            state = state.after(event);
            narrator.accept(event, state);
        }
        return out.toString().lines().toList();
    }

    @Test
    void tellsOnceWhatWouldMakeTheCopyQuicker() {
        CopyWorkers workers =
                new CopyWorkers(4, 1, "max_sync_workers_per_subscription", 1, 4, CopyWorkers.Place.TARGET, 1L << 30);

        assertThat(told(
                        new ReplicationMeasured(AT, status(Optional.of(workers))),
                        new ReplicationMeasured(AT.plusSeconds(1), status(Optional.of(workers))),
                        new ReplicationMeasured(AT.plusSeconds(2), status())))
                .filteredOn(line -> line.contains("wanted copies"))
                .containsExactly("12:00:00    " + workers.sentence().orElseThrow());
    }

    private static ReplicationStatus status() {
        return status(Optional.empty());
    }

    private static ReplicationStatus status(Optional<CopyWorkers> workers) {
        TableCopy table = new TableCopy(ORDERS, TableCopy.State.COPYING, 1 << 20, 4 << 20, 10);
        return new ReplicationStatus(
                AT,
                List.of(table),
                OptionalLong.of(2048),
                Optional.empty(),
                0,
                OptionalLong.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                0,
                0,
                true,
                workers,
                Optional.empty());
    }

    private static Verification compared(boolean frozen, Verdict verdict) {
        String note = verdict == Verdict.DIFFERS ? "one row is missing" : "";
        return new Verification(
                frozen, List.of(new TableComparison(ORDERS, OptionalLong.of(3), OptionalLong.of(3), verdict, note)));
    }
}
