package dev.planetfall.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AppDirectoriesTest {
    private static final Map<String, String> LINUX = Map.of("os.name", "Linux", "user.home", "/home/ada");
    private static final Map<String, String> MAC = Map.of("os.name", "Mac OS X", "user.home", "/Users/ada");
    private static final Map<String, String> WINDOWS = Map.of("os.name", "Windows 11", "user.home", "/Users/ada");

    @Test
    void followsTheCustomOfEachSystem() {
        assertThat(folder(LINUX, Map.of())).isEqualTo(Path.of("/home/ada/.local/share/planetfall"));
        assertThat(folder(LINUX, Map.of("XDG_DATA_HOME", "/data"))).isEqualTo(Path.of("/data/planetfall"));
        assertThat(folder(MAC, Map.of())).isEqualTo(Path.of("/Users/ada/Library/Application Support/Planetfall"));
        assertThat(folder(WINDOWS, Map.of("APPDATA", "/roaming"))).isEqualTo(Path.of("/roaming/Planetfall"));
        assertThat(folder(WINDOWS, Map.of())).isEqualTo(Path.of("/Users/ada/AppData/Roaming/Planetfall"));
    }

    @Test
    void ignoresARelativeDataHome() {
        assertThat(folder(LINUX, Map.of("XDG_DATA_HOME", "data")))
                .isEqualTo(Path.of("/home/ada/.local/share/planetfall"));
    }

    @Test
    void prefersAChosenFolder() {
        Map<String, String> both = Map.of("os.name", "Linux", "user.home", "/home/ada", "planetfall.home", "/here");

        assertThat(folder(LINUX, Map.of("PLANETFALL_HOME", "/there"))).isEqualTo(Path.of("/there"));
        assertThat(folder(both, Map.of("PLANETFALL_HOME", "/there"))).isEqualTo(Path.of("/here"));
    }

    private static Path folder(Map<String, String> properties, Map<String, String> environment) {
        return AppDirectories.of(environment, name -> properties.getOrDefault(name, ""))
                .data();
    }
}
