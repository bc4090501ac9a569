/**
 * Files on this computer: one folder a migration with its journal, and the settings of the window. Never a password.
 *
 * <p>Every file names the program version that wrote it, is written so that a crash cannot hurt it, and when it cannot be
 * read is renamed aside and kept.
 */
package dev.planetfall.store;
