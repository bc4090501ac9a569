package dev.planetfall;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SystemTasteTest {
    @Test
    void readsWhatGnomeSays() {
        String plain = """
                org.gnome.desktop.interface color-scheme 'default'
                org.gnome.desktop.interface enable-animations true
                org.gnome.desktop.a11y.interface high-contrast false
                """;
        assertThat(SystemTaste.read(plain)).isEqualTo(SystemTaste.UNKNOWN);

        String changed = """
                org.gnome.desktop.interface color-scheme 'prefer-dark'
                org.gnome.desktop.interface enable-animations false
                org.gnome.desktop.a11y.interface high-contrast true
                """;
        assertThat(SystemTaste.read(changed)).isEqualTo(new SystemTaste(true, true, true));
    }

    @Test
    void readsWhatMacOsSays() {
        assertThat(SystemTaste.read("Dark\n")).isEqualTo(new SystemTaste(true, false, false));
        assertThat(SystemTaste.read("{ increaseContrast = 0; reduceMotion = 1; }"))
                .isEqualTo(new SystemTaste(false, false, true));
        assertThat(SystemTaste.read("{ increaseContrast = 1; reduceMotion = 0; }"))
                .isEqualTo(new SystemTaste(false, true, false));
    }

    @Test
    void readsWhatWindowsSays() {
        String plain = """
                    AppsUseLightTheme    REG_DWORD    0x1
                    Flags    REG_SZ    126
                    MinAnimate    REG_SZ    1
                """;
        assertThat(SystemTaste.read(plain)).isEqualTo(SystemTaste.UNKNOWN);

        String changed = """
                    AppsUseLightTheme    REG_DWORD    0x0
                    Flags    REG_SZ    127
                    MinAnimate    REG_SZ    0
                """;
        assertThat(SystemTaste.read(changed)).isEqualTo(new SystemTaste(true, true, true));
    }

    @Test
    void doesWithoutASystemThatSaysNothing() {
        assertThat(SystemTaste.read("")).isEqualTo(SystemTaste.UNKNOWN);
        assertThat(SystemTaste.ask().get()).isNotNull();
    }
}
