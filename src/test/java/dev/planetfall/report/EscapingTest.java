package dev.planetfall.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.MigrationEvent;
import dev.planetfall.migration.MigrationEvent.StatementSent;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Side;
import dev.planetfall.migration.step.Steps;
import dev.planetfall.testing.ExampleRecords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Names, messages and statements come from servers and people, and may be meant to do harm. */
class EscapingTest {
    private static final Pattern TAG = Pattern.compile("<[^>]*>");

    @TempDir
    private Path folder;

    static Stream<String> attacks() {
        return ReportSamples.attacks();
    }

    @ParameterizedTest
    @MethodSource("attacks")
    @SuppressWarnings("unchecked")
    void letsNoTextOfAnyEventBecomeAPartOfThePage(String attack) {
        MigrationState harmless = MigrationState.INITIAL;
        MigrationState hostile = MigrationState.INITIAL;
        for (Class<?> kind : MigrationEvent.kinds().toList()) {
            Class<? extends MigrationEvent> type = (Class<? extends MigrationEvent>) kind;
            harmless = harmless.after(ExampleRecords.of(type, "harmless")).after(statement("harmless"));
            hostile = hostile.after(ExampleRecords.of(type, attack)).after(statement(attack));

            assertThat(tags(report(hostile))).as(type.getSimpleName()).isEqualTo(tags(report(harmless)));
        }
        String runbook = reports().runbookOf(hostile);
        assertThat(tags(runbook)).isEqualTo(tags(reports().runbookOf(harmless))).contains("<pre>");
        assertThat(report(hostile) + runbook).doesNotContain(attack.contains("<") ? attack : "href=\"javascript");
    }

    @Test
    void letsNothingRunOrLoadInABrowser() {
        assertThat(List.of(report(ReportSamples.whole()), reports().runbookOf(ReportSamples.whole())))
                .allSatisfy(EscapingTest::runsAndLoadsNothing);
    }

    private static void runsAndLoadsNothing(String html) {
        assertThat(html)
                .contains("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';"
                        + " style-src 'unsafe-inline'\">")
                .doesNotContain("src=", "href=", "url(", "http://", "https://", "<script", "style=\"")
                .doesNotContainPattern("<[^>]* on\\w+=");
    }

    @Test
    void letsOnlyTheOwnerReadWhatItWrites() throws IOException {
        Reports reports = reports();
        Path file = reports.writeReport(ReportSamples.whole());
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        List<Path> written =
                List.of(reports.writeReport(ReportSamples.whole()), reports.writeAssessment(ReportSamples.whole()));

        assertThat(written)
                .allSatisfy(each -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
                        .isEqualTo("rw-------"));
        assertThat(folder).isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void writesIntoItsFolderWhateverAJournalSays() {
        MigrationState state =
                MigrationState.INITIAL.after(ExampleRecords.of(MigrationEvent.PlanDecided.class, "../../elsewhere"));

        assertThat(reports().writeReport(state)).isEqualTo(folder.resolve("planetfall-______elsewhere.html"));
    }

    private static StatementSent statement(String text) {
        return new StatementSent(
                ReportSamples.BEGAN, Side.SOURCE.label(), "ALTER TABLE " + text, Duration.ZERO, 1, Optional.of(text));
    }

    private String report(MigrationState state) {
        return reports().reportOf(state);
    }

    private Reports reports() {
        return new Reports(folder, Clock.fixed(ReportSamples.BEGAN, ZoneOffset.UTC), "1.2.3", Steps.TITLES);
    }

    private static List<String> tags(String html) {
        return TAG.matcher(html).results().map(found -> found.group()).toList();
    }
}
