package dev.planetfall;

import dev.planetfall.store.Settings;
import dev.planetfall.store.SettingsFile;
import dev.planetfall.ui.Palette;
import dev.planetfall.ui.ThemeChoice;
import java.util.Optional;
import java.util.function.Supplier;

/** The choice of colours, kept in the settings of this computer, beside what the system prefers. */
final class RememberedTheme implements ThemeChoice {
    /** {@code reduced} or {@code full}, whatever the system prefers. */
    private static final String MOTION = "planetfall.motion";

    private final SettingsFile file;
    private final Supplier<SystemTaste> system;

    RememberedTheme(SettingsFile file, Supplier<SystemTaste> system) {
        this.file = file;
        this.system = system;
    }

    @Override
    public Optional<Palette> chosen() {
        return switch (file.load().theme()) {
            case SYSTEM -> Optional.empty();
            case LIGHT -> Optional.of(Palette.LIGHT);
            case DARK -> Optional.of(Palette.DARK);
            case HIGH_CONTRAST -> Optional.of(Palette.HIGH_CONTRAST);
        };
    }

    @Override
    public void choose(Optional<Palette> palette) {
        Settings.Theme theme = palette.map(RememberedTheme::theme).orElse(Settings.Theme.SYSTEM);
        file.save(file.load().withTheme(theme));
    }

    @Override
    public Palette ofSystem() {
        SystemTaste taste = system.get();
        if (taste.highContrast()) {
            return Palette.HIGH_CONTRAST;
        }
        return taste.dark() ? Palette.DARK : Palette.LIGHT;
    }

    @Override
    public boolean reducesMotion() {
        String told = System.getProperty(MOTION, "");
        return told.equals("reduced") || (!told.equals("full") && system.get().calm());
    }

    private static Settings.Theme theme(Palette palette) {
        return switch (palette) {
            case LIGHT -> Settings.Theme.LIGHT;
            case DARK -> Settings.Theme.DARK;
            case HIGH_CONTRAST -> Settings.Theme.HIGH_CONTRAST;
        };
    }
}
