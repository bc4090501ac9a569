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
import java.util.Map;
import java.util.Optional;

/** Tries all of the cutover but the stop of writers, and works out how long they would have been stopped. */
final class Rehearsing {
    private static final String FREEZE = "freeze-writes";
    private static final String PREPARATION = "prepare-way-back";
    private static final String COMPARISON = "compare-frozen-rows";

    /**
     * What cannot be tried while writers write. Ending the sessions of four took 80 ms; handing over and turning replication round as
     * long together.
     */
    private static final Map<String, Duration> UNTRIED = Map.of(
            FREEZE, Duration.ofMillis(80), "arm-way-back", Duration.ofMillis(40), "hand-over", Duration.ofMillis(40));

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
            boolean isDue = !step.isDone(context);
            if (isDue) {
                step.rehearse(context);
            }
            if (stopped && (isDue || !UNTRIED.containsKey(step.id()))) {
                parts.add(part(step, Duration.ofNanos(System.nanoTime() - begun)));
            }
        }
    }

    private Part part(Step step, Duration took) {
        if (UNTRIED.containsKey(step.id())) {
            return new Part(step.title(), took.plus(UNTRIED.get(step.id())), false);
        }
        LastComparison comparison = context.plan().lastComparison();
        Optional<Duration> predicted = comparison.cost(context.state());
        return step.id().equals(COMPARISON) && comparison == LastComparison.ROWS && predicted.isPresent()
                ? new Part(step.title(), predicted.get(), false)
                : new Part(step.title(), took, true);
    }
}
