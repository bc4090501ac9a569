package dev.planetfall.migration.run;

import dev.planetfall.migration.CutoverEvent.CutoverRehearsed;
import dev.planetfall.migration.CutoverRehearsal;
import dev.planetfall.migration.CutoverRehearsal.Part;
import dev.planetfall.migration.LastComparison;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.step.Step;
import dev.planetfall.migration.step.Steps;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tries all of the cutover but the stop of writers, and works out how long they would have been stopped. */
final class Rehearsing {
    private static final String FREEZE = "freeze-writes";
    private static final String PREPARATION = "prepare-way-back";
    private static final String COMPARISON = "compare-frozen-rows";

    /** Ending the sessions of four writers took 80 ms where it was tried; handing over and turning replication round as long again. */
    private static final Duration STOPPING = Duration.ofMillis(160);

    private final RunContext context;
    private final List<Part> parts = new ArrayList<>();

    Rehearsing(RunContext context) {
        this.context = context;
    }

    /** @throws RuntimeException of the step that would have failed; nothing is left of it */
    CutoverRehearsal rehearse() {
        List<Step> steps = Steps.of(context.plan().method(), Phase.CUTOVER);
        try {
            rehearse(steps);
        } finally {
            steps.stream().filter(step -> step.id().equals(PREPARATION)).forEach(step -> step.undo(context.afresh()));
        }
        CutoverRehearsal rehearsal = new CutoverRehearsal(context.clock().instant(), parts);
        context.report(new CutoverRehearsed(rehearsal.at(), rehearsal));
        return rehearsal;
    }

    private void rehearse(List<Step> steps) {
        boolean stopped = false;
        for (Step step : steps) {
            context.throwIfCancelled();
            stopped = stopped || step.id().equals(FREEZE);
            long begun = System.nanoTime();
            if (!step.isDone(context)) {
                step.rehearse(context);
            }
            if (stopped) {
                parts.add(part(step, Duration.ofNanos(System.nanoTime() - begun)));
            }
        }
    }

    private Part part(Step step, Duration took) {
        if (step.id().equals(FREEZE)) {
            return new Part(step.title(), took.plus(STOPPING), false);
        }
        LastComparison comparison = context.plan().lastComparison();
        Optional<Duration> predicted = comparison.cost(context.state());
        return step.id().equals(COMPARISON) && comparison == LastComparison.ROWS && predicted.isPresent()
                ? new Part(step.title(), predicted.get(), false)
                : new Part(step.title(), took, true);
    }
}
