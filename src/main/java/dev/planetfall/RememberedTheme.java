package dev.planetfall;

import dev.planetfall.store.Settings;
import dev.planetfall.store.SettingsFile;
import dev.planetfall.ui.ThemeChoice;

/** The choice between light and dark, kept in the settings of this computer. */
final class RememberedTheme implements ThemeChoice {
    private final SettingsFile file;

    RememberedTheme(SettingsFile file) {
        this.file = file;
    }

    @Override
    public boolean dark() {
        return file.load().theme() == Settings.Theme.DARK;
    }

    @Override
    public void choose(boolean dark) {
        file.save(file.load().withTheme(dark ? Settings.Theme.DARK : Settings.Theme.LIGHT));
    }
}
