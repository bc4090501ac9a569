/**
 * Read-only questions to the two servers, one file each, listed in {@link dev.planetfall.migration.check.Checks}.
 *
 * <p>A new check is a new file and one line in that list; the window, the report and the command line show it by
 * themselves.
 */
package dev.planetfall.migration.check;
