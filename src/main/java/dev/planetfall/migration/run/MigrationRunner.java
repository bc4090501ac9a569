package dev.planetfall.migration.run;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.ErrorMeaning;
import dev.planetfall.migration.Failure;
import dev.planetfall.migration.MigrationCancelledException;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.MigrationEvent.PhaseEnded;
import dev.planetfall.migration.MigrationEvent.PhaseStarted;
import dev.planetfall.migration.MigrationEvent.StepFailed;
import dev.planetfall.migration.MigrationEvent.StepFinished;
import dev.planetfall.migration.MigrationEvent.StepStarted;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.PhaseStatus;
import dev.planetfall.migration.Side;
import dev.planetfall.migration.StepFailedException;
import dev.planetfall.migration.StepStatus;
import dev.planetfall.migration.WayBackEvent.RollBackEnded;
import dev.planetfall.migration.WayBackEvent.RollBackStarted;
import dev.planetfall.migration.check.Check;
import dev.planetfall.migration.check.Checks;
import dev.planetfall.migration.copy.Subscription;
import dev.planetfall.migration.step.Step;
import dev.planetfall.migration.step.Steps;
import dev.planetfall.migration.watch.ErrorCatalogue;
import dev.planetfall.postgres.ConnectionFailedException;
import dev.planetfall.postgres.ConnectionProblem;
import dev.planetfall.postgres.DatabaseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the steps of one phase in order on the calling thread: skips what the servers say is done, stops at the first
 * failure, then rests. What keeps writers from working is taken back at once when its phase does not succeed, so that the source
 * accepts writes again.
 */
final class MigrationRunner {
    private static final Logger LOG = LoggerFactory.getLogger(MigrationRunner.class);

