package dev.planetfall.migration.schema;

import dev.planetfall.migration.MigrationPlan;
import dev.planetfall.migration.ReaderUsed;
import dev.planetfall.migration.SchemaSource;

/**
 * The reader that a migration uses.
 *
 * @param used which it is and why, for people
 */
public record ChosenReader(SchemaReader reader, ReaderUsed used) {
    public static ChosenReader of(MigrationPlan plan) {
        return switch (plan.schemaSource()) {
            case CATALOG ->
                new ChosenReader(
                        new CatalogSchemaReader(),
                        new ReaderUsed(SchemaSource.CATALOG, "It was chosen for this migration."));
            case PG_DUMP ->
                new ChosenReader(
                        new PgDumpSchemaReader(),
                        new ReaderUsed(SchemaSource.PG_DUMP, "It was chosen for this migration."));
            case AUTOMATIC ->
                new ChosenReader(
                        new PgDumpSchemaReader(),
                        new ReaderUsed(
                                SchemaSource.PG_DUMP,
                                "Planetfall's own reader does not know every kind of object yet."));
        };
    }
}
