package dev.planetfall.migration.schema;

import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.MigrationEvent.SchemaObjectApplied;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Progress;
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
        return apply(context, new SchemaReading(objects, List.of()));
    }

    /**
     * Applies the objects in their order and reports every outcome as an event, too; first what is not carried over.
     *
     * @throws dev.planetfall.postgres.DatabaseException when the connection was lost
     * @throws dev.planetfall.migration.MigrationCancelledException between two objects
     */
    public static List<SchemaOutcome> apply(MigrationContext context, SchemaReading reading) {
        SchemaApplier applier = new SchemaApplier(context);
        return applier.applyAll(reading);
    }

    /**
     * Tries one object as the person chose, and then whatever waits for it. Of what was not tried yet nothing is tried.
     *
     * @throws dev.planetfall.postgres.DatabaseException when the connection was lost
     * @throws dev.planetfall.migration.MigrationCancelledException between two objects
     */
    public static void applyAgain(MigrationContext context, SchemaKey key) {
        SchemaApplier applier = new SchemaApplier(context);
        applier.before
                .outcomes()
                .find(key)
                .ifPresent(outcome -> TargetSession.lend(context, target -> applier.applyAgain(target, outcome)));
    }

    private List<SchemaOutcome> applyAll(SchemaReading reading) {
        reading.notCarried().forEach(this::leaveOut);
        Set<SchemaKey> existed = TargetSession.lend(context, target -> {
            outcomes.values().forEach(target::remember);
            int done = 0;
            for (SchemaObject object : reading.objects()) {
                apply(
                        target,
                        object,
                        new Progress(named(object), done++, reading.objects().size(), "objects"));
            }
            return target.existed();
        });
        context.report(new Progress("Comparing what was there before", 0, 0, "objects"));
        Sameness.differing(context, existed, outcomes.values()).forEach(this::tell);
        context.report(new Progress(
                "Schema", reading.objects().size(), reading.objects().size(), "objects"));
        return List.copyOf(outcomes.values());
    }

    private boolean applyAgain(TargetSession target, SchemaOutcome wanted) {
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
                SchemaObject object = SchemaObject.of(outcome);
                apply(target, object, new Progress(named(object), tried.size() - 1, 0, "objects"));
            }
        }
        return true;
    }

    private void apply(TargetSession target, SchemaObject object, Progress progress) {
        context.throwIfCancelled();
        context.report(progress);
        tell(target.make(object, before.choice(TargetSession.key(object.key()))));
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
