package dev.planetfall.migration.step;

import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.MigrationEvent.SequencesSet;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.SequenceValue;
import dev.planetfall.migration.StepFailedException;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.Sequence;
import dev.planetfall.postgres.Session;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * Sets the target's sequences to the source's exact values, read while nobody can draw from them, and then makes sure that
 * no value in an owned column would be handed out again.
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
        return "Set PlanetScale's sequences exactly";
    }

    /** Only a value read after this freeze counts. */
    @Override
    public boolean isDone(MigrationContext context) {
        return false;
    }

    @Override
    public void run(MigrationContext context) {
        List<SequenceValue> values = SequenceTargets.read(context, true);
        refuse(values.stream()
                .filter(value -> value.targetLast().isEmpty()
                        && !value.note().isEmpty()
                        && value.planned().isPresent())
                .filter(value -> value.note().startsWith("Missing"))
                .map(value -> value.sequence() + " is missing on PlanetScale")
                .toList());
        SequenceTargets.apply(context, values);
        context.report(new SequencesSet(context.clock().instant(), SequenceTargets.read(context, true)));
        refuse(context.target().withSession(session -> behindTheirColumns(context, session)));
    }

    @Override
    public void undo(MigrationContext context) {
        // The values were right for the moment of the freeze; the next cutover sets them anew.
    }

    private static void refuse(List<String> problems) {
        if (!problems.isEmpty()) {
            throw new StepFailedException(
                    "Sequences on PlanetScale are not right: " + String.join("; ", problems) + ".",
                    "Copy the schema again or set these sequences by hand, then cut over again.");
        }
    }

    private static List<String> behindTheirColumns(MigrationContext context, Session session) {
        return new Catalog(session)
                .sequences().stream()
                        .filter(sequence -> context.plan().scope().includes(sequence.name()))
                        .filter(sequence ->
                                !sequence.cycle() && sequence.owner().isPresent())
                        .filter(sequence -> isBehind(session, sequence))
                        .map(sequence -> sequence.name() + " would hand out values that its column has already")
                        .collect(Collectors.toList());
    }

    /** A column may hold values that never came from the sequence; on the source they collide as well. */
    private static boolean isBehind(Session session, Sequence sequence) {
        Sequence.OwnerColumn owner = sequence.owner().orElseThrow();
        String extreme = sequence.increment() > 0 ? "max" : "min";
        OptionalLong reached = session.queryOne(
                "SELECT " + extreme + "(" + owner.column().quoted() + ")::bigint AS reached FROM "
                        + owner.table().quoted(),
                row -> row.optionalNumber("reached"));
        if (reached.isEmpty() || sequence.lastValue().isEmpty()) {
            return false;
        }
        long last = sequence.lastValue().getAsLong();
        return sequence.increment() > 0 ? reached.getAsLong() > last : reached.getAsLong() < last;
    }
}
