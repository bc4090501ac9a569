/**
 * The vocabulary of a migration: immutable records and enums, without SQL, threads or files.
 *
 * <p>Data flows one way: pages build a {@link dev.planetfall.migration.MigrationPlan}, steps carry it out and report
 * {@link dev.planetfall.migration.MigrationEvent}s, each event makes the next
 * {@link dev.planetfall.migration.MigrationState}, and pages show that state. The runner, the resume after a restart, the
 * window, the report and the tests all fold events with the same method, so they cannot disagree.
 */
package dev.planetfall.migration;
