package dev.planetfall.migration.schema;

import dev.planetfall.migration.MigrationContext;

/** Finds out which statements make the source's schema anew. */
public interface SchemaReader {
    /**
     * The objects of the plan's scope. Changes nothing.
     *
     * @throws dev.planetfall.migration.StepFailedException when the schema could not be read
     * @throws dev.planetfall.migration.MigrationCancelledException when the person stopped it
     */
    SchemaReading read(MigrationContext context);
}
