package dev.planetfall;

import dev.planetfall.store.Settings;
import dev.planetfall.store.SettingsFile;
import dev.planetfall.ui.help.HelpChoice;

/** What the person wants to be explained, kept in the settings of this computer. */
final class RememberedHelp implements HelpChoice {
    private final SettingsFile file;

    RememberedHelp(SettingsFile file) {
        this.file = file;
    }

    @Override
    public boolean isOpen() {
        return file.load().help().open();
    }

    @Override
    public void setOpen(boolean open) {
        Settings settings = file.load();
        file.save(settings.withHelp(new Settings.Help(open, settings.help().welcomed())));
    }

    @Override
    public boolean isWelcomed() {
        return file.load().help().welcomed();
    }

    @Override
    public void setWelcomed() {
        Settings settings = file.load();
        file.save(settings.withHelp(new Settings.Help(settings.help().open(), true)));
    }
}
