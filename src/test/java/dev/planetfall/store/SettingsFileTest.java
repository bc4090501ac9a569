package dev.planetfall.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsFileTest {
    @TempDir
    Path folder;

    private Path path;
    private SettingsFile file;

    @BeforeEach
    void nameFile() {
        path = folder.resolve("deep").resolve("settings.json");
        file = new SettingsFile(path, Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC));
    }

    @Test
    void remembersWhatWasSaved() {
        Settings settings = new Settings(
                Settings.Theme.DARK,
                "de",
                1400,
                900,
                true,
                true,
                "https://example.com/token",
                true,
                new Settings.Help(true, true));

        file.save(Settings.DEFAULT);
        file.save(settings);

        assertThat(file.load()).isEqualTo(settings);
    }

    @Test
    void namesTheVersionThatWroteIt() throws IOException {
        file.save(Settings.DEFAULT);

        assertThat(path).hasContent("""
                        {
                          "writtenByVersion" : "development",
                          "theme" : "SYSTEM",
                          "language" : "",
                          "windowWidth" : 1100.0,
                          "windowHeight" : 720.0,
                          "systemNotifications" : false,
                          "webhook" : false,
                          "webhookAddress" : "",
                          "quiet" : false,
                          "help" : {
                            "open" : false,
                            "welcomed" : false
                          }
                        }
                        """);
        try (Stream<Path> files = Files.list(path.getParent())) {
            assertThat(files).containsExactly(path);
        }
    }

    @Test
    void tellsNobodyTheAddressOfTheWebhook() {
        assertThat(Settings.DEFAULT.withNotices(true, true, "https://example.com/token", true))
                .asString()
                .doesNotContain("token");
    }

    @Test
    void startsWithDefaults() {
        assertThat(file.load()).isEqualTo(Settings.DEFAULT);
    }

    @Test
    void readsAFileOfAnOlderOrNewerProgram() throws IOException {
        write("{\"writtenByVersion\":\"9.0\",\"theme\":\"DARK\",\"sound\": \"quiet\"}");

        assertThat(file.load()).isEqualTo(Settings.DEFAULT.withTheme(Settings.Theme.DARK));
    }

    @Test
    void keepsADamagedFileAside() throws IOException {
        write("{\"theme\":");

        assertThat(file.load()).isEqualTo(Settings.DEFAULT);
        assertThat(path).doesNotExist();
        assertThat(path.resolveSibling("settings.json.unreadable-20260301-120000"))
                .hasContent("{\"theme\":");
    }

    private void write(String content) throws IOException {
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
    }
}
