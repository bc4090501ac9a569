package dev.planetfall.migration;

import dev.planetfall.migration.MigrationEvent.PhaseEnded;
import dev.planetfall.migration.MigrationEvent.PhaseStarted;
import dev.planetfall.migration.MigrationEvent.RemedyApplied;
import dev.planetfall.migration.MigrationEvent.RemedyUndone;
import dev.planetfall.migration.MigrationEvent.StatementSent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * When what was done, for the report: nothing in it is ever forgotten, as a state forgets what no longer counts. A fold of the
 * events, immutable.
 *
 * @param phases that were begun at least once
 * @param rollBacks the oldest first
 * @param remedies that were run, the oldest first, those that were taken back among them
 */
public record Chronicle(
        Map<Phase, Times> phases, List<RollBack> rollBacks, List<RemedyRun> remedies, StatementHistory statements) {
    public static final Chronicle NONE = new Chronicle(Map.of(), List.of(), List.of(), StatementHistory.NONE);

    /** @param current the phase that was started last before the event */
    Chronicle after(MigrationEvent event, Phase current) {
        if (event instanceof StatementSent sent) {
            return withStatements(statements.after(StatementEntry.of(sent, current)));
        }
        if (event instanceof PhaseStarted started) {
            Times times = phases.getOrDefault(started.phase(), new Times(event.at(), event.at(), Optional.empty(), 0));
            return with(started.phase(), new Times(times.first(), event.at(), Optional.empty(), times.runs() + 1));
        }
        if (event instanceof PhaseEnded ended && phases.containsKey(ended.phase())) {
            Times times = phases.get(ended.phase());
            return with(ended.phase(), new Times(times.first(), times.last(), Optional.of(event.at()), times.runs()));
        }
        if (event instanceof RemedyApplied applied) {
            List<RemedyRun> more = new ArrayList<>(remedies);
            more.add(new RemedyRun(event.at(), applied.remedy(), Optional.empty()));
            return new Chronicle(phases, rollBacks, List.copyOf(more), statements);
        }
        if (event instanceof WayBackEvent change) {
            return new Chronicle(phases, RollBack.after(change, rollBacks), remedies, statements);
        }
        return event instanceof RemedyUndone undone ? takenBack(undone) : this;
    }

    Chronicle withStatements(StatementHistory sent) {
        return new Chronicle(phases, rollBacks, remedies, sent);
    }

    private Chronicle with(Phase phase, Times times) {
        Map<Phase, Times> all = new EnumMap<>(Phase.class);
        all.putAll(phases);
        all.put(phase, times);
        return new Chronicle(Collections.unmodifiableMap(all), rollBacks, remedies, statements);
    }

    private Chronicle takenBack(RemedyUndone undone) {
        List<RemedyRun> runs = remedies.stream()
                .map(run ->
                        run.remedy().equals(undone.remedy()) && run.undoneAt().isEmpty()
                                ? new RemedyRun(run.at(), run.remedy(), Optional.of(undone.at()))
                                : run)
                .toList();
        return new Chronicle(phases, rollBacks, runs, statements);
    }

    /**
     * When a phase was carried out.
     *
     * @param first when it was begun the first time
     * @param last when it was begun the last time
     * @param ended when it came to rest then; empty while it runs
     * @param runs how often it was begun
     */
    public record Times(Instant first, Instant last, Optional<Instant> ended, long runs) {}

    /** @param undoneAt when it was taken back; empty when it was not */
    public record RemedyRun(Instant at, Remedy remedy, Optional<Instant> undoneAt) {}
}
