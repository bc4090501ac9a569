package dev.planetfall.migration.schema;

import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.SchemaDrift;
import dev.planetfall.migration.SchemaOutcome;
import dev.planetfall.migration.SchemaOutcome.Result;
import dev.planetfall.migration.schema.SchemaComparison.Difference;
import dev.planetfall.migration.schema.SchemaComparison.Missing;
import java.util.List;

/** Finds out how the schemas have come apart since the schema was copied; what was left out then on purpose does not count. */
public final class DriftComparison {
    private DriftComparison() {}

    /**
     * Asks both servers.
     *
     * @throws dev.planetfall.postgres.DatabaseException when one could not be asked
     */
    public static SchemaDrift of(MigrationContext context) {
        SchemaComparison comparison = SchemaComparison.of(context);
        List<SchemaOutcome> outcomes = context.state().schema();
        return new SchemaDrift(
                comparison.missing().stream()
                        .filter(object -> !wasLeftOut(object, outcomes))
                        .map(Missing::what)
                        .toList(),
                comparison.differing().stream()
                        .filter(Difference::certain)
                        .map(different -> new SchemaDrift.Difference(
                                different.what(), different.onSource(), different.onTarget()))
                        .toList());
    }

    /** Whether it is missing because it was deliberately not carried over. */
    public static boolean wasLeftOut(Missing object, List<SchemaOutcome> outcomes) {
        return outcomes.stream()
                .filter(outcome -> outcome.result() == Result.LEFT_OUT)
                .map(outcome -> outcome.name().replaceFirst("\\(.*", ""))
                .anyMatch(object.entries()::contains);
    }
}
