package dev.planetfall.migration;

import dev.planetfall.postgres.ServerFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A fact of a migration, in the past tense. The journal is a list of these; a {@link MigrationState} is their fold.
 *
 * <p>Simple names of the records are written to the journal: renaming one breaks journals that people have.
 */
public sealed interface MigrationEvent
        permits CleanUpEvent,
                ReplicationEvent,
                SafetyEvent,
                VerificationEvent,
                CutoverEvent,
                WayBackEvent,
                MigrationEvent.PlanDecided,
                MigrationEvent.ServersDescribed,
                MigrationEvent.PhaseStarted,
                MigrationEvent.PhaseEnded,
                MigrationEvent.ChecksBegun,
                MigrationEvent.FindingReported,
                MigrationEvent.RemedyApplied,
                MigrationEvent.RemedyUndone,
                MigrationEvent.WritesMeasured,
                MigrationEvent.DiskMeasured,
                MigrationEvent.StepStarted,
                MigrationEvent.StepFinished,
                MigrationEvent.StepFailed,
                MigrationEvent.StepProgressed,
                MigrationEvent.SchemaRead,
                MigrationEvent.SchemaObjectApplied,
                MigrationEvent.SchemaChoiceMade,
                MigrationEvent.SequencesSet,
                MigrationEvent.ViewsRefreshed,
                MigrationEvent.LeftoversListed,
                MigrationEvent.StatementSent,
                MigrationEvent.JournalDamaged {
    Instant at();

    /** The records of all events, those of {@link ReplicationEvent} and its like among them. */
    static Stream<Class<?>> kinds() {
        return Stream.<Class<?>>of(MigrationEvent.class.getPermittedSubclasses())
                .flatMap(kind -> kind.isSealed() ? Stream.of(kind.getPermittedSubclasses()) : Stream.of(kind));
    }

    /** The state after this event. Pure: the same event on the same state always gives the same result. */
    MigrationState applyTo(MigrationState state);

    /** Whether the event must survive the program. What is measured anew after a restart is not journaled. */
    default boolean isJournaled() {
        return true;
    }

    /**
     * Whether the event must survive a power cut from the moment on in which it is told. One that is found anew by running the
     * same again may reach the disk a little later; it survives the end of the program all the same.
     */
    default boolean isSyncedAtOnce() {
        return true;
    }

    /**
     * Emitted when the pages or the command line have settled what will be done, and again when that changes. Other servers
     * or another scope, as long as nothing was copied, make what was checked and measured before count for nothing.
     */
    record PlanDecided(Instant at, MigrationPlan plan) implements MigrationEvent {
        @Override
        public MigrationState applyTo(MigrationState state) {
            MigrationPlan decided = plan.withoutPasswords();
            boolean otherQuestion = !state.plan().map(decided::concernsTheSame).orElse(true);
            boolean otherMethod = decided.method() != state.method() && state.mayChangeMethod();
            return state.edit(draft -> {
                draft.plan = Optional.of(decided);
                if (otherMethod || (otherQuestion && state.status(Phase.SCHEMA) == PhaseStatus.NOT_STARTED)) {
                    draft.forgetChecks();
                }
            });
        }
    }

    /** Emitted when both servers answered after login. */
    record ServersDescribed(Instant at, ServerFacts source, ServerFacts target) implements MigrationEvent {
        @Override
        public MigrationState applyTo(MigrationState state) {
            return state.edit(draft -> {
                draft.source = Optional.of(source);
                draft.target = Optional.of(target);
            });
        }
    }

    /** Emitted when the runner begins a phase. */
    record PhaseStarted(Instant at, Phase phase) implements MigrationEvent {
        @Override
        public MigrationState applyTo(MigrationState state) {
            return state.edit(draft -> draft.begin(phase));
        }
    }

    /** Emitted when a phase came to rest, whatever the reason. */
    record PhaseEnded(Instant at, Phase phase, PhaseStatus status) implements MigrationEvent {
        @Override
        public MigrationState applyTo(MigrationState state) {
            return state.edit(draft -> draft.end(phase, status));
        }
    }

    /** Emitted before checks are asked. What they found before is forgotten. */
    record ChecksBegun(Instant at, List<CheckName> checks) implements MigrationEvent {
        @Override
        public MigrationState applyTo(MigrationState state) {
            Set<String> ids = checks.stream().map(CheckName::id).collect(Collectors.toSet());
            return state.edit(draft -> {
                draft.findings.removeIf(finding -> ids.contains(finding.checkId()));
                checks.stream().filter(check -> !draft.checks.contains(check)).forEach(draft.checks::add);
            });
        }
    }

    /** Emitted when a check established a fact, a pass included. */
    record FindingReported(Instant at, Finding finding) implements MigrationEvent {
        @Override
        public MigrationState applyTo(MigrationState state) {
            return state.edit(draft -> draft.findings.add(finding));
        }
    }

    /** Emitted when a finding's remedy was run, so that its undo can be offered. */
    record RemedyApplied(Instant at, Remedy remedy) implements MigrationEvent {
        @Override
        public MigrationState applyTo(MigrationState state) {
            return state.edit(draft -> draft.remedies.add(remedy));
        }
    }

    /** Emitted when a remedy was taken back. */
    record RemedyUndone(Instant at, Remedy remedy) implements MigrationEvent {
        @Override
        public MigrationState applyTo(MigrationState state) {
            return state.edit(draft -> draft.remedies.remove(remedy));
        }
    }

    /** Emitted when it was watched how much the source writes. */
    record WritesMeasured(Instant at, WriteRate rate) implements MigrationEvent {
        @Override
        public MigrationState applyTo(MigrationState state) {
            return state.edit(draft -> draft.writeRate = Optional.of(rate));
        }
    }

    /** Emitted when the source's data was measured. */
    record DiskMeasured(Instant at, DiskSize size) implements MigrationEvent {
        @Override
        public MigrationState applyTo(MigrationState state) {
            return state.edit(draft -> draft.disk = Optional.of(size));
        }
    }

    /** Emitted when the runner begins a step whose work is not done yet. */
    record StepStarted(Instant at, String stepId) implements MigrationEvent {
        @Override
        public MigrationState applyTo(MigrationState state) {
            return state.withStep(stepId, StepState.begun(at));
        }
    }

    /**
     * Emitted when a step's work is done, now or before, or was taken back; {@code status} tells which. A failed step that is
     * taken back keeps its failure: people still want to know.
     */
    record StepFinished(Instant at, String stepId, StepStatus status) implements MigrationEvent {
        @Override
        public MigrationState applyTo(MigrationState state) {
            Optional<Failure> failure =
                    status == StepStatus.UNDONE ? state.step(stepId).failure() : Optional.empty();
            return state.withStep(stepId, state.step(stepId).ended(status, failure, at));
        }
    }

    /** Emitted when a step could not do its work. */
    record StepFailed(Instant at, String stepId, Failure failure) implements MigrationEvent {
        @Override
        public MigrationState applyTo(MigrationState state) {
            return state.withStep(stepId, state.step(stepId).ended(StepStatus.FAILED, Optional.of(failure), at));
        }
    }

    /** Emitted by a running step, often. */
    record StepProgressed(Instant at, String stepId, Progress progress) implements MigrationEvent {
        @Override
        public MigrationState applyTo(MigrationState state) {
            return state.withStep(stepId, state.step(stepId).at(progress));
        }

        @Override
        public boolean isJournaled() {
            return false;
        }
    }

    /** Emitted when the source's schema was read and before any object of it is made. Earlier outcomes are forgotten. */
    record SchemaRead(Instant at, ReaderUsed reader, long objects) implements MigrationEvent {
        @Override
        public MigrationState applyTo(MigrationState state) {
            return state.edit(draft -> {
                draft.schemaReader = Optional.of(reader);
                draft.outcomes = SchemaOutcomes.NONE;
            });
        }
    }

    /** Emitted when the target took, or refused, one object of the schema. A later attempt replaces an earlier one. */
    record SchemaObjectApplied(Instant at, SchemaOutcome outcome) implements MigrationEvent {
        @Override
        public MigrationState applyTo(MigrationState state) {
            return state.edit(draft -> {
                draft.outcomes = draft.outcomes.with(outcome);
                if (outcome.result().isThere()) {
                    draft.edits.remove(outcome.key());
                    if (outcome.isEdited()) {
                        draft.edits.put(outcome.key(), outcome);
                    }
                }
            });
        }

        /** What a person wrote may drop something first, so that it was carried out must never be forgotten. */
        @Override
        public boolean isSyncedAtOnce() {
            return outcome.isEdited();
        }
    }

    /** Emitted when a person edited an object of the schema, skipped it, or took either back; before it is tried again. */
    record SchemaChoiceMade(Instant at, SchemaChoice choice) implements MigrationEvent {
        @Override
        public MigrationState applyTo(MigrationState state) {
            return state.edit(draft -> {
                if (choice.isEdited() || choice.isSkipped()) {
                    draft.choices.put(choice.object(), choice);
                } else {
                    draft.choices.remove(choice.object());
                }
            });
        }
    }

    /** Emitted when the target's sequences were set. */
    record SequencesSet(Instant at, List<SequenceValue> values) implements MigrationEvent {
        @Override
        public MigrationState applyTo(MigrationState state) {
            return state.edit(draft -> draft.sequences = List.copyOf(values));
        }
    }

    /** Emitted when materialized views of the target were refreshed; one that could not be is among them. */
    record ViewsRefreshed(Instant at, List<ViewRefresh> views) implements MigrationEvent {
        @Override
        public MigrationState applyTo(MigrationState state) {
            return state.edit(draft -> draft.views = ViewRefresh.latest(draft.views, views));
        }
    }

    /** Emitted when both servers were searched for what the migration made; an empty list means nothing is left. */
    record LeftoversListed(Instant at, List<String> leftovers) implements MigrationEvent {
        @Override
        public MigrationState applyTo(MigrationState state) {
            return state.edit(draft -> draft.leftovers = Optional.of(List.copyOf(leftovers)));
        }
    }

    /**
     * Emitted after every statement sent to either server. Too many for the journal: they are kept beside it, summed, in a file of
     * their own that stays small.
     */
    record StatementSent(Instant at, String server, String sql, Duration took, long rows, Optional<String> error)
            implements MigrationEvent {
        @Override
        public MigrationState applyTo(MigrationState state) {
            return state;
        }

        @Override
        public boolean isSyncedAtOnce() {
            return false;
        }
    }

    /** Stands in a journal in the place of lines that could not be read. Never told while a migration is open. */
    record JournalDamaged(Instant at, JournalDamage damage) implements MigrationEvent {
        @Override
        public MigrationState applyTo(MigrationState state) {
            return state.edit(draft -> draft.damage =
                    Optional.of(state.damage().map(known -> known.and(damage)).orElse(damage)));
        }
    }
}
