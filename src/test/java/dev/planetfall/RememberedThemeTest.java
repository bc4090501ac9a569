package dev.planetfall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.store.SettingsFile;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RememberedThemeTest {
    @Test
    void keepsTheChoiceForTheNextStart(@TempDir Path folder) {
        Path file = folder.resolve("settings.json");
        assertThat(theme(file).dark()).isFalse();

        theme(file).choose(true);

        assertThat(theme(file).dark()).isTrue();
    }

    private static RememberedTheme theme(Path file) {
        return new RememberedTheme(new SettingsFile(file, Clock.systemUTC()));
    }
}
