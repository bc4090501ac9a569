package dev.planetfall.migration.run;

import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.Side;
import dev.planetfall.migration.watch.AlarmLimits;
import dev.planetfall.migration.watch.SourceFacts;
import dev.planetfall.migration.watch.SourceFactsProbe;
import dev.planetfall.migration.watch.SourceWatch;
import dev.planetfall.migration.watch.StallClock;
import dev.planetfall.postgres.DatabaseException;
import dev.planetfall.postgres.Session;
import java.time.Duration;
import java.util.Optional;

/**
 * Looks every few seconds, and when it is called, whether the source is in danger, and raises and clears alarms. What replication measures is taken from
 * the state; the rest is asked in a session of its own.
 */
final class SafetyWatch {
    static final Duration PERIOD = Duration.ofSeconds(10);

    private final RunContext context;
    private final Duration period;
    private final AlarmLimits limits;
    private final SourceWatch watch;
    private final StallClock stall;
    private boolean examined;

    SafetyWatch(RunContext context, AlarmLimits limits) {
        this(context, PERIOD, limits);
    }

    SafetyWatch(RunContext context, Duration period, AlarmLimits limits) {
        this.context = context;
        this.period = period;
        this.limits = limits;
        watch = new SourceWatch(limits);
        stall = new StallClock(limits.standstill());
    }

    /** @throws dev.planetfall.migration.MigrationCancelledException at last */
    void watch() {
        while (true) {
            try {
                MigrationContext direction = context.flowing();
                direction.source().useSession(source -> watch(direction, source));
            } catch (DatabaseException e) {
                context.throwIfCancelled();
                tell(Optional.empty());
            }
            context.rest(period);
        }
    }

    private void watch(MigrationContext direction, Session publisher) {
        publisher.execute(Measuring.PATIENCE);
        while (context.state().publisher() == direction.actual(Side.SOURCE)) {
            tell(Optional.of(
                    SourceFactsProbe.ask(publisher, direction.plan().names().slot(), limits.youngest())));
            context.rest(period);
        }
    }

    private void tell(Optional<SourceFacts> facts) {
        Optional<Duration> stalled =
                isMeasured() ? context.state().replication().flatMap(stall::look) : Optional.empty();
        if (stalled.isPresent() && facts.isPresent() && !examined) {
            Examining.tell(context);
        }
        examined = stalled.isPresent() && (examined || facts.isPresent());
        watch.look(context.clock().instant(), context.state(), facts, stalled).forEach(context::report);
    }

    /** What this program copies itself, its own step watches. */
    private boolean isMeasured() {
        MigrationState state = context.state();
        return state.monitorProblem().isEmpty()
                && (!state.method().copiesThroughThisComputer() || state.isDone(Phase.REPLICATE));
    }
}
