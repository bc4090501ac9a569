package dev.planetfall;

import dev.planetfall.store.SettingsFile;
import dev.planetfall.ui.WindowSize;

/** The size of the window, kept in the settings of this computer. */
final class RememberedSize implements WindowSize {
    private final SettingsFile file;

    RememberedSize(SettingsFile file) {
        this.file = file;
    }

    @Override
    public double width() {
        return file.load().windowWidth();
    }

    @Override
    public double height() {
        return file.load().windowHeight();
    }

    @Override
    public void remember(double width, double height) {
        file.save(file.load().withWindow(width, height));
    }
}
