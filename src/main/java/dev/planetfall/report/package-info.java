/** What is handed over after a migration: one HTML file made from a {@link dev.planetfall.migration.MigrationState}. */
package dev.planetfall.report;
