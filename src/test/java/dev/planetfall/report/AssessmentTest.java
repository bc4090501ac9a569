package dev.planetfall.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.planetfall.migration.CheckGroup;
import dev.planetfall.migration.CheckName;
import dev.planetfall.migration.DiskSize;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.MigrationEvent.ChecksBegun;
import dev.planetfall.migration.MigrationEvent.DiskMeasured;
import dev.planetfall.migration.MigrationEvent.FindingReported;
import dev.planetfall.migration.MigrationEvent.PhaseStarted;
import dev.planetfall.migration.MigrationEvent.PlanDecided;
import dev.planetfall.migration.MigrationEvent.ServersDescribed;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.Remedy;
import dev.planetfall.migration.Side;
import dev.planetfall.migration.step.Steps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AssessmentTest {
    private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    private Path folder;

    @Test
    void assessesGroupByGroupForPeopleAndForPrograms() throws IOException {
        Reports reports = new Reports(folder.resolve("new"), Clock.fixed(AT, ZoneOffset.UTC), "1.2.3", Steps.TITLES);
        Path file = reports.writeAssessment(assessed());

        assertThat(file).isEqualTo(folder.resolve("new").resolve("planetfall-assessment-20261120_142000.html"));
        assertThat(Files.readString(file))
                .contains("<p class=\"verdict bad\">Not ready to move yet: 1 blocker, 1 passed</p>")
                .containsSubsequence("<h2>Permissions</h2>", "1 passed", "<h2>Tables and keys</h2>", "1 blocker")
                .contains("<strong>Logical replication.</strong> With 1.50 GB and an unknown write rate")
                .contains("For an administrator on the source: gives a key")
                .doesNotContain("hunter2", "http://", "https://", "<script");
        JsonNode json = new JsonMapper()
                .readTree(folder.resolve("new/planetfall-assessment-20261120_142000.json")
                        .toFile());
        assertThat(json.get("planetfallAssessment").asInt()).isEqualTo(1);
        assertThat(json.get("blocked").asBoolean()).isTrue();
        assertThat(json.get("method").asText()).isEqualTo("logical");
        assertThat(json.get("findings").findValuesAsText("check")).containsExactly("read-rights", "replica-identity");
        assertThat(json.toString()).doesNotContain("hunter2");
    }

    @Test
    void neverCallsAnUncheckedSourceReady() {
        MigrationState unsure = assessed()
                .after(new ChecksBegun(AT, List.of(new CheckName("replica-identity", "", CheckGroup.TABLES_AND_KEYS))))
                .after(new FindingReported(AT, Finding.unknown("replica-identity", "Could not check.", "")));

        assertThat(AssessmentPage.verdict(unsure))
                .isEqualTo("Nothing known stops the move: 1 could not be checked, 1 passed");
        assertThat(AssessmentPage.verdict(MigrationState.INITIAL))
                .isEqualTo("Not assessed: the checks have not been run");
    }

    private static MigrationState assessed() {
        Remedy remedy = new Remedy(Side.SOURCE, "ALTER TABLE a ADD PRIMARY KEY (id)", "gives a key", "");
        return ReportSamples.after(
                MigrationState.INITIAL,
                List.of(
                        new PlanDecided(AT, ReportSamples.plan()),
                        new ServersDescribed(AT, ReportSamples.server(150019), ReportSamples.server(180006)),
                        new PhaseStarted(AT, Phase.CHECK),
                        new ChecksBegun(
                                AT,
                                List.of(
                                        new CheckName("read-rights", "", CheckGroup.PERMISSIONS),
                                        new CheckName("replica-identity", "", CheckGroup.TABLES_AND_KEYS))),
                        new FindingReported(AT, Finding.passed("read-rights", "Everything may be read.")),
                        new FindingReported(
                                AT,
                                Finding.blocker("replica-identity", "One table has no key.", "Add one.")
                                        .withRemedy(remedy.byAdministrator())),
                        new DiskMeasured(AT, new DiskSize(1L << 30, 1L << 29, 1L << 29))));
    }
}
