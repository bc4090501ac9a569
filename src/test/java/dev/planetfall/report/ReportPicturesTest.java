package dev.planetfall.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.planetfall.migration.step.Steps;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The report as a browser shows and prints it: pictures to look at. */
@Timeout(120)
class ReportPicturesTest {
    private static final Path PICTURES = Path.of("target", "pictures");
    private static final Pattern PAGE = Pattern.compile("/Type\\s*/Page\\b");

    @TempDir
    private Path folder;

    private Path browser;
    private Path page;
    private Reports reports;

    @BeforeEach
    void write() throws IOException {
        List<Path> found = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(place -> Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(Path.of(place)::resolve))
                .filter(Files::isExecutable)
                .toList();
        assumeTrue(!found.isEmpty(), "There is no Chromium on the path, so nobody looks at the report");
        browser = found.get(0);
        Files.createDirectories(PICTURES);
        reports = new Reports(
                folder, Clock.fixed(ReportSamples.BEGAN.plusSeconds(93_700), ZoneOffset.UTC), "1.2.3", Steps.TITLES);
        page = reports.writeReport(ReportSamples.whole());
    }

    @Test
    void isReadableInBothLooks() throws Exception {
        assertThat(corner(picture("report-light", 1))).isEqualTo(new Color(0xf6f7f9));
        assertThat(corner(picture("report-dark", 0))).isEqualTo(new Color(0x0d1117));
    }

    @Test
    void isPrintedOnAFewPages() throws Exception {
        Path pdf = PICTURES.resolve("report.pdf").toAbsolutePath();
        browse("--no-pdf-header-footer", "--print-to-pdf=" + pdf);

        String text = Files.readString(pdf, StandardCharsets.ISO_8859_1);
        assertThat(PAGE.matcher(text).results().count()).isBetween(3L, 7L);
    }

    @Test
    void showsTheRunbook() throws Exception {
        page = reports.writeRunbook(ReportSamples.whole());

        assertThat(corner(picture("runbook", 1))).isEqualTo(new Color(0xf6f7f9));
    }

    /** @param scheme as the browser numbers them: 0 for dark, 1 for light */
    private Path picture(String name, int scheme) throws Exception {
        Path file = PICTURES.resolve(name + ".png").toAbsolutePath();
        browse("--window-size=1100,5400", "--blink-settings=preferredColorScheme=" + scheme, "--screenshot=" + file);
        return file;
    }

    private static Color corner(Path picture) throws IOException {
        BufferedImage image = ImageIO.read(picture.toFile());
        return new Color(image.getRGB(4, 4));
    }

    private void browse(String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                browser.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--hide-scrollbars",
                "--user-data-dir=" + folder.resolve("profile")));
        command.addAll(List.of(options));
        command.add(page.toUri().toString());
        Path words = folder.resolve("words.txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(words.toFile())
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS))
                    .as("the browser's end")
                    .isTrue();
            assertThat(process.exitValue()).as(Files.readString(words)).isZero();
        } finally {
            process.destroyForcibly();
        }
    }
}
