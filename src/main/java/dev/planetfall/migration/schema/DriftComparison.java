package dev.planetfall.migration.schema;

import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.SchemaDifference;
import dev.planetfall.migration.SchemaDrift;
import dev.planetfall.migration.schema.SchemaComparison.Difference;
import dev.planetfall.migration.schema.SchemaComparison.Missing;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds out how the schemas have come apart since the schema was copied; what was accepted then does not count. */
public final class DriftComparison {
    private DriftComparison() {}

    /**
     * Asks both servers.
     *
     * @throws dev.planetfall.postgres.DatabaseException when one could not be asked
     */
    public static SchemaDrift of(MigrationContext context) {
        // What is held back now may be built while the schemas are read, and be missing from what was read.
        AcceptedDifferences accepted = AcceptedDifferences.of(context.state().schema());
        ComparedParts parts = SchemaComparison.withParts(context, context::report);
        SchemaComparison comparison = parts.comparison();
        List<SchemaDrift.Surplus> surplus =
                new SurplusObjects(context.state().outcomes(), accepted).of(comparison, context);
        Set<String> surplusNames =
                surplus.stream().map(SchemaDrift.Surplus::what).collect(Collectors.toSet());
        List<Missing> missing = accepted.missing(comparison);
        List<Difference> differing = accepted.differing(comparison).stream()
                .filter(different -> !surplusNames.contains(different.what()))
                .toList();
        return new SchemaDrift(
                missing.stream().map(Missing::what).toList(),
                differing.stream()
                        .map(different ->
                                new SchemaDifference(different.what(), different.onSource(), different.onTarget()))
                        .toList(),
                surplus,
                List.of(),
                DriftMends.of(context, parts, missing, differing, surplus));
    }
}
