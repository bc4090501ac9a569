/**
 * The window: the only place for JavaFX besides the application class. It sends commands to an
 * {@link dev.planetfall.migration.run.OpenMigration} and shows the state it hears of through
 * {@link dev.planetfall.ui.LiveMigration}; it never sets that state itself.
 */
package dev.planetfall.ui;
