package dev.planetfall.migration.step;

import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.Progress;
import dev.planetfall.migration.SchemaOutcome;
import dev.planetfall.migration.SchemaOutcome.Result;
import dev.planetfall.migration.StepFailedException;
import dev.planetfall.migration.schema.DriftComparison;
import dev.planetfall.migration.schema.PgDumpSchemaReader;
import dev.planetfall.migration.schema.SchemaApplier;
import dev.planetfall.migration.schema.SchemaComparison;
import dev.planetfall.migration.schema.SchemaComparison.Difference;
import dev.planetfall.migration.schema.SchemaComparison.Missing;
import dev.planetfall.migration.schema.SchemaObject;
import dev.planetfall.migration.schema.SchemaReader;
import dev.planetfall.migration.schema.SchemaRemoval;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes the source's schema on the target. Judged by comparing the two servers, not by whether statements failed. */
final class CopySchemaStep implements Step {
    private static final int NAMED = 3;

    private final SchemaReader reader = new PgDumpSchemaReader();

    @Override
    public String id() {
        return "copy-schema";
    }

    @Override
    public Phase phase() {
        return Phase.SCHEMA;
    }

    @Override
    public String title() {
        return "Make the source's schema on PlanetScale";
    }

    @Override
    public boolean isDone(MigrationContext context) {
        return SchemaComparison.of(context).isComplete();
    }

    @Override
    public void run(MigrationContext context) {
        context.report(new Progress("Reading the schema of the source", 0, 0, "objects"));
        List<SchemaObject> objects = reader.read(context).objects();
        List<SchemaOutcome> outcomes = SchemaApplier.apply(context, objects);
        context.report(new Progress("Comparing the two schemas", objects.size(), objects.size(), "objects"));
        judge(SchemaComparison.of(context), outcomes);
    }

    @Override
    public void undo(MigrationContext context) {
        SchemaRemoval.remove(context);
    }

    private static void judge(SchemaComparison comparison, List<SchemaOutcome> outcomes) {
        List<Missing> missing = comparison.missing().stream()
                .filter(object -> !DriftComparison.wasLeftOut(object, outcomes))
                .toList();
        List<SchemaOutcome> failed = outcomes.stream()
                .filter(outcome -> outcome.result() == Result.FAILED)
                .toList();
        if (!missing.isEmpty() && !failed.isEmpty()) {
            throw new StepFailedException(
                    failed.size() + " of " + outcomes.size() + " objects could not be created on PlanetScale: "
                            + some(failed.stream().map(CopySchemaStep::sentence)),
                    "Mend the cause of each, or leave the object out, then run this again:"
                            + " what is already there is kept.");
        }
        requireNothingMissing(missing);
        requireSameDefinitions(comparison);
    }

    private static void requireNothingMissing(List<Missing> missing) {
        if (!missing.isEmpty()) {
            throw new StepFailedException(
                    "PlanetScale lacks " + some(missing.stream().map(Missing::what)) + ".",
                    "Somebody may have changed the schema of the source meanwhile: run this again.");
        }
    }

    private static void requireSameDefinitions(SchemaComparison comparison) {
        List<Difference> differing =
                comparison.differing().stream().filter(Difference::certain).toList();
        if (!differing.isEmpty()) {
            throw new StepFailedException(
                    "PlanetScale already had objects that differ from the source: "
                            + some(differing.stream()
                                    .map(different -> different.what() + " (source: " + different.onSource()
                                            + "; PlanetScale: " + different.onTarget() + ")")),
                    "Drop or change them on PlanetScale, then run this again.");
        }
    }

    private static String sentence(SchemaOutcome outcome) {
        return outcome.kind() + " " + outcome.name() + " ("
                + outcome.message().lines().findFirst().orElse("no reason given") + ")";
    }

    private static String some(Stream<String> sentences) {
        List<String> all = sentences.toList();
        String named = all.stream().limit(NAMED).collect(Collectors.joining(", "));
        return all.size() <= NAMED ? named : named + " and " + (all.size() - NAMED) + " more";
    }
}
