package dev.planetfall.migration;

import dev.planetfall.postgres.ServerFacts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A state while one event changes it. Lives inside {@link MigrationState#edit} and never leaves this package. */
final class StateDraft {
    Optional<MigrationPlan> plan = Optional.empty();
    Optional<ServerFacts> source = Optional.empty();
    Optional<ServerFacts> target = Optional.empty();
    Phase phase = Phase.CONNECT;
    final Map<Phase, PhaseStatus> phases = new EnumMap<>(Phase.class);
    final Map<String, StepState> steps = new LinkedHashMap<>();
    final List<CheckName> checks = new ArrayList<>();
    final List<Finding> findings = new ArrayList<>();
    final List<Remedy> remedies = new ArrayList<>();
    Optional<DiskSize> disk = Optional.empty();
    Optional<WriteRate> writeRate = Optional.empty();
    Optional<ReaderUsed> schemaReader = Optional.empty();
    SchemaOutcomes outcomes = SchemaOutcomes.NONE;
    final Map<SchemaKey, SchemaChoice> choices = new LinkedHashMap<>();
    final Map<SchemaKey, SchemaOutcome> edits = new LinkedHashMap<>();
    Optional<ReplicationStatus> replication = Optional.empty();
    ReplicationHistory history = ReplicationHistory.NONE;
    Chronicle chronicle = Chronicle.NONE;
    Optional<String> monitorProblem = Optional.empty();
    Optional<SchemaDrift> drift = Optional.empty();
    Optional<String> driftProblem = Optional.empty();
    final List<String> mended = new ArrayList<>();
    Safety safety = Safety.NONE;
    Optional<Verification> verification = Optional.empty();
    Optional<Instant> comparedAt = Optional.empty();
    Optional<UnfinishedComparison> unfinishedComparison = Optional.empty();
    final List<Repair> repairs = new ArrayList<>();
    List<SequenceValue> sequences = List.of();
    List<ViewRefresh> views = List.of();
    final Map<Side, Freeze> frozen = new EnumMap<>(Side.class);
    Optional<CutoverTimes> cutover = Optional.empty();
    WayBack wayBack = WayBack.NONE;
    Optional<CutoverRehearsal> rehearsal = Optional.empty();
    List<String> overridden = List.of();
    Optional<List<String>> leftovers = Optional.empty();
    Optional<Remnants> remnants = Optional.empty();
    Optional<JournalDamage> damage = Optional.empty();
    Optional<Instant> startedAt = Optional.empty();
    Optional<Instant> changedAt = Optional.empty();

    StateDraft() {}

    StateDraft(MigrationState state) {
        plan = state.plan();
        source = state.source();
        target = state.target();
        phase = state.phase();
        phases.putAll(state.phases());
        steps.putAll(state.steps());
        checks.addAll(state.checks());
        findings.addAll(state.findings());
        remedies.addAll(state.remedies());
        disk = state.disk();
        writeRate = state.writeRate();
        schemaReader = state.schemaReader();
        outcomes = state.outcomes();
        choices.putAll(state.choices());
        edits.putAll(state.edits());
        replication = state.replication();
        history = state.history();
        chronicle = state.chronicle();
        monitorProblem = state.monitorProblem();
        drift = state.drift();
        driftProblem = state.driftProblem();
        mended.addAll(state.mended());
        safety = state.safety();
        verification = state.verification();
        comparedAt = state.comparedAt();
        unfinishedComparison = state.unfinishedComparison();
        repairs.addAll(state.repairs());
        sequences = state.sequences();
        views = state.views();
        frozen.putAll(state.frozen());
        cutover = state.cutover();
        wayBack = state.wayBack();
        rehearsal = state.rehearsal();
        overridden = state.overridden();
        leftovers = state.leftovers();
        remnants = state.remnants();
        damage = state.damage();
        startedAt = state.startedAt();
        changedAt = state.changedAt();
    }

    /**
     * Findings of an earlier run of the checks are forgotten, and what was measured of an earlier copy; once something is copied there
     * is something to clean up again.
     */
    void begin(Phase begun) {
        phases.put(begun, PhaseStatus.RUNNING);
        phase = begun;
        if (begun == Phase.CHECK) {
            checks.clear();
            findings.clear();
        }
        if (begun == Phase.REPLICATE) {
            phases.remove(Phase.FINISH);
            replication = Optional.empty();
            unfinishedComparison = Optional.empty();
            repairs.clear();
            safety = safety.paused(Optional.empty());
        }
    }

    /**
     * Of checks that were forgotten while they were asked, because other servers or tables or another method were decided on, nothing
     * counts. After the clean-up nothing replicates any more, so a cutover that is taken back then leads to a copy from the beginning.
     */
    void end(Phase ended, PhaseStatus status) {
        if (ended == Phase.CHECK && phases.getOrDefault(ended, PhaseStatus.NOT_STARTED) == PhaseStatus.NOT_STARTED) {
            forgetChecks();
        } else {
            phases.put(ended, status);
        }
        boolean isCleanedUp = ended == Phase.FINISH && status == PhaseStatus.DONE;
        if (isCleanedUp || (ended == Phase.REPLICATE && status == PhaseStatus.NOT_STARTED)) {
            safety = Safety.NONE;
        }
        if (isCleanedUp) {
            damage = Optional.empty();
        }
        if (ended == Phase.CUTOVER
                && status == PhaseStatus.NOT_STARTED
                && phases.get(Phase.FINISH) == PhaseStatus.DONE) {
            forgetCopy();
        }
    }

    /** What the last cutover did counts no more: a next one does it again. */
    void takeBackCutover(Instant at) {
        Optional.ofNullable(chronicle.phases().get(Phase.CUTOVER))
                .map(Chronicle.Times::last)
                .ifPresent(begun -> steps.replaceAll((id, step) -> step.begunAt()
                                .filter(stepBegun -> !id.startsWith(WayBack.STEPS) && !stepBegun.isBefore(begun))
                                .isPresent()
                        ? step.ended(StepStatus.UNDONE, Optional.empty(), at)
                        : step));
    }

    /** As if nothing had been asked; what was measured on the way is about the same question. */
    void forgetChecks() {
        phases.remove(Phase.CHECK);
        checks.clear();
        findings.clear();
        disk = Optional.empty();
        writeRate = Optional.empty();
    }

    /** As if nothing had been copied; what the target holds is seen when the copy begins again. */
    void forgetCopy() {
        List.of(Phase.REPLICATE, Phase.VERIFY, Phase.SEQUENCES, Phase.FINISH).forEach(phases::remove);
        replication = Optional.empty();
        unfinishedComparison = Optional.empty();
    }

    /** What was measured of one direction tells nothing of the other. */
    void forgetMeasured() {
        replication = Optional.empty();
        monitorProblem = Optional.empty();
    }

    /** How long writers of a server were stopped, in the cutover or while it was rolled back. */
    Optional<CutoverTimes> times(Side frozenSide) {
        return frozenSide == Side.SOURCE ? cutover : wayBack.times();
    }

    void setTimes(Side frozenSide, Optional<CutoverTimes> times) {
        if (frozenSide == Side.SOURCE) {
            cutover = times;
        } else {
            wayBack = wayBack.times(times);
        }
    }

    /** Of a cutover that was taken back, and of a roll back that did not succeed; of one that did, people want to know. */
    void forgetTimes(Side frozenSide) {
        if (frozenSide == Side.SOURCE || wayBack.isArmed()) {
            setTimes(frozenSide, Optional.empty());
        }
    }

    MigrationState toState() {
        return new MigrationState(
                plan,
                source,
                target,
                phase,
                Collections.unmodifiableMap(phases),
                Collections.unmodifiableMap(steps),
                Collections.unmodifiableList(checks),
                Collections.unmodifiableList(findings),
                Collections.unmodifiableList(remedies),
                disk,
                writeRate,
                schemaReader,
                outcomes,
                Collections.unmodifiableMap(choices),
                Collections.unmodifiableMap(edits),
                replication,
                history,
                chronicle,
                monitorProblem,
                drift,
                driftProblem,
                Collections.unmodifiableList(mended),
                safety,
                verification,
                comparedAt,
                unfinishedComparison,
                Collections.unmodifiableList(repairs),
                sequences,
                views,
                Collections.unmodifiableMap(frozen),
                cutover,
                wayBack,
                rehearsal,
                overridden,
                leftovers,
                remnants,
                damage,
                startedAt,
                changedAt);
    }
}
