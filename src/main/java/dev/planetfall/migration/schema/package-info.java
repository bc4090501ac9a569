/**
 * The schema's way to the target: read on the source, cut into objects, applied one by one, compared afterwards.
 *
 * <p>Start with {@link dev.planetfall.migration.schema.SchemaReader}, then
 * {@link dev.planetfall.migration.schema.SchemaApplier} and {@link dev.planetfall.migration.schema.SchemaComparison}.
 */
package dev.planetfall.migration.schema;
