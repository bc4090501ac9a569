/**
 * The initial copy and the stream of changes: the publication on the source, the subscription on the target, the marker
 * table that measures lag and proves the drain, and how far everything is.
 */
package dev.planetfall.migration.copy;
