/**
 * What each host of PostgreSQL is like: how its addresses look, what its servers show after login,
 * which addresses lead to a connection pooler, what it allows, and how logical
 * replication is turned on there. One small file each, listed in {@link dev.planetfall.migration.provider.Providers}.
 */
package dev.planetfall.migration.provider;
