/**
 * What a person should know of a migration while it runs: what an error means, why nothing arrives, whether the source is in danger,
 * and what to do next. Asks servers, changes none.
 */
package dev.planetfall.migration.watch;
