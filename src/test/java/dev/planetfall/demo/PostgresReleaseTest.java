package dev.planetfall.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class PostgresReleaseTest {
    private static final List<PostgresRelease> RELEASES = List.of(release(13), release(15), release(18));

    @Test
    void takesTheVersionThatWasAskedFor() {
        assertThat(PostgresRelease.ofMajor(15, RELEASES)).isEqualTo(release(15));
    }

    @Test
    void saysWhichVersionsThereAre() {
        assertThatExceptionOfType(DemoUnavailableException.class)
                .isThrownBy(() -> PostgresRelease.ofMajor(16, RELEASES))
                .withMessage("The demo has no server of PostgreSQL 16; there are 13, 15, 18.");
    }

    @Test
    void saysWhenThereAreNoServers() {
        assertThatExceptionOfType(DemoUnavailableException.class)
                .isThrownBy(() -> PostgresRelease.ofMajor(18, List.of()))
                .withMessage("The demo's servers are not beside the program; run mvn compile to fetch them.");
    }

    private static PostgresRelease release(int major) {
        return new PostgresRelease(major, Path.of("postgres-" + major + ".jar"));
    }
}
