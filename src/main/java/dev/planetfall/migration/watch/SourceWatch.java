package dev.planetfall.migration.watch;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.PhaseStatus;
import dev.planetfall.migration.ReplicationStatus;
import dev.planetfall.migration.SafetyEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Judges again and again how safe the source is; remembers what one look cannot tell. Used by one thread. */
public final class SourceWatch {
    private static final Duration ERROR_MEMORY = Duration.ofMinutes(2);
    /** A connection that was cut counts as an error or two, and heals. */
    private static final long A_CUT = 2;

    private final AlarmLimits limits;
    private final AlarmBook book;
    private final Deque<ErrorCount> errors = new ArrayDeque<>();

    private record ErrorCount(Instant at, long errors) {}

    public SourceWatch(AlarmLimits limits) {
        this.limits = limits;
        book = new AlarmBook(limits.calm());
    }

    /**
     * @param facts empty when the source could not be asked
     * @param stalled for how long nothing has arrived, where that is too long
     * @return what there is to tell, in order
     */
    public List<SafetyEvent> look(
            Instant now, MigrationState state, Optional<SourceFacts> facts, Optional<Duration> stalled) {
        if (!isTime(state)) {
            return List.of();
        }
        return book.update(
                now,
                state.safety().alarms(),
                Stream.concat(
                                stalled.map(time -> SourceAlarms.stalled(time, state)).stream(),
                                sightings(now, state, facts).stream()
                                        .filter(sighting -> stalled.isEmpty()
                                                || !sighting.id().equals("stalled")))
                        .toList());
    }

    /** Nothing flaps while a phase is about to change all this. */
    private static boolean isTime(MigrationState state) {
        return state.mayHoldSlot()
                && state.status(Phase.CUTOVER) != PhaseStatus.RUNNING
                && state.wayBack().rollingBack() != PhaseStatus.RUNNING
                && state.status(Phase.FINISH) != PhaseStatus.RUNNING;
    }

    private List<Sighting> sightings(Instant now, MigrationState state, Optional<SourceFacts> facts) {
        Optional<ReplicationStatus> status = state.replication();
        Optional<String> problem = state.monitorProblem()
                .or(() -> facts.isEmpty()
                        ? Optional.of(Messages.text(
                                "watch.source-watch.does-not-answer",
                                state.publisher().named()))
                        : Optional.empty());
        if (problem.isPresent() || status.isEmpty()) {
            return Stream.concat(
                            problem.map(words -> SourceAlarms.unmeasured(words, limits.lasting())).stream(),
                            state.safety().alarms().stream()
                                    .filter(alarm -> !alarm.id().equals("unmeasured"))
                                    .map(alarm -> Sighting.of(
                                                    alarm.id(), alarm.level(), alarm.sentence(), alarm.advice())
                                            .fading(true)))
                    .toList();
        }
        boolean refusesAgain = refusesAgain(now, status.get().errors());
        return state.wayBack().isArmed()
                ? WayBackAlarms.of(status.get(), facts.orElseThrow(), refusesAgain, limits)
                : SourceAlarms.of(state, status.get(), facts.orElseThrow(), refusesAgain, limits);
    }

    private boolean refusesAgain(Instant now, long count) {
        errors.removeIf(old -> old.at().plus(ERROR_MEMORY).isBefore(now));
        errors.addLast(new ErrorCount(now, count));
        return count - errors.getFirst().errors() > A_CUT;
    }
}
