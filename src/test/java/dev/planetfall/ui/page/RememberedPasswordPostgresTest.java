package dev.planetfall.ui.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.keychain.Keychains;
import dev.planetfall.migration.Keychain;
import dev.planetfall.migration.MigrationEvent.PhaseEnded;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.PhaseStatus;
import dev.planetfall.migration.Side;
import dev.planetfall.postgres.ConnectionSettings;
import dev.planetfall.postgres.ConnectionStrings;
import dev.planetfall.postgres.Password;
import dev.planetfall.store.FileLibrary;
import dev.planetfall.testing.DesktopSession;
import dev.planetfall.testing.DesktopSessionExtension;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import dev.planetfall.ui.NoReports;
import dev.planetfall.ui.PasswordMemory;
import dev.planetfall.ui.Snapshots;
import dev.planetfall.ui.ThemeChoice;
import dev.planetfall.ui.Themes;
import dev.planetfall.ui.Wizard;
import dev.planetfall.ui.WizardWindow;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextInputControl;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;

/** The tick below a server's fields, with two real servers and GNOME Keyring on a bus of its own. */
@ExtendWith({ApplicationExtension.class, TwoPostgresExtension.class, DesktopSessionExtension.class})
class RememberedPasswordPostgresTest {
    @TempDir
    private Path folder;

    private final DesktopSession desktop;
    private FileLibrary library;
    private PasswordMemory passwords;
    private Wizard wizard;
    private WizardWindow window;

    RememberedPasswordPostgresTest(DesktopSession desktop) {
        this.desktop = desktop;
    }

    @Test
    void isFilledInWhenTheMigrationIsOpenedAgainAndForgottenWhenItIsFinished(FxRobot robot, TwoPostgres servers)
            throws Exception {
        Keychain keychain = keychain();
        open();
        begin(robot, servers.sourceSettings(), servers.targetSettings());
        String id = wizard.migration().id();
        await(() -> keychain.find(id, Side.TARGET).isPresent());
        assertThat(keychain.find(id, Side.SOURCE))
                .contains(servers.sourceSettings().password());
        closeWindow();

        open();
        robot.interact(() -> wizard.resume(library.list().get(0)));
        robot.interact(() -> wizard.showPage(1));
        await(() -> tick(robot).isSelected());
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(Password.of(text(robot, "#password")))
                .isEqualTo(servers.sourceSettings().password());
        assertThat(robot.lookup("#changed").<Label>query().getText())
                .isEqualTo("The password is the one that was remembered on this computer.");
        robot.interact(() -> Snapshots.save(window.scene(), Path.of("target/pictures/remembered.png")));
        test(robot);

        wizard.migration().events().publish(new PhaseEnded(Instant.now(), Phase.FINISH, PhaseStatus.DONE));
        await(() -> keychain.find(id, Side.SOURCE).isEmpty()
                && keychain.find(id, Side.TARGET).isEmpty());
        await(() -> !tick(robot).isSelected());
    }

    @Test
    void isForgottenWhenTheTickGoesOrTheMigrationIsDeleted(FxRobot robot, TwoPostgres servers) throws Exception {
        Keychain keychain = keychain();
        open();
        begin(robot, servers.sourceSettings(), servers.targetSettings());
        String id = wizard.migration().id();
        await(() -> keychain.find(id, Side.TARGET).isPresent());

        robot.interact(() -> tick(robot).fire());
        await(() -> keychain.find(id, Side.TARGET).isEmpty());
        assertThat(keychain.find(id, Side.SOURCE)).isPresent();
        closeWindow();
        open();
        library.delete(id);

        assertThat(keychain.find(id, Side.SOURCE)).isEmpty();
    }

