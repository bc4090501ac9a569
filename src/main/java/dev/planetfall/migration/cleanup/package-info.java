/** What migrations left on the servers: found by asking both, removed in a safe order, and proven to be gone. */
package dev.planetfall.migration.cleanup;
