package dev.planetfall;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the installers are made of, held against the program. */
class InstallerTest {
    private static final Path PACKAGING = Path.of("packaging");

    @Test
    void carriesEveryModuleThatTheProgramUses() throws IOException {
        ToolProvider jdeps = ToolProvider.findFirst("jdeps").orElseThrow();
        StringWriter answer = new StringWriter();

        int code = jdeps.run(
                new PrintWriter(answer),
                new PrintWriter(answer),
                "--multi-release",
                "17",
                "--ignore-missing-deps",
                "--print-module-deps",
                "--class-path",
                System.getProperty("java.class.path"),
                Path.of("target", "classes").toString());

        assertThat(code).as(answer.toString()).isZero();
        assertThat(modules()).containsAll(List.of(answer.toString().strip().split(",")));
    }

    /** The list is the order in which they are read by people, so a module stands there once. */
    @Test
    void namesEachModuleOnce() throws IOException {
        List<String> named = lines("modules");

        assertThat(Set.copyOf(named)).hasSameSizeAs(named);
    }

    @Test
    void showsTheSameIconInTheMenuAndInTheWindow() throws IOException {
        Set<String> drawn;
        try (Stream<Path> files = Files.list(Path.of("icons", "png"))) {
            drawn = files.map(file -> file.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
        }

        assertThat(drawn)
                .allSatisfy(name ->
                        assertThat(Main.class.getResource("ui/icons/" + name)).isNotNull());
        assertThat(lines("linux/planetfall.desktop")).contains("Icon=planetfall");
    }

    @Test
    void takesTheServersThatTheDemoStarts() throws IOException {
        assertThat(Files.readString(PACKAGING.resolve("application.sh"), UTF_8))
                .contains("target/lib/postgres/*-17.*.jar target/lib/postgres/*-18.*.jar");
        assertThat(Files.readString(PACKAGING.resolve("build.ps1"), UTF_8)).contains("*-17.*.jar", "*-18.*.jar");
    }

    @Test
    void tellsWhoseWorkItCarries() throws IOException {
        assertThat(Files.readString(PACKAGING.resolve("application.sh"), UTF_8))
                .contains("target/licenses/THIRD-PARTY.txt packaging/licenses/*.txt", "fonts/OFL.txt");
        assertThat(Files.readString(PACKAGING.resolve("build.ps1"), UTF_8))
                .contains("target\\licenses\\THIRD-PARTY.txt, packaging\\licenses\\*.txt", "fonts\\OFL.txt");
        assertThat(PACKAGING.resolve("licenses/PostgreSQL.txt"))
                .content(UTF_8)
                .contains("The Regents of the University of California");
        assertThat(Main.class.getResource("ui/fonts/OFL.txt")).isNotNull();
    }

    /** Those of the BSD and MIT kind name the author, so that each library brings its own. */
    @Test
    void bringsTheLicencesWhoseTextIsOneForAllLibraries() throws IOException {
        Pattern accepted = Pattern.compile("<includedLicense>((?:Apache|EPL|GPL|LGPL)-[^<]+)</includedLicense>");
        Set<String> named = accepted.matcher(Files.readString(Path.of("pom.xml"), UTF_8))
                .results()
                .map(found -> found.group(1).replace("-or-later", "").replace(' ', '-'))
                .collect(Collectors.toSet());

        assertThat(named)
                .contains("Apache-2.0", "LGPL-2.1")
                .allSatisfy(licence -> assertThat(PACKAGING.resolve("licenses").resolve(licence + ".txt"))
                        .content(UTF_8)
                        .contains("TERMS"));
    }

    private static Set<String> modules() throws IOException {
        return Set.copyOf(lines("modules"));
    }

    private static List<String> lines(String file) throws IOException {
        return Files.readAllLines(PACKAGING.resolve(file), UTF_8).stream()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .toList();
    }
}
