package dev.planetfall.migration;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What happens while writers change over from one server to the other. An event of an older journal that does not say which server
 * is about the source.
 */
public sealed interface CutoverEvent extends MigrationEvent {
    /**
     * Emitted before the first writer of a server is stopped, so that a crash right after it is not forgotten.
     *
     * @param lifting the statements that let writers on again, as far as they are known in advance
     */
    record FreezeBegun(Instant at, Side side, List<String> lifting) implements CutoverEvent {
        public FreezeBegun {
            side = Objects.requireNonNullElse(side, Side.SOURCE);
            lifting = List.copyOf(Objects.requireNonNullElse(lifting, List.of()));
        }

        /** Of the source. */
        public FreezeBegun(Instant at) {
            this(at, Side.SOURCE, List.of());
        }

        @Override
        public MigrationState applyTo(MigrationState state) {
            return state.edit(draft -> draft.frozen.put(side, new Freeze(lifting, OptionalLong.empty())));
        }
    }

    /** Emitted when a server accepts writes again. */
    record FreezeLifted(Instant at, Side side) implements CutoverEvent {
        public FreezeLifted {
            side = Objects.requireNonNullElse(side, Side.SOURCE);
        }

        /** Of the source. */
        public FreezeLifted(Instant at) {
            this(at, Side.SOURCE);
        }

        @Override
        public MigrationState applyTo(MigrationState state) {
            return state.edit(draft -> {
                draft.frozen.remove(side);
                draft.unfinishedComparison = draft.unfinishedComparison.filter(known -> !known.whileFrozen());
                draft.forgetTimes(side);
            });
        }
    }

    /**
     * Emitted when no writer was left on a server. Writers that were stopped for a copy are looked for once more in the
     * cutover: the application has not been able to write since the first time. Of a cutover that a crash broke off, the server itself
     * let them on again.
     *
     * @param tuples see {@link Freeze}
     */
    record WritersGone(Instant at, Instant frozenAt, Side side, OptionalLong tuples) implements CutoverEvent {
        public WritersGone {
            side = Objects.requireNonNullElse(side, Side.SOURCE);
            tuples = Objects.requireNonNullElse(tuples, OptionalLong.empty());
        }

        /** On the source. */
        public WritersGone(Instant at, Instant frozenAt) {
            this(at, frozenAt, Side.SOURCE, OptionalLong.empty());
        }

        @Override
        public MigrationState applyTo(MigrationState state) {
            CutoverTimes times =
                    new CutoverTimes(frozenAt, Duration.between(frozenAt, at), Duration.ZERO, Duration.ZERO);
            return state.edit(draft -> {
                boolean sinceCopy = state.method() == Method.DUMP_AND_RESTORE;
                draft.setTimes(
                        side, draft.times(side).filter(earlier -> sinceCopy).or(() -> Optional.of(times)));
                draft.frozen.computeIfPresent(side, (same, freeze) -> new Freeze(freeze.lifting(), tuples));
            });
        }
    }

    /** Emitted when the other server was proven to hold everything that this one had written. */
    record Drained(Instant at, Duration took, Side side) implements CutoverEvent {
        public Drained {
            side = Objects.requireNonNullElse(side, Side.SOURCE);
        }

        /** From the source. */
        public Drained(Instant at, Duration took) {
            this(at, took, Side.SOURCE);
        }

        @Override
        public MigrationState applyTo(MigrationState state) {
            return state.edit(draft -> draft.setTimes(side, draft.times(side).map(times -> times.drained(took))));
        }
    }

    /**
     * Emitted when the target is ready for the application: nothing that comes after can fail, so a program that dies now has cut over.
     */
    record TargetReady(Instant at) implements CutoverEvent {
        @Override
        public MigrationState applyTo(MigrationState state) {
            return state.edit(draft -> {
                draft.setTimes(Side.SOURCE, draft.times(Side.SOURCE).map(times -> times.readyAt(at)));
                draft.phases.put(Phase.CUTOVER, PhaseStatus.DONE);
            });
        }
    }

    /** Emitted when all of the cutover but the stop of writers was tried. */
    record CutoverRehearsed(Instant at, CutoverRehearsal rehearsal) implements CutoverEvent {
        @Override
        public MigrationState applyTo(MigrationState state) {
            return state.edit(draft -> draft.rehearsal = Optional.of(rehearsal));
        }
    }

    /**
     * Emitted when a person went on to the cutover although conditions were not as they should be.
     *
     * @param conditions in words, as they were shown
     */
    record ConditionsOverridden(Instant at, List<String> conditions) implements CutoverEvent {
        public ConditionsOverridden {
            conditions = List.copyOf(conditions);
        }

        @Override
        public MigrationState applyTo(MigrationState state) {
            return state.edit(draft -> draft.overridden = conditions);
        }
    }
}
