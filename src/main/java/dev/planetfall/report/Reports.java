package dev.planetfall.report;

import dev.planetfall.file.OwnedFile;
import dev.planetfall.language.Messages;
import dev.planetfall.migration.MigrationPlan;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.ReportWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/**
 * Reports as files of one folder, which is made. Each needs nothing else: it can be mailed, printed and archived, and shows
 * no password. An earlier one of the same migration is written over. Thread-safe.
 */
public final class Reports implements ReportWriter {
    private final Path folder;
    private final Clock clock;
    private final String programVersion;
    private final Map<String, String> stepTitles;

    /** @param stepTitles what a step does, for people, by its id */
    public Reports(Path folder, Clock clock, String programVersion, Map<String, String> stepTitles) {
        this.folder = folder;
        this.clock = clock;
        this.programVersion = programVersion;
        this.stepTitles = Map.copyOf(stepTitles);
    }

    /** {@inheritDoc} It is called {@code planetfall-ID.html}. */
    @Override
    public Path writeReport(MigrationState state) {
        return write("planetfall-" + id(state) + ".html", reportOf(state));
    }

    /** {@inheritDoc} It is called {@code planetfall-runbook-ID.html}. */
    @Override
    public Path writeRunbook(MigrationState state) {
        return write("planetfall-runbook-" + id(state) + ".html", runbookOf(state));
    }

    /** {@inheritDoc} It is called {@code planetfall-assessment-ID.html}; beside it is the same for programs as JSON. */
    @Override
    public Path writeAssessment(MigrationState state) {
        String name = "planetfall-assessment-" + id(state);
        write(name + ".json", AssessmentJson.render(state, clock.instant(), programVersion));
        return write(name + ".html", Templates.render("assessment", AssessmentPage.of(state, imprint())));
    }

    /** The report as HTML. */
    String reportOf(MigrationState state) {
        return Templates.render("report", ReportPage.of(state, imprint()));
    }

    /** The runbook as HTML. */
    String runbookOf(MigrationState state) {
        return Templates.render("runbook", Runbook.of(state, imprint()));
    }

    private Imprint imprint() {
        return new Imprint(clock.instant(), programVersion, System.getProperty("user.name", ""), stepTitles);
    }

    private Path write(String name, String text) {
        Path file = folder.resolve(name);
        try {
            OwnedFile.createFolder(folder);
            return OwnedFile.write(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    Messages.text("report.reports.the-report-could-not-be", file, e.getMessage()), e);
        }
    }

    /** A journal is a file, in which somebody may have written an id that leads elsewhere. */
    private static String id(MigrationState state) {
        return state.plan().map(MigrationPlan::id).orElse("report").replaceAll("[^A-Za-z0-9_]", "_");
    }
}
