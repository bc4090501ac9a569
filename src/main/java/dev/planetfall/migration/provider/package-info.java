/**
 * What each host of PostgreSQL is like: how its addresses look, which of them lead to a connection pooler, and how logical
 * replication is turned on there. One small file each, listed in {@link dev.planetfall.migration.provider.Providers}.
 */
package dev.planetfall.migration.provider;
