package dev.planetfall;

import dev.planetfall.migration.Method;
import dev.planetfall.migration.MigrationEvent;
import dev.planetfall.migration.MigrationLibrary;
import dev.planetfall.migration.MigrationPlan;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.ReportWriter;
import dev.planetfall.postgres.ConnectionSettings;
import dev.planetfall.ui.AlarmNotices;
import dev.planetfall.ui.FxThread;
import dev.planetfall.ui.LanguageChoice;
import dev.planetfall.ui.PasswordMemory;
import dev.planetfall.ui.ThemeChoice;
import dev.planetfall.ui.Themes;
import dev.planetfall.ui.WindowSize;
import dev.planetfall.ui.Wizard;
import dev.planetfall.ui.WizardPage;
import dev.planetfall.ui.WizardWindow;
import dev.planetfall.ui.control.ActivityDrawer;
import dev.planetfall.ui.help.HelpChoice;
import dev.planetfall.ui.page.WizardPages;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.stage.Stage;

/** The window as a program: wires its parts and runs until it is closed. Started by {@link #launchWindow} only. */
public final class WizardApp extends Application {
    private static final AtomicReference<Opening> OPENING = new AtomicReference<>();

    private final Opening opening = OPENING.get();

    /**
     * What the window needs from outside and how it opens.
     *
     * @param look what the person chose of the window's appearance
     * @param connections filled in on the first pages, as the demo does
     * @param tour drives the window by itself: called on a thread of its own after the window is shown, and the program
     *     ends when it returns. It asks the window through {@link FxThread#ask}. Works without a display.
     */
    public record Opening(
            MigrationLibrary library,
            ReportWriter reports,
            Look look,
            Outside outside,
            Optional<Connections> connections,
            Optional<Consumer<WizardWindow>> tour) {}

    /**
     * What there is besides the window.
     *
     * @param notices tells alarms there
     * @param passwords where they may be remembered
     * @param listeners hear every event, from any thread, and never wait
     */
    public record Outside(
            Optional<AlarmNotices> notices,
            PasswordMemory passwords,
            List<BiConsumer<MigrationEvent, MigrationState>> listeners) {
        /** For a rehearsal that nobody watches. */
        static final Outside NOTHING = new Outside(Optional.empty(), PasswordMemory.NONE, List.of());
    }

    /**
     * @param size empty for the size the window has by itself, which is then not remembered either
     * @param language empty where nobody is there to choose one
     */
    public record Look(
            ThemeChoice theme, Optional<WindowSize> size, Optional<LanguageChoice> language, HelpChoice help) {}

    /** A rehearsal should not last a minute longer for it. */
    private static final Duration REHEARSAL_SAMPLE_TIME = Duration.ofSeconds(10);

    /** The two servers of a new migration, and how its rows travel. */
    public record Connections(ConnectionSettings source, ConnectionSettings target, Method method) {}

    /**
     * Shows the window and returns when it was closed.
     *
     * @return the exit code: 0, or 1 when the tour failed, or 2 when this computer cannot show a window, which is told on
     *     standard error
     */
    public static int launchWindow(Opening opening) {
        return WindowLaunch.run(opening.tour().isPresent(), () -> {
            OPENING.set(opening);
            Application.launch(WizardApp.class);
        });
    }

    @Override
    public void start(Stage stage) {
        Wizard wizard = new Wizard(
                opening.library(),
                Clock.systemUTC(),
                opening.connections().isPresent() ? REHEARSAL_SAMPLE_TIME : MigrationPlan.DEFAULT_SAMPLE_TIME,
                opening.reports(),
                address -> getHostServices().showDocument(address));
        Outside outside = opening.outside();
        outside.notices().ifPresent(wizard::tellAlarmsTo);
        outside.notices().ifPresent(notices -> stage.focusedProperty().subscribe(notices::lookedAt));
        outside.listeners().forEach(wizard::tell);
        wizard.rememberPasswordsIn(outside.passwords());
        wizard.rememberHelp(opening.look().help());
        opening.connections()
                .ifPresentOrElse(
                        servers -> rehearse(wizard, servers),
                        () -> wizard.rehearseBy(RehearsalProcess.ofThisProgram()));
        Themes themes = new Themes(opening.look().theme());
        List<WizardPage> pages = WizardPages.all(wizard);
        ActivityDrawer drawer = new ActivityDrawer(wizard.live().statements());
        WizardWindow window = new WizardWindow(stage, wizard, pages, drawer, themes);
        opening.look().size().ifPresent(size -> size.apply(stage));
        opening.look().language().ifPresent(window::offerLanguages);
        window.show();
        opening.tour().ifPresent(tour -> FxThread.offThread(() -> tour(tour, window)));
    }

    private static void rehearse(Wizard wizard, Connections servers) {
        wizard.becomeRehearsal();
        wizard.startNew();
        wizard.plan().source(servers.source()).target(servers.target()).method(servers.method());
    }

    private static void tour(Consumer<WizardWindow> tour, WizardWindow window) {
        try {
            tour.accept(window);
        } catch (RuntimeException e) {
            WindowLaunch.failed(e);
        } finally {
            FxThread.ask(() -> {
                window.close();
                return true;
            });
            Platform.exit();
        }
    }
}
