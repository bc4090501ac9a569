package dev.planetfall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.store.SettingsFile;
import dev.planetfall.ui.Palette;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RememberedThemeTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void keepsTheChoiceForTheNextStart(Palette palette) {
        assertThat(theme(SystemTaste.UNKNOWN).chosen()).isEmpty();

        theme(SystemTaste.UNKNOWN).choose(Optional.of(palette));
        assertThat(theme(SystemTaste.UNKNOWN).chosen()).contains(palette);

        theme(SystemTaste.UNKNOWN).choose(Optional.empty());
        assertThat(theme(SystemTaste.UNKNOWN).chosen()).isEmpty();
    }

    @Test
    void followsTheSystem() {
        assertThat(theme(SystemTaste.UNKNOWN).ofSystem()).isEqualTo(Palette.LIGHT);
        assertThat(theme(new SystemTaste(true, false, false)).ofSystem()).isEqualTo(Palette.DARK);
        assertThat(theme(new SystemTaste(true, true, false)).ofSystem()).isEqualTo(Palette.HIGH_CONTRAST);
        assertThat(theme(SystemTaste.UNKNOWN).reducesMotion()).isFalse();
        assertThat(theme(new SystemTaste(false, false, true)).reducesMotion()).isTrue();
    }

    private RememberedTheme theme(SystemTaste system) {
        return new RememberedTheme(new SettingsFile(folder.resolve("settings.json"), Clock.systemUTC()), () -> system);
    }
}
