package dev.planetfall.testing;

import dev.planetfall.migration.Phase;
import dev.planetfall.migration.step.Step;
import dev.planetfall.migration.step.Steps;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The steps of one phase by the method of the context's plan, one after another on this thread. */
public record PhaseRun(RecordingContext context, Phase phase) {
    public static PhaseRun replicate(RecordingContext context) {
        return new PhaseRun(context, Phase.REPLICATE);
    }

    /** Those that are not done, as the servers say. */
    public void run() {
        steps().stream().filter(step -> !step.isDone(context)).forEach(step -> step.run(context));
    }

    /** All before this one, done or not. */
    public void runUntil(String stepId) {
        steps().stream().takeWhile(step -> !step.id().equals(stepId)).forEach(step -> step.run(context));
    }

    /** From the last to the first. */
    public void takeBack() {
        List<Step> backwards = new ArrayList<>(steps());
        Collections.reverse(backwards);
        backwards.forEach(step -> step.undo(context));
    }

    private List<Step> steps() {
        return Steps.of(context.plan().method(), phase);
    }
}
