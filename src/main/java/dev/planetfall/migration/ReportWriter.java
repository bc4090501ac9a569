package dev.planetfall.migration;

import java.nio.file.Path;

/**
 * Writes what people hand on.
 *
 * <p>Both throw {@link java.io.UncheckedIOException} with a sentence for the person when a file cannot be written.
 */
public interface ReportWriter {
    /** The report of what was done. Returns the file. */
    Path writeReport(MigrationState state);

    /** What the checks found before anything was changed. Returns the page to open. */
    Path writeAssessment(MigrationState state);
}
