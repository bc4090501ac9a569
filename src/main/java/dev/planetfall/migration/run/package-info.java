/**
 * Carries a plan out: {@link dev.planetfall.migration.run.OpenMigration} is what the window and the command line talk to.
 * It runs checks and steps on a worker of its own and tells every event through the
 * {@link dev.planetfall.migration.run.EventStream}.
 */
package dev.planetfall.migration.run;
