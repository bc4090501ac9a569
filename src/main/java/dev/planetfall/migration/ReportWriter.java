package dev.planetfall.migration;

import java.nio.file.Path;

/**
 * Writes what people hand on.
 *
 * <p>All throw {@link java.io.UncheckedIOException} with a sentence for the person when a file cannot be written.
 */
public interface ReportWriter {
    /** The report of what was done. Returns the file. */
    Path writeReport(MigrationState state);

    /** The statements to do the same by hand. Returns the file. */
    Path writeRunbook(MigrationState state);

    /** What the checks found before anything was changed. Returns the page to open. */
    Path writeAssessment(MigrationState state);
}
