package dev.planetfall.migration;

import dev.planetfall.postgres.ServerFacts;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * All that is known of a migration: a fold of its events, immutable. Nobody sets it; {@link #after} is the only way on.
 *
 * @param plan without passwords
 * @param phase the phase that was started last
 * @param steps by step id; a step that never ran is absent
 * @param checks that were asked, in the order in which people read them
 * @param findings of the last run of each check, in the order they were found
 * @param remedies that were run and not taken back, the oldest first
 * @param schemaReader with what the schema was read last
 * @param outcomes what became of the schema's objects
 * @param choices what a person decided about objects of the schema
 * @param edits what was made of DDL that a person wrote; kept when the schema is copied again
 * @param replication as measured last; a state replayed from a journal has none
 * @param history of the replication over the whole run
 * @param chronicle when what was done
 * @param monitorProblem why {@code replication} is out of date, when it is
 * @param drift how the two schemas had come apart when they were compared last; empty until they were
 * @param driftProblem why {@code drift} is out of date, when it is
 * @param mended statements that were run on the target while rows were replicated, so that the schemas agree; the oldest first
 * @param safety what endangers source and migration now
 * @param comparedAt when the last comparison of rows came to its end
 * @param unfinishedComparison of rows, under way or broken off; empty when the last one came to its end
 * @param repairs of rows since they were copied, the oldest first
 * @param views the target's materialized views as they were refreshed last
 * @param frozen the servers whose writers this program stopped and has not let go, and what lets them go
 * @param wayBack to the source after the cutover
 * @param rehearsal of the cutover, the last one
 * @param overridden conditions in spite of which a person went on to the last cutover
 * @param leftovers on both servers after clean-up; empty until somebody looked
 * @param remnants what the servers were found to hold when they were searched last
 * @param damage lines of the journal that cannot be read; empty again once nothing of the migration is left on either server
 */
public record MigrationState(
        Optional<MigrationPlan> plan,
        Optional<ServerFacts> source,
        Optional<ServerFacts> target,
        Phase phase,
        Map<Phase, PhaseStatus> phases,
        Map<String, StepState> steps,
        List<CheckName> checks,
        List<Finding> findings,
        List<Remedy> remedies,
        Optional<DiskSize> disk,
        Optional<WriteRate> writeRate,
        Optional<ReaderUsed> schemaReader,
        SchemaOutcomes outcomes,
        Map<SchemaKey, SchemaChoice> choices,
        Map<SchemaKey, SchemaOutcome> edits,
        Optional<ReplicationStatus> replication,
        ReplicationHistory history,
        Chronicle chronicle,
        Optional<String> monitorProblem,
        Optional<SchemaDrift> drift,
        Optional<String> driftProblem,
        List<String> mended,
        Safety safety,
        Optional<Verification> verification,
        Optional<Instant> comparedAt,
        Optional<UnfinishedComparison> unfinishedComparison,
        List<Repair> repairs,
        List<SequenceValue> sequences,
        List<ViewRefresh> views,
        Map<Side, Freeze> frozen,
        Optional<CutoverTimes> cutover,
        WayBack wayBack,
        Optional<CutoverRehearsal> rehearsal,
        List<String> overridden,
        Optional<List<String>> leftovers,
        Optional<Remnants> remnants,
        Optional<JournalDamage> damage,
        Optional<Instant> startedAt,
        Optional<Instant> changedAt) {

    /** Nothing has happened yet. */
    public static final MigrationState INITIAL = new StateDraft().toState();

    /** The state after the event; the fold that everyone uses. */
    public MigrationState after(MigrationEvent event) {
        MigrationState next = event.applyTo(this);
        return next.edit(draft -> {
            draft.startedAt = draft.startedAt.or(() -> Optional.of(event.at()));
            draft.changedAt = Optional.of(event.at());
            draft.chronicle = chronicle.after(event, phase);
        });
    }

    public PhaseStatus status(Phase of) {
        return phases.getOrDefault(of, PhaseStatus.NOT_STARTED);
    }

    public boolean isDone(Phase of) {
        return status(of) == PhaseStatus.DONE;
    }

    public StepState step(String stepId) {
        return steps.getOrDefault(stepId, StepState.of(StepStatus.PENDING));
    }

    /** What became of the schema's objects, in the order in which they were tried first. */
    public List<SchemaOutcome> schema() {
        return outcomes.list();
    }

    /** What a person decided about an object of the schema; its own definition when nobody decided anything. */
    public SchemaChoice choice(SchemaKey object) {
        return choices.getOrDefault(object, SchemaChoice.own(object));
    }

    /** What the target's disk must hold; empty until the source was measured. */
    public Optional<DiskNeed> diskNeed() {
        return disk.map(size -> new DiskNeed(size, writeRate));
    }

    /** What the checks of a group found, the most urgent first, otherwise in the order of the checks. */
    public List<Finding> findings(CheckGroup group) {
        List<String> ids = checks.stream()
                .filter(check -> check.group() == group)
                .map(CheckName::id)
                .toList();
        return findings.stream()
                .filter(finding -> ids.contains(finding.checkId()))
                .sorted(Comparator.comparingInt(
                                (Finding finding) -> Severity.MOST_URGENT_FIRST.indexOf(finding.severity()))
                        .thenComparingInt(finding -> ids.indexOf(finding.checkId())))
                .toList();
    }

    /** How the rows get to the target; before anything was decided, as most migrations do it. */
    public Method method() {
        return plan.map(MigrationPlan::method).orElse(Method.LOGICAL_REPLICATION);
    }

    /** What is compared while writers are stopped; before anything was decided, every row. */
    public LastComparison lastComparison() {
        return plan.map(MigrationPlan::lastComparison).orElse(LastComparison.ROWS);
    }

    /** Whether a finding stops the migration. */
    public boolean isBlocked() {
        return findings.stream().anyMatch(finding -> finding.severity() == Severity.BLOCKER);
    }

    /** Whether the source keeps log for this migration: the slot may exist and fills the source's disk if forgotten. */
    public boolean mayHoldSlot() {
        return status(Phase.REPLICATE) != PhaseStatus.NOT_STARTED && !isDone(Phase.FINISH) && method().replicates();
    }

    /** Whether a person went on to the cutover without comparing the rows first. */
    public boolean isComparisonSkipped() {
        return step(VerificationEvent.COMPARISON_STEP).status() == StepStatus.SKIPPED;
    }

    /** Whether there is, or may be, something of this migration on the servers that somebody must finish or take back. */
    public boolean isUnderWay() {
        return (status(Phase.REPLICATE) != PhaseStatus.NOT_STARTED && !isDone(Phase.FINISH)) || damage.isPresent();
    }

    /** Whether the rows could still travel by another method: none was copied, and nothing was made to copy them. */
    public boolean mayChangeMethod() {
        return status(Phase.REPLICATE) == PhaseStatus.NOT_STARTED;
    }

    /** Whether this program stopped the source's writers and has not let them go. */
    public boolean writesFrozen() {
        return isFrozen(Side.SOURCE);
    }

    /** Whether this program stopped a server's writers and has not let them go. */
    public boolean isFrozen(Side side) {
        return frozen.containsKey(side);
    }

    /** What lets the writers of a server on again, in order; empty while they are not stopped, or when an older journal does not tell. */
    public List<String> lifting(Side side) {
        return Optional.ofNullable(frozen.get(side)).map(Freeze::lifting).orElse(List.of());
    }

    /** Which server the other one follows: the source, or PlanetScale while the way back is armed. */
    public Side publisher() {
        return wayBack.isArmed() ? Side.TARGET : Side.SOURCE;
    }

    /** Whether writers were stopped for a copy, and wait for the cutover. */
    public boolean isFrozenForCopy() {
        return writesFrozen() && method() == Method.DUMP_AND_RESTORE && !isDone(Phase.CUTOVER);
    }

    /** With what was measured in earlier runs of the program. */
    public MigrationState withHistory(ReplicationHistory measured) {
        return edit(draft -> draft.history = measured);
    }

    /** With the name that a person gave the migration after it was planned. */
    public MigrationState named(String name) {
        return edit(draft -> draft.plan = plan.map(decided -> decided.named(name)));
    }

    /** With the statements of earlier runs of the program. */
    public MigrationState withStatements(StatementHistory sent) {
        return edit(draft -> draft.chronicle = chronicle.withStatements(sent));
    }

    MigrationState withStep(String stepId, StepState step) {
        return edit(draft -> draft.steps.put(stepId, step));
    }

    MigrationState edit(Consumer<StateDraft> change) {
        StateDraft draft = new StateDraft(this);
        change.accept(draft);
        return draft.toState();
    }
}
