package dev.planetfall.ui;

import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.ReportWriter;
import java.nio.file.Path;

/** Names files without writing them. */
public final class NoReports implements ReportWriter {
    @Override
    public Path writeReport(MigrationState state) {
        return Path.of("report.html").toAbsolutePath();
    }

    @Override
    public Path writeRunbook(MigrationState state) {
        return Path.of("runbook.html").toAbsolutePath();
    }

    @Override
    public Path writeAssessment(MigrationState state) {
        return Path.of("assessment.html").toAbsolutePath();
    }
}