    @Test
    void keepsNothingUnlessAskedAndNothingOfAMigrationWithoutAJournal(FxRobot robot, TwoPostgres servers)
            throws Exception {
        Keychain keychain = keychain();
        open();
        robot.interact(() -> wizard.startNew());
        robot.interact(() -> wizard.showPage(1));
        await(() -> !tick(robot).isDisabled());
        assertThat(tick(robot).isSelected()).isFalse();
        robot.interact(() -> tick(robot).fire());
        paste(robot, servers.sourceSettings());
        test(robot);
        robot.interact(() -> wizard.showPage(2));
        await(() -> !tick(robot).isDisabled());
        assertThat(keychain.find(wizard.migration().id(), Side.SOURCE)).isEmpty();
        paste(robot, servers.targetSettings());
        test(robot);

        await(() -> keychain.find(wizard.migration().id(), Side.SOURCE).isPresent());
        assertThat(keychain.find(wizard.migration().id(), Side.TARGET)).isEmpty();
    }

    @Test
    void cannotBeTickedWhereThereIsNoKeychainAndSaysWhy(FxRobot robot, TwoPostgres servers) throws Exception {
        open();
        robot.interact(() -> wizard.startNew());
        robot.interact(() -> wizard.showPage(1));
        await(() -> meaning(robot).startsWith("Not possible here"));
        paste(robot, servers.sourceSettings());
        test(robot);

        assertThat(meaning(robot))
                .isEqualTo("Not possible here: no keychain runs. GNOME Keyring, KWallet and KeePassXC are some.");
        assertThat(tick(robot).isDisabled()).isTrue();
        robot.interact(() -> Snapshots.save(window.scene(), Path.of("target/pictures/no-keychain.png")));
    }

    private void begin(FxRobot robot, ConnectionSettings source, ConnectionSettings target) throws Exception {
        robot.interact(() -> wizard.startNew());
        for (ConnectionSettings server : List.of(source, target)) {
            robot.interact(() -> wizard.showPage(wizard.pageIndexProperty().get() + 1));
            await(() -> !tick(robot).isDisabled());
            robot.interact(() -> tick(robot).fire());
            paste(robot, server);
            test(robot);
        }
    }

    private Keychain keychain() {
        desktop.startKeychain();
        return Keychains.onBus(desktop.address());
    }

    /** As the program does it. */
    private void open() throws Exception {
        library = new FileLibrary(folder, Clock.systemUTC());
        passwords = new PasswordMemory(Keychains.onBus(desktop.address()));
        library.whenDeleted(passwords::clear);
        Stage stage = FxToolkit.registerStage(Stage::new);
        FxToolkit.setupFixture(() -> {
            wizard = new Wizard(library, Clock.systemUTC(), Duration.ofMillis(200), new NoReports(), link -> {});
            wizard.rememberPasswordsIn(passwords);
            window = new WizardWindow(
                    stage, wizard, WizardPages.all(wizard), new Label(), new Themes(ThemeChoice.inMemory()));
            window.show();
        });
    }

    @AfterEach
    void closeWindow() throws Exception {
        if (library != null) {
            FxToolkit.setupFixture(window::close);
            passwords.close();
            library.close();
        }
    }

    private static void test(FxRobot robot) throws Exception {
        robot.interact(() -> robot.lookup("#primary-action").queryButton().fire());
        await(() -> !robot.lookup("#next").queryAs(Button.class).isDisabled());
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static void paste(FxRobot robot, ConnectionSettings settings) {
        type(robot, "#paste", ConnectionStrings.uriWithPassword(settings));
        settings.sslRootCert().ifPresent(file -> type(robot, "#rootcert", file.toString()));
    }

    private static void type(FxRobot robot, String field, String text) {
        robot.interact(() -> robot.lookup(field).queryAs(TextInputControl.class).setText(text));
    }

    private static String text(FxRobot robot, String field) {
        return robot.lookup(field).queryAs(TextInputControl.class).getText();
    }

    private static CheckBox tick(FxRobot robot) {
        return robot.lookup("#remember-password").query();
    }

    private static String meaning(FxRobot robot) {
        return robot.lookup("#remember-meaning").queryLabeled().getText();
    }

    private static void await(BooleanSupplier condition) throws Exception {
        WaitForAsyncUtils.waitFor(30, TimeUnit.SECONDS, condition::getAsBoolean);
    }
}
