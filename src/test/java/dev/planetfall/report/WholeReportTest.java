package dev.planetfall.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.WayBackEvent.WayBackArmed;
import dev.planetfall.migration.step.Steps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told of a migration of which everything is known. */
class WholeReportTest {
    private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    private Path folder;

    private Reports reports;

    @BeforeEach
    void open() {
        reports = new Reports(folder.resolve("new"), Clock.fixed(AT, ZoneOffset.UTC), "1.2.3", Steps.TITLES);
    }

    @Test
    void tellsWhatIsLeftToDoAndWhatWasDecided() {
        assertThat(reports.reportOf(ReportSamples.whole()))
                .containsSubsequence(
                        "<h2>Left to do</h2>",
                        "<li>See whether the application needs what PlanetScale does not have: 1 object, told under Schema.</li>",
                        "<li>Clean up: until then the source keeps log for PlanetScale",
                        "<li>Take back 1 change that the checks made",
                        "ALTER DATABASE &quot;store&quot; RESET default_transaction_read_only;")
                .containsSubsequence(
                        "<h2>Decided against an advice</h2>",
                        "<li>The copy was begun although a check had said: 1 extension has another version on PlanetScale."
                                + " (extensions)</li>",
                        "<li>The extension postgis was not made on PlanetScale: Nobody uses it any more.</li>")
                .contains("<p>2026-11-20 14:21:00 UTC on the source: PostgreSQL writes whole old rows");
    }

    @Test
    void remindsOfTheWayBackAsLongAsItIsArmed() {
        MigrationState armed = ReportSamples.whole().after(new WayBackArmed(AT));

        assertThat(Outstanding.of(armed))
                .contains(
                        "Decide how long you want to be able to roll back, then give the way back up: until then PlanetScale"
                                + " keeps log for the source, and the source keeps the password of PlanetScale's role."
                                + " Large objects that are made or changed on PlanetScale do not come back.")
                .contains("Clean up.");
    }

    @Test
    void tellsEveryStatementOnEachServerWithoutSecrets() {
        assertThat(reports.reportOf(ReportSamples.whole()))
                .containsSubsequence(
                        "<h3>On the source</h3>",
                        "5 statements and 1 question.",
                        "<code>CREATE PUBLICATION &quot;planetfall_1&quot; FOR TABLE &quot;public&quot;.&quot;orders&quot;</code>",
                        "2026-11-20 14:22:13<br>to 2026-11-21 15:20:00",
                        "<td class=\"number\">2</td><td class=\"number\">24 ms</td><td class=\"number\">12 ms</td>",
                        "<h3>On PlanetScale</h3>",
                        "<code>CREATE FUNCTION f() RETURNS text LANGUAGE sql AS $$\u2026$$</code>",
                        "<p class=\"mark bad\">ERROR: extension &quot;postgis&quot; is not available</p>",
                        "<code>CREATE SUBSCRIPTION &quot;planetfall_1&quot; CONNECTION &#39;\u2026&#39;")
                .doesNotContain("hunter2");
    }

    @Test
    void drawsWhatWasMeasured() {
        assertThat(ReportCharts.of(MigrationState.INITIAL)).isEmpty();
        assertThat(ReportCharts.of(ReportSamples.whole()))
                .extracting(ChartPicture::title)
                .containsExactly(
                        "Delay of PlanetScale",
                        "Changes waiting, in bytes of log",
                        "Log kept by the source",
                        "Speed of copying and applying");
        ChartPicture kept = ReportCharts.of(ReportSamples.whole()).get(2);
        assertThat(kept.ticks())
                .extracting(ChartPicture.Tick::words)
                .containsExactly("0 bytes", "2.00 GB", "4.00 GB", "6.00 GB", "8.00 GB");
        assertThat(kept.limit()).containsExactly(new ChartPicture.Tick("30.0", "34.0", "limit"));
        assertThat(kept.moments())
                .extracting(ChartPicture.Moment::words)
                .startsWith("20 Nov 15:20")
                .endsWith("21 Nov 16:20");
        // Begun anew behind the gap.
        assertThat(kept.curves().get(0).line().chars().filter(letter -> letter == 'M'))
                .hasSize(2);
        assertThat(kept.curves().get(0).line()).hasSizeLessThan(10_000);
    }

    @Test
    void writesTheStatementsToDoTheSameByHand() throws IOException {
        Path file = reports.writeRunbook(ReportSamples.whole());

        assertThat(file).isEqualTo(folder.resolve("new").resolve("planetfall-runbook-20261120_142000.html"));
        assertThat(Files.readString(file))
                .containsSubsequence(
                        "<h2>1. Copy the schema</h2>",
                        "&#39;&quot;scratch&quot;&#39; \\\n",
                        "&#39;&quot;public&quot;.&quot;junk&quot;&#39; \\\n",
                        "CREATE PUBLICATION &quot;planetfall_20261120_142000&quot; FOR TABLE\n  &quot;public&quot;.&quot;audit_log&quot;,\n  &quot;public&quot;.&quot;orders&quot;,",
                        "SOURCE_PASSWORD",
                        " parallel);",
                        "Repeat it until it returns no row.",
                        "<h2>8. Go back to the source</h2>",
                        "<h2>9. If you stay with the source</h2>",
                        "<h2>10. Clean up</h2>")
                .doesNotContain("hunter2");
        assertThat(Files.readString(reports.writeRunbook(MigrationState.INITIAL)))
                .contains("The tables are not known yet: run the migration through Schema first.")
                .doesNotContain("<pre>");
    }
}
