package dev.planetfall.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.demo.SampleStore;
import dev.planetfall.demo.Workload;
import dev.planetfall.migration.Phase;
import dev.planetfall.postgres.ConnectionSettings;
import dev.planetfall.postgres.ConnectionStrings;
import dev.planetfall.store.FileLibrary;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import dev.planetfall.ui.control.ActivityDrawer;
import dev.planetfall.ui.page.WizardPages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;

/** The whole window on two servers, driven by mouse and keyboard only, and by keyboard alone. */
@ExtendWith({ApplicationExtension.class, TwoPostgresExtension.class})
@Timeout(300)
class WizardJourneyPostgresTest {
    private static final int MEGABYTES = 1;
    private static final int TRANSACTIONS_PER_SECOND = 20;
    private static final String PROOF =
            "Verified: \\d+ tables, [\\d,]+ rows, 0 differences\\. Writes were stopped for .+\\."
                    + " Start your application with the connection of the next page\\.";

    @TempDir
    private Path migrations;

    private FxRobot robot;
    private Person person;
    private FileLibrary library;
    private WizardWindow window;

    @BeforeEach
    void openWindow(FxRobot newRobot) {
        robot = newRobot;
        person = new Person(robot);
        open();
    }

    @AfterEach
    void closeWindow() {
        robot.interact(window::close);
        library.close();
    }

    @Test
    void migratesWhileTheApplicationWrites(TwoPostgres servers) throws IOException {
        SampleStore.load(servers.sourceDatabase(), MEGABYTES);
        try (Workload workload = Workload.start(servers.sourceSettings(), TRANSACTIONS_PER_SECOND)) {
            begin(servers);
            replicate();
            cutOver();
            workload.stop();

            assertThat(person.banner("cutover-result")).matches(PROOF);
            assertThat(workload.acknowledged()).isPositive();
            assertThat(workload.missingFrom(servers.targetDatabase())).isZero();
            cleanUp();
        }
        assertThat(everyFile())
                .isNotEmpty()
                .doesNotContain(servers.sourceSettings().password().reveal())
                .doesNotContain(servers.targetSettings().password().reveal());
    }

    @Test
    void migratesByKeyboardAlone(TwoPostgres servers) {
        KeyboardPerson keyboard = new KeyboardPerson(robot);
        person = keyboard;
        SampleStore.load(servers.sourceDatabase(), MEGABYTES);
        try (Workload workload = Workload.start(servers.sourceSettings(), TRANSACTIONS_PER_SECOND)) {
            begin(servers);
            replicate();
            keyboard.arrow("view-tables", KeyCode.RIGHT);
            assertThat(person.isLive("save-history")).isTrue();
            cutOver();
            workload.stop();

            assertThat(person.banner("cutover-result")).matches(PROOF);
            assertThat(workload.missingFrom(servers.targetDatabase())).isZero();
            cleanUp();
        }
        assertThat(obstaclesOfEveryPage(keyboard)).isEmpty();
    }

    @Test
    void goesOnInANewWindowWhileReplicationRuns(TwoPostgres servers) {
        SampleStore.load(servers.sourceDatabase(), MEGABYTES);
        try (Workload workload = Workload.start(servers.sourceSettings(), TRANSACTIONS_PER_SECOND)) {
            begin(servers);
            replicate();
            String migration = window.wizard().migration().id();
            closeWindow();
            long whileClosed = workload.acknowledged();
            open();

            person.click("resume-" + migration);
            person.await("the source", () -> person.title().equals("Source"));
            assertThat(person.mayGoOn()).isFalse();
            person.type("password", servers.sourceSettings().password().reveal());
            person.click("primary-action");
            person.goOnTo("PlanetScale");
            person.type("password", servers.targetSettings().password().reveal());
            person.click("primary-action");
            person.goOnTo("Replicate");
            awaitLive();
            cutOver();
            workload.stop();

            assertThat(person.banner("cutover-result")).matches(PROOF);
            assertThat(workload.acknowledged()).isGreaterThan(whileClosed);
            assertThat(workload.missingFrom(servers.targetDatabase())).isZero();
            cleanUp();
        }
    }

