package dev.planetfall.os;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OperatingSystemTest {
    @Test
    void isKnownByTheNameThatJavaGivesIt() {
        assertThat(Stream.of("Linux", "Mac OS X", "Windows 11", "Windows Server 2025", "FreeBSD", "AIX", "")
                        .map(OperatingSystem::of))
                .containsExactly(
                        OperatingSystem.LINUX,
                        OperatingSystem.MACOS,
                        OperatingSystem.WINDOWS,
                        OperatingSystem.WINDOWS,
                        OperatingSystem.OTHER,
                        OperatingSystem.OTHER,
                        OperatingSystem.OTHER);
    }

    @Test
    void isThatOfThisComputer() {
        assertThat(OperatingSystem.current()).isEqualTo(OperatingSystem.of(System.getProperty("os.name")));
    }
}
