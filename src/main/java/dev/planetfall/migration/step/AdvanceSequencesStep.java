package dev.planetfall.migration.step;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.MigrationEvent.SequencesSet;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.SequenceValue;
import java.util.List;

/**
 * Puts the target's sequences a safe distance ahead while writes go on. The exact values follow in the cutover; this is the
 * net below it, should somebody point an application at the target without one.
 */
final class AdvanceSequencesStep implements Step {
    @Override
    public String id() {
        return "advance-sequences";
    }

    @Override
    public Phase phase() {
        return Phase.SEQUENCES;
    }

    @Override
    public String title() {
        return Messages.text("step.advance-sequences.advance-planetscales-sequences");
    }

    /** The source's sequences move on: the distance is made anew each time. */
    @Override
    public boolean isDone(MigrationContext context) {
        return false;
    }

    @Override
    public void run(MigrationContext context) {
        List<SequenceValue> values = SequenceTargets.apply(context, false);
        context.report(new SequencesSet(context.clock().instant(), values));
    }

    @Override
    public void undo(MigrationContext context) {
        // A sequence that is ahead leaves a gap and breaks nothing.
    }
}