    @Test
    void refusesTheSourceAsItsOwnTarget(TwoPostgres servers) {
        ConnectionSettings source = servers.sourceSettings();
        person.click("new-migration");
        pasteSource(source);
        typeTarget(source);
        person.await("a sentence", () -> !person.banner("connection-banner").isEmpty());

        assertThat(person.banner("connection-banner"))
                .isEqualTo(
                        "The source and PlanetScale are one and the same server, which %s:%d leads to as well: check"
                                + " which of the two addresses is wrong.",
                        source.host(), source.port());
        assertThat(person.mayGoOn()).isFalse();
    }

    /** As the program does it. */
    private void open() {
        library = new FileLibrary(migrations, Clock.systemUTC());
        robot.interact(() -> {
            Stage stage = new Stage();
            Wizard wizard = new Wizard(library, Clock.systemUTC(), Duration.ofMillis(200), new NoReports(), link -> {});
            Themes themes = new Themes(ThemeChoice.inMemory());
            ActivityDrawer drawer = new ActivityDrawer(wizard.live().statements());
            window = new WizardWindow(stage, wizard, WizardPages.all(wizard), drawer, themes);
            window.show();
            stage.toFront();
        });
    }

    /** Home, Source, PlanetScale, Scope, Checks, Disk size, Schema. */
    private void begin(TwoPostgres servers) {
        person.click("new-migration");
        pasteSource(servers.sourceSettings());
        typeTarget(servers.targetSettings());
        person.goOnTo("Scope");
        person.goOnTo("Checks");
        person.goOnTo("Disk size");
        // Growth is told from a sample of a fifth of a second here, so that "enough" may be much.
        person.type("disk-gigabytes", "1000");
        person.goOnTo("Schema");
        person.click("primary-action");
        person.goOnTo("Replicate");
    }

    private void pasteSource(ConnectionSettings source) {
        person.paste("paste", ConnectionStrings.uriWithPassword(source));
        person.click("primary-action");
        person.goOnTo("PlanetScale");
    }

    private void typeTarget(ConnectionSettings target) {
        person.type("host", target.host());
        person.type("port", Integer.toString(target.port()));
        person.type("database", target.database());
        person.type("user", target.user());
        person.type("password", target.password().reveal());
        person.click("primary-action");
    }

    private void replicate() {
        person.click("primary-action");
        awaitLive();
    }

    /** With all steps behind the copy. */
    private void awaitLive() {
        person.await(
                "replication",
                () -> person.banner("next-action").startsWith("Everything is live and ") && person.mayGoOn());
    }

    /** Verify, Sequences, Cut over. */
    private void cutOver() {
        person.goOnTo("Verify");
        person.click("primary-action");
        person.goOnTo("Sequences");
        person.click("primary-action");
        person.goOnTo("Cut over");
        person.click("confirm");
        person.click("primary-action");
        person.await("the cutover", person::mayGoOn);
    }

    private void cleanUp() {
        person.goOnTo("Finish");
        person.click("primary-action");
        person.await("a result", () -> !person.banner("clean-up-result").isEmpty());

        assertThat(person.banner("clean-up-result"))
                .isEqualTo("Both servers answered, and nothing of the migration is left on them.");
        assertThat(window.wizard().migration().state().isDone(Phase.FINISH)).isTrue();
    }

    /** After the migration, when all pages are filled. */
    private List<String> obstaclesOfEveryPage(KeyboardPerson keyboard) {
        List<String> obstacles = new ArrayList<>();
        for (int page = 0; page < window.pages().size(); page++) {
            int index = page;
            robot.interact(() -> window.wizard().showPage(index));
            WaitForAsyncUtils.waitForFxEvents();
            keyboard.obstacles().forEach(obstacle -> obstacles.add(person.title() + ": " + obstacle));
        }
        return obstacles;
    }

    private String everyFile() throws IOException {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> files = Files.walk(migrations)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                text.append(Files.readString(file));
            }
        }
        return text.toString();
    }
}
