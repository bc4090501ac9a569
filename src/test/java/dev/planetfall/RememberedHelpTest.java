package dev.planetfall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.store.SettingsFile;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RememberedHelpTest {
    @Test
    void keepsBothChoicesForTheNextStart(@TempDir Path folder) {
        Path file = folder.resolve("settings.json");
        assertThat(help(file).isOpen()).isFalse();
        assertThat(help(file).isWelcomed()).isFalse();

        help(file).setOpen(true);
        help(file).setWelcomed();

        assertThat(help(file).isOpen()).isTrue();
        assertThat(help(file).isWelcomed()).isTrue();

        help(file).setOpen(false);
        assertThat(help(file).isOpen()).isFalse();
        assertThat(help(file).isWelcomed()).isTrue();
    }

    private static RememberedHelp help(Path file) {
        return new RememberedHelp(new SettingsFile(file, Clock.systemUTC()));
    }
}
