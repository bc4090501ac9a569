/**
 * What a server's catalogs say of its schema: every object with the statements that make it, in an order in which they can
 * be run. Knows one server, and nothing of how the statements are applied.
 *
 * <p>Start with {@link dev.planetfall.migration.schema.catalog.CatalogReading}. One kind of object is one
 * {@link dev.planetfall.migration.schema.catalog.CatalogPart}, listed in
 * {@link dev.planetfall.migration.schema.catalog.CatalogParts}.
 */
package dev.planetfall.migration.schema.catalog;
