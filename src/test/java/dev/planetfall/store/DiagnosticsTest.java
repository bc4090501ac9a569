package dev.planetfall.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.DiagnosticsBundle;
import dev.planetfall.migration.DiagnosticsBundle.Part;
import dev.planetfall.migration.DiagnosticsBundle.Redaction;
import dev.planetfall.migration.Method;
import dev.planetfall.migration.MigrationEvent.PhaseStarted;
import dev.planetfall.migration.MigrationEvent.PlanDecided;
import dev.planetfall.migration.MigrationEvent.SchemaObjectApplied;
import dev.planetfall.migration.MigrationEvent.StatementSent;
import dev.planetfall.migration.MigrationName;
import dev.planetfall.migration.MigrationPlan;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.PlanBuilder;
import dev.planetfall.migration.ReplicationEvent.MeasurementFailed;
import dev.planetfall.migration.RowDifference;
import dev.planetfall.migration.RowDifferences;
import dev.planetfall.migration.SchemaOutcome;
import dev.planetfall.migration.TableComparison;
import dev.planetfall.migration.VerificationEvent.TableCompared;
import dev.planetfall.postgres.ConnectionSettings;
import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.Password;
import dev.planetfall.postgres.QualifiedName;
import dev.planetfall.postgres.SslMode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiagnosticsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:30:15Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final QualifiedName CUSTOMER = QualifiedName.of("public", "customer");

    @TempDir
    Path folder;

    private FileLibrary library;

    @BeforeEach
    void writeFiles() {
        library = new FileLibrary(folder.resolve("migrations"), CLOCK);
        MigrationPlan plan = new PlanBuilder("one")
                .name("Shop of Miller")
                .source(server("db.miller.example", "ada"))
                .target(server("x7k2p9.pg.psdb.cloud", "postgres.b4n1"))
                .method(Method.LOGICAL_REPLICATION)
                .build()
                .orElseThrow();
        library.journal("one").append(new PlanDecided(NOW, plan));
        library.journal("one").append(new PhaseStarted(NOW, Phase.SCHEMA));
    }

    @AfterEach
    void closeLibrary() {
        library.close();
    }

    @Test
    void takesOutWhereTheServersAreAndWhoLogsIn() {
        library.rename("one", new MigrationName("Miller in spring"));

        assertThat(journal())
                .contains("\"name\":\"migration\"", "\"host\":\"source-server\"", "\"user\":\"target-user\"")
                .contains("\"database\":\"store\"", "\"at\":\"2026-03-01T12:30:15Z\"")
                .doesNotContain("iller", "psdb.cloud", "b4n1", "ada\"", "hunter2");
        assertThat(redactions()).contains(new Redaction("names of servers", 2), new Redaction("names of users", 2));
    }

    @Test
    void takesOutValuesThatServersAndStatementsTell() {
        library.journal("one")
                .append(
                        new SchemaObjectApplied(
                                NOW,
                                new SchemaOutcome(
                                        "TABLE",
                                        "public.customer",
                                        SchemaOutcome.Result.FAILED,
                                        "CREATE TABLE customer (kind text DEFAULT 'gold'::text)",
                                        "duplicate key: Key (email, id)=(eve@mail.example, 7) already exists. At 10.1.2.3 or"
                                                + " fe80::1:2 as ada on db.miller.example, invalid input syntax for type integer: \"secret1\"")));
        library.journal("one")
                .append(new TableCompared(
                        NOW,
                        new TableComparison(
                                CUSTOMER,
                                OptionalLong.of(1),
                                OptionalLong.of(1),
                                TableComparison.Verdict.DIFFERS,
                                "",
                                new RowDifferences(
                                        List.of(new Identifier("email")),
                                        List.of(new RowDifference(
                                                List.of("bob@mail.example"), RowDifference.Kind.MISSING, List.of())),
                                        true))));

        assertThat(journal())
                .contains("Key (email, id)=(…) already exists. At … or … as source-user on source-server")
                .contains("CREATE TABLE customer (kind text DEFAULT '…'::text)", "\"key\":[\"…\"]")
                .doesNotContain("gold", "mail.example", "10.1.2.3", "fe80", "secret1");
        assertThat(redactions()).contains(new Redaction("texts in statements", 1));
    }

    @Test
    void takesTheWebhookOutOfTheSettings() {
        new SettingsFile(folder.resolve("settings.json"), CLOCK)
                .save(Settings.DEFAULT.withNotices(true, true, "https://chat.example/T0KEN", false));

        assertThat(part("settings.json").text())
                .contains("\"webhookAddress\":\"…\"")
                .doesNotContain("T0KEN");
        assertThat(redactions()).contains(new Redaction("secrets", 1));
    }

    @Test
    void tellsTheVersionsOfProgramJavaAndSystem() {
        assertThat(part("about.json").text())
                .contains("\"planetfall\"", System.getProperty("java.version"), System.getProperty("os.version"));
    }

    @Test
    void tellsNothingOfATornLine() throws IOException {
        Path journal = library.files().journal("one");
        Files.writeString(journal, Files.readString(journal) + "{\"at\":\"db.secret.example");

        assertThat(journal()).endsWith("\n…\n").doesNotContain("secret");
    }

    @Test
    void writesJustWhatWasShown() throws IOException {
        library.journal("one")
                .append(new StatementSent(NOW, "source", "DROP TABLE x", Duration.ofMillis(1), 0, Optional.empty()));
        DiagnosticsBundle shown = library.files().diagnostics("one");
        library.journal("one").append(new MeasurementFailed(NOW, "later"));
        Path zip = folder.resolve("diagnostics.zip");

        library.files().writeDiagnostics(shown, zip);

        assertThat(entries(zip)).isEqualTo(shown.parts());
        assertThat(shown.parts())
                .extracting(Part::name)
                .containsExactly("about.json", "journal.jsonl", "statements.jsonl");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(zip)))
                .isEqualTo("rw-------");
    }

    private String journal() {
        return part("journal.jsonl").text();
    }

    private Part part(String name) {
        return library.files().diagnostics("one").parts().stream()
                .filter(part -> part.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private List<Redaction> redactions() {
        return library.files().diagnostics("one").redactions();
    }

    private static List<Part> entries(Path zip) throws IOException {
        List<Part> parts = new ArrayList<>();
        try (ZipFile file = new ZipFile(zip.toFile())) {
            for (ZipEntry entry : file.stream().toList()) {
                try (InputStream in = file.getInputStream(entry)) {
                    parts.add(new Part(entry.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8)));
                }
            }
        }
        return parts;
    }

    private static ConnectionSettings server(String host, String user) {
        return new ConnectionSettings(
                host, 5432, "store", user, Password.of("hunter22"), SslMode.REQUIRE, Optional.empty());
    }
}
