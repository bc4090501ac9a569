/**
 * One PostgreSQL server: where it is, how to talk to it and what its catalogs say. Knows nothing of migrating.
 *
 * <p>Start at {@link dev.planetfall.postgres.Database}: it lends a {@link dev.planetfall.postgres.Session} to a lambda,
 * and {@link dev.planetfall.postgres.Catalog} asks that session for facts. {@code java.sql} stays inside this package.
 */
package dev.planetfall.postgres;
