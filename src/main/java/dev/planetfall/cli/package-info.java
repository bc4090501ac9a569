/**
 * The command line: {@code run} carries a migration out with the engine the window uses, {@code demo} rehearses one. Knows no
 * JavaFX; the window is opened through {@link dev.planetfall.cli.Window}.
 */
package dev.planetfall.cli;
