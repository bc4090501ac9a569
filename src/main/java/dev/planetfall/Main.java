package dev.planetfall;

import dev.planetfall.cli.PlanetfallCommand;
import dev.planetfall.cli.Window;
import dev.planetfall.desktop.SessionBus;
import dev.planetfall.keychain.Keychains;
import dev.planetfall.language.Messages;
import dev.planetfall.migration.Method;
import dev.planetfall.migration.MigrationLibrary;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.ReportWriter;
import dev.planetfall.migration.Verification;
import dev.planetfall.migration.step.Steps;
import dev.planetfall.notice.LauncherProgress;
import dev.planetfall.notice.StayingAwake;
import dev.planetfall.postgres.ConnectionSettings;
import dev.planetfall.report.Reports;
import dev.planetfall.store.AppDirectories;
import dev.planetfall.store.FileLibrary;
import dev.planetfall.store.ProgramVersion;
import dev.planetfall.store.SettingsFile;
import dev.planetfall.store.TemporaryLibrary;
import dev.planetfall.ui.AlarmNotices;
import dev.planetfall.ui.PasswordMemory;
import dev.planetfall.ui.ThemeChoice;
import dev.planetfall.ui.UnattendedTour;
import dev.planetfall.ui.WizardWindow;
import dev.planetfall.ui.help.HelpChoice;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Where the program starts. Not a JavaFX class itself, because such a main class does not start from the class path. */
public final class Main implements Window {
    private final AppDirectories directories = AppDirectories.ofThisSystem();
    private final Clock clock = Clock.systemUTC();

    private Main() {}

    public static void main(String[] args) {
        Main window = new Main();
        new RememberedLanguage(window.settings()).speak(System.getenv());
        // Parsing nothing takes time that the first window does not have.
        System.exit(args.length == 0 ? window.open() : PlanetfallCommand.execute(window, args));
    }

    @Override
    public boolean canOpen() {
        return WindowLaunch.canShow();
    }

    @Override
    public int open() {
        try (FileLibrary library = new FileLibrary(directories.migrations(), clock);
                PasswordMemory passwords = new PasswordMemory(Keychains.ofThisSystem())) {
            library.whenDeleted(passwords::clear);
            return launch(
                    library, directories.reports(), rememberedLook(), passwords, Optional.empty(), Optional.empty());
        }
    }

    @Override
    public int openDemo(ConnectionSettings source, ConnectionSettings target, Method method) {
        Optional<WizardApp.Connections> servers = Optional.of(new WizardApp.Connections(source, target, method));
        return TemporaryLibrary.lend(
                clock,
                library -> launch(
                        library,
                        directories.reports(),
                        rememberedLook(),
                        PasswordMemory.NONE,
                        servers,
                        Optional.empty()));
    }

    @Override
    public int tour(ConnectionSettings source, ConnectionSettings target, Method method, Path folder) {
        Optional<WizardApp.Connections> servers = Optional.of(new WizardApp.Connections(source, target, method));
        return TemporaryLibrary.lend(
                clock,
                library -> launch(
                        library,
                        folder,
                        new WizardApp.Look(
                                ThemeChoice.inMemory(), Optional.empty(), Optional.empty(), HelpChoice.inMemory()),
                        PasswordMemory.NONE,
                        servers,
                        Optional.of(window -> tour(window, folder))));
    }

    /** @throws IllegalStateException when the migration was not verified, which fails the tour */
    private void tour(WizardWindow window, Path folder) {
        UnattendedTour tour = new UnattendedTour(window, folder);
        tour.run();
        tour.faults().forEach(System.out::println);
        tour.standstills().forEach(System.out::println);
        System.out.println("faults of the window: " + tour.faults().size() + ", longest standstill: "
                + tour.longestStandstill().toMillis() + " ms");
        MigrationState state = window.wizard().migration().state();
        System.out.println(Messages.text("program.main.report", reports(folder).writeReport(state)));
        state.verification().map(Verification::sentence).ifPresent(System.out::println);
        boolean proofIsSought = state.method().stopsWriters();
        if (proofIsSought && !state.verification().map(Verification::isProven).orElse(false)) {
            throw new IllegalStateException("The tables were not proven equal");
        }
    }

    private int launch(
            MigrationLibrary library,
            Path folder,
            WizardApp.Look look,
            PasswordMemory passwords,
            Optional<WizardApp.Connections> servers,
            Optional<Consumer<WizardWindow>> tour) {
        if (tour.isPresent()) {
            return WizardApp.launchWindow(
                    new WizardApp.Opening(library, reports(folder), look, WizardApp.Outside.NOTHING, servers, tour));
        }
        try (StayingAwake awake = new StayingAwake();
                LauncherProgress progress = new LauncherProgress(SessionBus.address())) {
            WizardApp.Outside outside =
                    new WizardApp.Outside(Optional.of(notices()), passwords, List.of(awake, progress));
            return WizardApp.launchWindow(
                    new WizardApp.Opening(library, reports(folder), look, outside, servers, tour));
        }
    }

    private ReportWriter reports(Path folder) {
        return new Reports(folder, clock, ProgramVersion.current(), Steps.TITLES);
    }

    private AlarmNotices notices() {
        return new RememberedNotices(settings(), clock);
    }

    private WizardApp.Look rememberedLook() {
        SettingsFile settings = settings();
        return new WizardApp.Look(
                new RememberedTheme(settings, SystemTaste.ask()),
                Optional.of(new RememberedSize(settings)),
                Optional.of(new RememberedLanguage(settings)),
                new RememberedHelp(settings));
    }

    private SettingsFile settings() {
        return new SettingsFile(directories.settingsFile(), clock);
    }
}
