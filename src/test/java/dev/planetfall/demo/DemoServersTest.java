package dev.planetfall.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class DemoServersTest {
    private static final List<PostgresRelease> RELEASES = List.of(release(13), release(15), release(17), release(18));

    @Test
    void takesNewestSourceThatPgDumpReads() {
        assertThat(DemoServers.sourceRelease(13, RELEASES)).isEqualTo(release(13));
        assertThat(DemoServers.sourceRelease(14, RELEASES)).isEqualTo(release(13));
        assertThat(DemoServers.sourceRelease(16, RELEASES)).isEqualTo(release(15));
        assertThat(DemoServers.sourceRelease(19, RELEASES)).isEqualTo(release(18));
    }

    @Test
    void saysWhenPgDumpIsTooOld() {
        assertThatExceptionOfType(DemoUnavailableException.class)
                .isThrownBy(() -> DemoServers.sourceRelease(12, RELEASES))
                .withMessage("The pg_dump found here is version 12, but the demo's oldest source server is version 13;"
                        + " install the PostgreSQL client tools of version 13 or newer.");
    }

    @Test
    void saysWhenThereAreNoServers() {
        assertThatExceptionOfType(DemoUnavailableException.class)
                .isThrownBy(() -> DemoServers.sourceRelease(18, List.of()))
                .withMessage("The demo's servers are not beside the program; run mvn compile to fetch them.");
    }

    private static PostgresRelease release(int major) {
        return new PostgresRelease(major, Path.of("postgres-" + major + ".jar"));
    }
}