    private static final int TRIES_WHILE_WRITERS_WAIT = 60;
    private static final int TRIES_OTHERWISE = 15;
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);

    private final RunContext context;
    private final EventStream events;

    /** Ids of the steps that may have left something on a server, in this run or in an earlier one that broke off. */
    private final Set<String> begun = new HashSet<>();
    /** Whether a server was away when a step was taken back. */
    private boolean foundServerAway;
    /** Whether it did not let this role in any more, so that only a person can help. */
    private boolean refused;

    MigrationRunner(RunContext context, EventStream events) {
        this.context = context;
        this.events = events;
        events.state().steps().forEach((id, step) -> {
            if (step.status() != StepStatus.PENDING && step.status() != StepStatus.UNDONE) {
                begun.add(id);
            }
        });
    }

    PhaseStatus run(Phase phase) {
        events.publish(new PhaseStarted(context.clock().instant(), phase));
        if (phase == Phase.CUTOVER) {
            context.keepConnections();
        }
        PhaseStatus status = carryOut(steps(phase), () -> runWhole(phase));
        if (phase == Phase.CHECK && status == PhaseStatus.DONE && events.state().isBlocked()) {
            status = PhaseStatus.BLOCKED;
        }
        events.publish(new PhaseEnded(context.clock().instant(), phase, status));
        return status;
    }

    /** Makes the source what the application writes to again, with every row that was written to PlanetScale. */
    PhaseStatus rollBack() {
        events.publish(new RollBackStarted(context.clock().instant()));
        context.keepConnections();
        PhaseStatus status = carryOut(rollBackSteps(), () -> runSteps(rollBackSteps()));
        events.publish(new RollBackEnded(context.clock().instant(), status));
        return status;
    }

    /** Takes back what a roll back did that broke off. */
    PhaseStatus undoRollBack() {
        PhaseStatus status = undo(rollBackSteps());
        events.publish(new RollBackEnded(context.clock().instant(), status));
        return status;
    }

    private List<Step> rollBackSteps() {
        return Steps.ROLL_BACK.stream()
                .filter(step -> step.serves(context.plan().method()))
                .toList();
    }

    /** Whatever breaks, even the journal's disk: a cutover must get to the point where it is taken back. */
    private PhaseStatus carryOut(List<Step> steps, Supplier<PhaseStatus> work) {
        PhaseStatus status = PhaseStatus.FAILED;
        try {
            status = work.get();
        } catch (RuntimeException e) {
            LOG.error("The work broke off", e);
        }
        if (status == PhaseStatus.DONE) {
            settle(steps);
        } else {
            takeBack(steps.stream()
                    .filter(step -> step.isTakenBackOnFailure() && hasBegun(step))
                    .toList());
        }
        return status;
    }

    /**
     * A server that is away for a moment may be the one whose writers wait: as long as they do, this is tried again, and for a while where
     * only replication is not as it was.
     */
    private void takeBack(List<Step> steps) {
        RunContext fresh = context.afresh();
        MigrationRunner again = new MigrationRunner(fresh, events);
        PhaseStatus status = again.undo(steps);
        for (int tries = 1; status == PhaseStatus.FAILED && again.isWorthAnotherTry(tries); tries++) {
            fresh.pause(BETWEEN_TRIES);
            again = new MigrationRunner(fresh, events);
            status = again.undo(steps);
        }
    }

    private boolean isWorthAnotherTry(int tries) {
        if (refused) {
            return false;
        }
        return writersWait() ? tries < TRIES_WHILE_WRITERS_WAIT : foundServerAway && tries < TRIES_OTHERWISE;
    }

    /** Where they write as long as nothing else is declared. */
    private boolean writersWait() {
        MigrationState state = events.state();
        return state.isFrozen(state.isDone(Phase.CUTOVER) ? Side.TARGET : Side.SOURCE);
    }

    private static List<Step> backwards(List<Step> steps) {
        List<Step> backwards = new ArrayList<>(steps);
        Collections.reverse(backwards);
        return backwards;
    }

    private PhaseStatus runWhole(Phase phase) {
        PhaseStatus status =
                phase == Phase.CHECK ? check(Checks.of(context.plan().method())) : PhaseStatus.DONE;
        return status == PhaseStatus.DONE ? runSteps(steps(phase)) : status;
    }

    /**
     * Does what a program that was killed after its work had succeeded left for later, if there is any: it lets writers on again that wait
     * although a roll back was told, and removes the slot that a cutover left to nobody.
     *
     * @return whether there may have been something
     */
    boolean settleAgain() {
        MigrationState state = events.state();
        boolean cutOver = state.isDone(Phase.CUTOVER);
        if (state.wayBack().isHandedBackOnly() && !cutOver) {
            settle(rollBackSteps());
            events.publish(new RollBackEnded(context.clock().instant(), PhaseStatus.DONE));
            return true;
        }
        boolean idle = state.wayBack().isArmed() && state.wayBack().rollingBack() == PhaseStatus.NOT_STARTED;
        if (cutOver && idle) {
            settle(steps(Phase.CUTOVER));
        }
        return cutOver && idle;
    }

    /** The work has succeeded whatever comes of this. The last step is settled first: writers wait for it, and a server may be away. */
    private void settle(List<Step> steps) {
        int tries = TRIES_WHILE_WRITERS_WAIT;
        for (Step step : backwards(steps)) {
            while (!settle(step) && writersWait() && tries-- > 0) {
                context.pause(BETWEEN_TRIES);
            }
        }
    }

    /** In both directions; a server that is away, or still has the old password, refuses it and is told another time. */
    void renewConnections() {
        for (MigrationContext direction : List.of(context, context.reversed())) {
            try {
                Subscription.renewConnection(direction);
            } catch (RuntimeException e) {
                LOG.warn("A subscription could not be told the new password", e);
            }
        }
    }

    private boolean settle(Step step) {
        try {
            context.enter(step.id());
            step.settle(context);
            return true;
        } catch (RuntimeException e) {
            LOG.warn("What step {} left for later could not be done", step.id(), e);
            return false;
        }
    }

    /** Takes the phase's steps back, the last first. A step that cannot be undone is told and the others go on. */
    PhaseStatus undo(Phase phase) {
        return undo(steps(phase));
    }

    /** Also tries what did not begin as far as the journal knows; only what there was to take back is told. */
    private PhaseStatus undo(List<Step> steps) {
        PhaseStatus status = PhaseStatus.NOT_STARTED;
        for (Step step : backwards(steps)) {
            try {
                context.enter(step.id());
                boolean worthTelling = hasBegun(step) || isFoundDone(step);
                step.undo(context);
                if (worthTelling) {
                    events.publish(new StepFinished(context.clock().instant(), step.id(), StepStatus.UNDONE));
                }
            } catch (RuntimeException e) {
                status = PhaseStatus.FAILED;
                tell(step, e);
            }
        }
        return status;
    }

    /** Asks one check again. A phase that only its blocker held up is done then, and one that was done may be blocked. */
    PhaseStatus askAgain(String checkId) {
        PhaseStatus before = events.state().status(Phase.CHECK);
        PhaseStatus asked = check(
                Checks.ALL.stream().filter(check -> check.id().equals(checkId)).toList());
        if (before != PhaseStatus.DONE && before != PhaseStatus.BLOCKED) {
            return asked;
        }
        boolean blocked = asked == PhaseStatus.DONE && events.state().isBlocked();
        PhaseStatus status = blocked ? PhaseStatus.BLOCKED : asked;
        events.publish(new PhaseEnded(context.clock().instant(), Phase.CHECK, status));
        return status;
    }

    private PhaseStatus check(List<Check> checks) {
        try {
            new CheckRunner(checks).run(context);
            return PhaseStatus.DONE;
        } catch (MigrationCancelledException e) {
            return PhaseStatus.CANCELLED;
        }
    }

    private List<Step> steps(Phase phase) {
        return Steps.of(context.plan().method(), phase);
    }

    private boolean hasBegun(Step step) {
        return begun.contains(step.id());
    }

    /** What cannot be found out counts as done: it is taken back as far as that goes. */
    private boolean isFoundDone(Step step) {
        try {
            return step.isDone(context);
        } catch (RuntimeException e) {
            LOG.info("Whether step {} is done could not be found out", step.id(), e);
            return true;
        }
    }

    private PhaseStatus runSteps(List<Step> steps) {
        for (Step step : steps) {
            PhaseStatus status = runStep(step);
            if (status != PhaseStatus.DONE) {
                return status;
            }
        }
        return PhaseStatus.DONE;
    }

    private PhaseStatus runStep(Step step) {
        context.enter(step.id());
        try {
            context.throwIfCancelled();
            if (step.isDone(context)) {
                begun.add(step.id());
                events.publish(new StepFinished(context.clock().instant(), step.id(), StepStatus.ALREADY_DONE));
                return PhaseStatus.DONE;
            }
            begun.add(step.id());
            events.publish(new StepStarted(context.clock().instant(), step.id()));
            step.run(context);
            events.publish(new StepFinished(context.clock().instant(), step.id(), StepStatus.DONE));
            return PhaseStatus.DONE;
        } catch (RuntimeException e) {
            tidy(step);
            if (context.expiry().isPresent()) {
                events.publish(new StepFailed(
                        context.clock().instant(), step.id(), context.expiry().get()));
                return PhaseStatus.FAILED;
            }
            if (context.isCancelled() || e instanceof MigrationCancelledException) {
                events.publish(new StepFinished(context.clock().instant(), step.id(), StepStatus.CANCELLED));
                return PhaseStatus.CANCELLED;
            }
            fail(step, e);
            return PhaseStatus.FAILED;
        }
    }

    /** What cannot be tidied now is found by the next run. */
    private void tidy(Step step) {
        try {
            step.tidy(context.afresh());
        } catch (RuntimeException e) {
            LOG.info("What step {} left could not be removed", step.id(), e);
        }
    }

    /** Like {@link #fail}, but the next step is undone even where the failure cannot be written down. */
    private void tell(Step step, RuntimeException e) {
        refused |= e instanceof ConnectionFailedException away
                && (away.problem() == ConnectionProblem.WRONG_PASSWORD
                        || away.problem() == ConnectionProblem.NO_PASSWORD);
        foundServerAway |=
                e instanceof DatabaseException failed && failed.state().isConnectionLoss();
        try {
            fail(step, e);
        } catch (RuntimeException unwritten) {
            LOG.error("What happened in step {} could not be written down", step.id(), unwritten);
        }
    }

    private void fail(Step step, RuntimeException e) {
        if (e instanceof StepFailedException || e instanceof DatabaseException) {
            LOG.info("Step {} failed: {}", step.id(), e.getMessage());
        } else {
            LOG.error("Step {} broke", step.id(), e);
        }
        Failure failure = failure(step, e);
        if (!events.state().step(step.id()).failure().equals(Optional.of(failure))) {
            // What is tried every second is told once.
            events.publish(new StepFailed(context.clock().instant(), step.id(), failure));
        }
    }

    private static Failure failure(Step step, RuntimeException e) {
        String goOn = Messages.text("run.migration-runner.mend-the-cause-then-run");
        Optional<ErrorMeaning> meaning = ErrorCatalogue.of(e);
        if (e instanceof StepFailedException told) {
            return told.failure().meaning(meaning);
        }
        if (e instanceof ConnectionFailedException) {
            return new Failure(e.getMessage(), goOn, meaning);
        }
        String said = Messages.text(
                e instanceof DatabaseException
                        ? "run.migration-runner.the-server-said"
                        : "run.migration-runner.this-was-not-foreseen");
        return new Failure(
                Messages.text(
                        "run.migration-runner.failed",
                        step.title(),
                        meaning.map(known -> known.cause() + " ").orElse(""),
                        said,
                        e.getMessage()),
                meaning.map(known -> Messages.text("run.migration-runner.then-run-this-again-what", known.fix()))
                        .orElse(goOn),
                meaning);
    }
}
