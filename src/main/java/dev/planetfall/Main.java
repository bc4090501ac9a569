package dev.planetfall;

import dev.planetfall.cli.PlanetfallCommand;
import dev.planetfall.cli.Window;
import dev.planetfall.migration.MigrationLibrary;
import dev.planetfall.postgres.ConnectionSettings;
import dev.planetfall.report.HtmlReport;
import dev.planetfall.store.AppDirectories;
import dev.planetfall.store.FileLibrary;
import dev.planetfall.store.ProgramVersion;
import dev.planetfall.store.Settings.Theme;
import dev.planetfall.store.SettingsFile;
import dev.planetfall.ui.ThemeChoice;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/** Where the program starts. Not a JavaFX class itself, because such a main class does not start from the class path. */
public final class Main implements Window {
    private final AppDirectories directories = AppDirectories.ofThisSystem();
    private final Clock clock = Clock.systemUTC();

    private Main() {}

    public static void main(String[] args) {
        Window window = new Main();
        // Parsing nothing takes time that the first window does not have.
        System.exit(args.length == 0 ? window.open() : PlanetfallCommand.execute(window, args));
    }

    @Override
    public int open() {
        try (FileLibrary library = new FileLibrary(directories.migrations(), clock)) {
            return WizardApp.launchWindow(opening(library, directories.reports(), Optional.empty()));
        }
    }

    @Override
    public int openDemo(ConnectionSettings source, ConnectionSettings target) {
        throw new UnsupportedOperationException("The demo is not wired yet");
    }

    @Override
    public int tour(ConnectionSettings source, ConnectionSettings target, Path folder) {
        throw new UnsupportedOperationException("The demo is not wired yet");
    }

    private WizardApp.Opening opening(
            MigrationLibrary library, Path reports, Optional<WizardApp.Connections> connections) {
        HtmlReport report = new HtmlReport(clock, ProgramVersion.current());
        return new WizardApp.Opening(
                library,
                state -> report.write(state, reports),
                new RememberedTheme(new SettingsFile(directories.settingsFile(), clock)),
                connections,
                Optional.empty());
    }

    /** The look that the settings remember. */
    private record RememberedTheme(SettingsFile file) implements ThemeChoice {
        @Override
        public boolean dark() {
            return file.load().theme() == Theme.DARK;
        }

        @Override
        public void choose(boolean dark) {
            file.save(file.load().withTheme(dark ? Theme.DARK : Theme.LIGHT));
        }
    }
}
