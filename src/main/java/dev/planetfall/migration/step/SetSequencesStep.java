package dev.planetfall.migration.step;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.MigrationEvent.SequencesSet;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.SequenceValue;
import dev.planetfall.migration.Side;
import dev.planetfall.migration.StepFailedException;
import java.util.List;

/**
 * Sets the target's sequences to the source's exact values, read while nobody can draw from them. One whose column already
 * holds later values is moved on to these, so that none would be handed out again.
 */
final class SetSequencesStep implements Step {
    @Override
    public String id() {
        return "set-sequences";
    }

    @Override
    public Phase phase() {
        return Phase.CUTOVER;
    }

    @Override
    public String title() {
        return Messages.text("step.set-sequences.set-planetscales-sequences-exactly");
    }

    /** Only a value read after this freeze counts. */
    @Override
    public boolean isDone(MigrationContext context) {
        return false;
    }

    @Override
    public void run(MigrationContext context) {
        List<SequenceValue> values = SequenceTargets.apply(context, true);
        if (context.actual(Side.TARGET) == Side.TARGET) {
            context.report(new SequencesSet(context.clock().instant(), values));
        }
        List<String> missing = values.stream()
                .filter(value ->
                        value.sourceLast().isPresent() && value.planned().isEmpty())
                .map(value -> value.sequence().toString())
                .toList();
        if (!missing.isEmpty()) {
            throw new StepFailedException(
                    Messages.text(
                            "step.set-sequences.sequences-are-missing-on",
                            context.actual(Side.TARGET).on(),
                            String.join(", ", missing)),
                    Messages.text("step.set-sequences.make-them-there-then-try"));
        }
    }

    @Override
    public void rehearse(MigrationContext context) {
        SequenceTargets.apply(context, false);
    }

    @Override
    public void undo(MigrationContext context) {
        // The values were right for the moment of the freeze; the next cutover sets them anew.
    }
}
