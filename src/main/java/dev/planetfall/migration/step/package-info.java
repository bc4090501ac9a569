/**
 * Changes to the servers, one file each, listed in {@link dev.planetfall.migration.step.Steps}.
 *
 * <p>A new step is a new file and one line in that list.
 */
package dev.planetfall.migration.step;
