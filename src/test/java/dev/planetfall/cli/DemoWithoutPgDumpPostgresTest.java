package dev.planetfall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The demo on a computer that has no PostgreSQL program: window, two servers and a writing application. */
@Tag("matrix")
class DemoWithoutPgDumpPostgresTest {
    @TempDir
    Path home;

    @ParameterizedTest
    @ValueSource(ints = {15, 17, 18})
    void landsEveryRow(int version) throws Exception {
        Path out = home.resolve("out.txt");
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.planetfall.Main",
                "demo",
                "--unattended",
                "--megabytes=4",
                "--source-version=" + version,
                "--out=" + home.resolve("pictures"));
        builder.environment()
                .put("PLANETFALL_PG_DUMP", home.resolve("no pg_dump").toString());
        builder.redirectErrorStream(true).redirectOutput(new File(out.toString()));

        Process demo = builder.start();

        assertThat(demo.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(demo.exitValue()).as(Files.readString(out)).isZero();
        assertThat(Files.readString(out)).containsPattern("verified: \\d+ tables, \\d+ rows, 0 differences");
    }
}
