package dev.planetfall.migration.schema;

import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.MigrationEvent.SchemaObjectApplied;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Progress;
import dev.planetfall.migration.SchemaChoice;
import dev.planetfall.migration.SchemaKey;
import dev.planetfall.migration.SchemaOutcome;
import dev.planetfall.migration.SchemaOutcome.Result;
import dev.planetfall.migration.schema.SchemaReading.NotCarried;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes the objects on the target and reports each. A failure is kept, what needs the object waits, and everything else is
 * tried; applying everything a second time changes nothing. What a person decided about an object counts.
 */
public final class SchemaApplier {
    private final MigrationContext context;
    private final MigrationState before;
    private final Map<SchemaKey, SchemaOutcome> outcomes = new LinkedHashMap<>();

    private SchemaApplier(MigrationContext context) {
        this.context = context;
        before = context.state();
    }

    /** Applies objects of which all are carried over. */
    public static List<SchemaOutcome> apply(MigrationContext context, List<SchemaObject> objects) {
        return apply(context, List.of(), DeferredObjects.none(objects));
    }

    /** Applies all that was read, and holds nothing back. */
    public static List<SchemaOutcome> apply(MigrationContext context, SchemaReading reading) {
        return apply(context, reading.notCarried(), DeferredObjects.none(reading.objects()));
    }

    /**
     * Applies the objects that are not held back in their order. Reports every outcome as an event, too; first what is not
     * carried over, at last what is held back.
     *
     * @throws dev.planetfall.postgres.DatabaseException when the connection was lost
     * @throws dev.planetfall.migration.MigrationCancelledException between two objects
     */
    public static List<SchemaOutcome> apply(
            MigrationContext context, List<NotCarried> notCarried, DeferredObjects objects) {
        SchemaApplier applier = new SchemaApplier(context);
        return applier.applyAll(notCarried, objects);
    }

    /**
     * Tries one object as the person chose, and then whatever waits for it. Of what was not tried yet nothing is tried. DDL
     * that a person wrote is run although it was run before, unless the object was only skipped meanwhile.
     *
     * @throws dev.planetfall.postgres.DatabaseException when the connection was lost
     * @throws dev.planetfall.migration.MigrationCancelledException between two objects
     */
    public static void applyAgain(MigrationContext context, SchemaKey key) {
        SchemaApplier applier = new SchemaApplier(context);
        applier.before.outcomes().find(key).ifPresent(applier::applyAgain);
    }

    private List<SchemaOutcome> applyAll(List<NotCarried> notCarried, DeferredObjects objects) {
        notCarried.forEach(this::leaveOut);
        Set<SchemaKey> doubtful = TargetSession.lend(context, target -> {
            outcomes.values().forEach(target::remember);
            target.putOffFlushing();
            int done = 0;
            int all = objects.before().size();
            for (SchemaObject object : objects.before()) {
                SchemaOutcome made = make(target, object, new Progress(named(object), done++, all, "objects"));
                tell(explained(made, objects.reasons().getOrDefault(object.key(), "")));
            }
            target.flush();
            objects.heldBack()
                    .forEach(object -> tell(explained(
                            target.holdBack(object, choice(object)),
                            objects.reasons().getOrDefault(object.key(), ""))));
            return target.doubtful();
        });
        Sameness.differing(context, doubtful, outcomes.values()).forEach(this::tell);
        return List.copyOf(outcomes.values());
    }

    private void applyAgain(SchemaOutcome wanted) {
        Set<SchemaKey> doubtful = TargetSession.lend(context, target -> applyAgain(target, wanted));
        Sameness.differing(context, doubtful, context.state().schema()).forEach(this::tell);
    }

    private Set<SchemaKey> applyAgain(TargetSession target, SchemaOutcome wanted) {
        if (wanted.result() != Result.SKIPPED) {
            target.insistOn(wanted.key());
        }
        before.schema().forEach(target::remember);
        Set<SchemaKey> tried = new HashSet<>();
        List<SchemaOutcome> due = new ArrayList<>(List.of(wanted));
        before.schema().stream()
                .filter(outcome -> !outcome.waitsFor().isEmpty())
                .forEach(due::add);
        for (SchemaOutcome outcome : due) {
            boolean isDue =
                    outcome.equals(wanted) || outcome.waitsFor().stream().anyMatch(tried::contains);
            if (isDue && tried.add(outcome.key())) {
                applyAgain(target, SchemaObject.of(outcome), outcome.result());
            }
        }
        return target.doubtful();
    }

    /** What is held back is so in another form or is skipped, but is not made before its time. */
    private void applyAgain(TargetSession target, SchemaObject object, Result before) {
        if (before == Result.HELD_BACK) {
            tell(target.holdBack(object, choice(object)));
        } else {
            tell(make(target, object, new Progress(named(object), 0, 0, "objects")));
        }
    }

    private SchemaOutcome make(TargetSession target, SchemaObject object, Progress progress) {
        context.throwIfCancelled();
        context.report(progress);
        return target.make(object, choice(object));
    }

    private static SchemaOutcome explained(SchemaOutcome outcome, String reason) {
        boolean applies = outcome.result() == Result.CREATED || outcome.result() == Result.HELD_BACK;
        return applies && !reason.isEmpty()
                ? outcome.with(outcome.result(), (outcome.message() + " " + reason).strip(), outcome.differences())
                : outcome;
    }

    private SchemaChoice choice(SchemaObject object) {
        return before.choice(TargetSession.key(object.key()));
    }

    private void leaveOut(NotCarried object) {
        SchemaKey key = TargetSession.key(object.key());
        tell(new SchemaOutcome(key.kind(), key.name(), Result.LEFT_OUT, "", object.reason()));
    }

    private void tell(SchemaOutcome outcome) {
        outcomes.put(outcome.key(), outcome);
        context.report(new SchemaObjectApplied(context.clock().instant(), outcome));
    }

    private static String named(SchemaObject object) {
        return object.kind() + " " + object.identity();
    }
}
