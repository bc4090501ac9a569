package dev.planetfall.report;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import dev.planetfall.migration.MigrationPlan;
import dev.planetfall.migration.MigrationState;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;

/**
 * The report of a migration as one file that needs nothing else: it can be mailed, printed and archived. It says what
 * happened and what was not done or not verified, and shows no password. Thread-safe.
 */
public final class HtmlReport {
    private static final String TEMPLATE = "report.mustache";

    private final Clock clock;
    private final String programVersion;

    public HtmlReport(Clock clock, String programVersion) {
        this.clock = clock;
        this.programVersion = programVersion;
    }

    /** The report as HTML. Every value is escaped: names and messages come from servers that may be hostile. */
    public String render(MigrationState state) {
        return template().execute(ReportPage.of(state, clock.instant(), programVersion));
    }

    /**
     * Writes {@code planetfall-ID.html} into the folder, which is made, over an earlier report of the same migration.
     *
     * @throws UncheckedIOException when the file cannot be written
     */
    public Path write(MigrationState state, Path folder) {
        String id = state.plan().map(MigrationPlan::id).orElse("report");
        Path file = folder.resolve("planetfall-" + id + ".html");
        try {
            Files.createDirectories(folder);
            return Files.writeString(file, render(state), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("The report " + file + " could not be written: " + e.getMessage(), e);
        }
    }

    private static Template template() {
        InputStream resource =
                Objects.requireNonNull(HtmlReport.class.getResourceAsStream(TEMPLATE), "the report's template");
        try (Reader reader = new InputStreamReader(resource, StandardCharsets.UTF_8)) {
            return Mustache.compiler()
                    .escapeHTML(true)
                    .emptyStringIsFalse(true)
                    .strictSections(true)
                    .compile(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
