package dev.planetfall.ui.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.MigrationEvent;
import dev.planetfall.migration.MigrationEvent.PlanDecided;
import dev.planetfall.migration.Phase;
import dev.planetfall.store.FileLibrary;
import dev.planetfall.ui.NoReports;
import dev.planetfall.ui.Person;
import dev.planetfall.ui.RehearsalProgram;
import dev.planetfall.ui.Samples;
import dev.planetfall.ui.Snapshots;
import dev.planetfall.ui.Wizard;
import dev.planetfall.ui.WizardWindow;
import dev.planetfall.ui.control.Banner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;

/** Several migrations on the first page, in real files. */
@ExtendWith(ApplicationExtension.class)
class HomePageTest {
    @TempDir
    Path folder;

    private final List<String> links = new ArrayList<>();
    private final CompletableFuture<Optional<String>> rehearsalEnds = new CompletableFuture<>();
    private final RehearsalProgram rehearsal = new RehearsalProgram() {
        @Override
        public String command() {
            return "planetfall demo";
        }

        @Override
        public CompletableFuture<Optional<String>> start() {
            return rehearsalEnds;
        }
    };
    private final AtomicReference<Instant> now = new AtomicReference<>(Story.START);
    private FileLibrary library;
    private Wizard wizard;
    private WizardWindow window;
    private Stage stage;
    private Person person;

    @BeforeEach
    void openWindow(FxRobot robot) throws TimeoutException {
        library = new FileLibrary(folder.resolve("migrations"), Clock.systemUTC());
        write("m1", "Shop of Miller & Sons", Story.readyToCutOver());
        write("m2", "Blog", List.of(Story.done(Phase.CONNECT), Story.done(Phase.CHECK)));
        write("m3", "Trial of last week", List.of(Story.done(Phase.REPLICATE), Story.done(Phase.FINISH)));
        person = new Person(robot);
        FxToolkit.setupStage(shown -> {
            stage = shown;
            wizard = new Wizard(library, new HandsOfAClock(), Duration.ofMillis(200), new NoReports(), links::add);
            wizard.rehearseBy(rehearsal);
            window = Samples.window(stage, wizard);
        });
        person.await("the migrations", () -> !names(robot).isEmpty());
    }

    @AfterEach
    void closeWindow() throws TimeoutException {
        FxToolkit.setupFixture(window::close);
        library.close();
    }

    @Test
    void renamesAMigrationAndRefusesNoName(FxRobot robot) {
        choose(robot, "m2", "rename");
        person.click("name-m2");
        robot.push(KeyCode.CONTROL, KeyCode.A).push(KeyCode.DELETE).push(KeyCode.ENTER);
        person.await("the problem", () -> text(robot, "name-problem-m2").equals("A migration needs a name."));

        robot.write("Journal").push(KeyCode.ENTER);

        person.await("the new name", () -> names(robot).contains("Journal"));
        assertThat(names(robot)).containsExactlyInAnyOrder("Shop of Miller & Sons", "Journal", "Trial of last week");
        assertThat(stage.getScene().getFocusOwner())
                .hasToString(robot.lookup("#more-m2").query().toString());
    }

    @Test
    void goesOnTellingHowLongAgoItWasWhileSomebodyTypes(FxRobot robot) {
        choose(robot, "m2", "rename");
        person.click("name-m2");
        robot.push(KeyCode.CONTROL, KeyCode.A);
        robot.write("Jour");
        assertThat(standings(robot)).contains("Connect: done, just now");

        now.set(Story.START.plusSeconds(61));
        person.await("the next minute", () -> standings(robot).contains("Connect: done, 1 min ago"));

        robot.write("nal").push(KeyCode.ENTER);
        person.await("the new name", () -> names(robot).contains("Journal"));
    }

    @Test
    void findsMigrationsByWhatTheyAreCalledAndWhereTheyAre(FxRobot robot) {
        robot.clickOn("#search-migrations").write("miller SHOP");
        assertThat(names(robot)).containsExactly("Shop of Miller & Sons");

        robot.write(" psdb.cloud nowhere");
        assertThat(names(robot)).isEmpty();
        assertThat(text(robot, "no-migrations")).isEqualTo("No migration matches \"miller SHOP psdb.cloud nowhere\".");

        robot.push(KeyCode.ESCAPE);
        assertThat(names(robot)).hasSize(3);
    }

    @Test
    void putsMigrationsAwayUnlessSomethingOfThemIsPressing(FxRobot robot) {
        choose(robot, "m1", "archive");
        assertThat(person.banner("home-banner"))
                .isEqualTo(
                        "\"Shop of Miller & Sons\" cannot be archived yet. The source keeps log for this migration.");

        choose(robot, "m3", "archive");
        person.await("it is gone", () -> names(robot).size() == 2);

        robot.clickOn("#show-archived");
        assertThat(names(robot)).contains("Trial of last week");
        choose(robot, "m3", "archive");
        person.await("it is back", () -> !robot.lookup("#show-archived").query().isVisible());
        assertThat(names(robot)).hasSize(3);
    }

    @Test
    void makesAnotherMigrationOfTheSameServers(FxRobot robot) {
        choose(robot, "m1", "duplicate");

        person.await("the copy", () -> names(robot).contains("Shop of Miller & Sons (copy)"));
        assertThat(person.banner("home-banner"))
                .isEqualTo("\"Shop of Miller & Sons (copy)\" was made with the servers, scope and settings of"
                        + " \"Shop of Miller & Sons\". Resume it to type the passwords.");
    }

    @Test
    void opensTheJournalAndItsFolderInTheSystem(FxRobot robot) {
        choose(robot, "m2", "open-journal");
        choose(robot, "m2", "open-folder");

        Path journal = library.files().journal("m2");
        assertThat(links)
                .containsExactly(
                        journal.toUri().toString(), journal.getParent().toUri().toString());
    }

    @Test
    void showsDiagnosticsBeforeItSavesThem(FxRobot robot) {
        choose(robot, "m2", "diagnose");
        person.await(
                "what is in it",
                () -> robot.lookup("#part-journal-jsonl").tryQuery().isPresent());
        person.click("part-journal-jsonl");
        assertThat(robot.lookup("#diagnostics-text-m2").queryAs(TextArea.class).getText())
                .contains("source-server")
                .doesNotContain("example.com");
        assertThat(text(robot, "removed-m2")).startsWith("Taken out: names of servers (");
        picture(robot, "home-diagnostics");

        Path zip = folder.resolve("diagnostics.zip");
        robot.interact(() ->
                ((DiagnosticsPane) robot.lookup("#diagnostics-text-m2").query().getParent()).save(zip));
        person.await("the file", () -> person.banner("home-banner").startsWith("The diagnostics were saved as "));
        assertThat(zip).isNotEmptyFile();
    }

    @Test
    void handsAMigrationOnAndTakesOneWithoutAnId(FxRobot robot) throws IOException {
        Path file = folder.resolve("shop.json");
        HomeCommands commands = new HomeCommands(wizard, new Banner(), () -> {});
        HomeViewModel.Row row = new HomeViewModel(Clock.systemUTC())
                .rows(library.list()).stream()
                        .filter(each -> each.id().equals("m1"))
                        .findFirst()
                        .orElseThrow();
        robot.interact(() -> commands.exportPlan(row, file));
        person.await("the file", () -> Files.exists(file));

        robot.interact(() -> commands.importPlan(file));

        person.await(
                "its first page",
                () -> person.banner("home-banner").isEmpty()
                        && wizard.plan().source().isPresent());
        assertThat(wizard.plan().source().orElseThrow())
                .isEqualTo(Story.plan().source().withoutPassword());
        assertThat(library.list()).hasSize(4);
    }

    @Test
    void changesNothingForAFileThatIsNone(FxRobot robot) throws IOException {
        Path file = Files.writeString(folder.resolve("shop.json"), "{}");
        Banner banner = new Banner();

        robot.interact(() -> new HomeCommands(wizard, banner, () -> {}).importPlan(file));

        person.await("the sentence", () -> !banner.text().isEmpty());
        assertThat(banner.text())
                .isEqualTo("Nothing was changed. shop.json cannot be imported: it is no migration file of Planetfall.");
        assertThat(library.list()).hasSize(3);
    }

    @Test
    void startsOneRehearsalAtATimeAndSaysWhyItEnded(FxRobot robot) {
        person.click("start-rehearsal");
        assertThat(person.banner("home-banner"))
                .isEqualTo(
                        "The rehearsal opens in a window of its own within half a minute. When that window is closed,"
                                + " another one can be started.");
        assertThat(robot.lookup("#start-rehearsal").query().isDisabled()).isTrue();

        rehearsalEnds.complete(Optional.of("No display."));

        person.await("the reason", () -> person.banner("home-banner").equals("The rehearsal has ended: No display."));
        assertThat(robot.lookup("#start-rehearsal").query().isDisabled()).isFalse();
    }

    @Test
    void keepsMigrationsInTheListWhoseJournalsAreDamaged(FxRobot robot) throws IOException {
        library.close();
        damage("m1", lines -> lines.set(3, "rubbish"));
        damage("m2", lines -> lines.replaceAll(line -> "rubbish"));
        robot.interact(() -> wizard.showPage(1));
        robot.interact(() -> wizard.showPage(0));
        person.await("one without its plan", () -> names(robot).contains("m2"));
        assertThat(names(robot)).containsExactlyInAnyOrder("Shop of Miller & Sons", "m2", "Trial of last week");
        assertThat(robot.lookup("#resume-m2").tryQuery()).isEmpty();
        picture(robot, "home-damaged");

        choose(robot, "m2", "delete");
        person.click("confirm-delete-m2");
        person.await("it is gone", () -> names(robot).size() == 2);

        person.click("resume-m1");
        person.await("it is open", () -> wizard.plan().source().isPresent());
        assertThat(wizard.migration().state().damage()).isPresent();
    }

    private void damage(String id, Consumer<List<String>> stranger) throws IOException {
        Path journal = library.files().journal(id);
        List<String> lines = new ArrayList<>(Files.readAllLines(journal));
        stranger.accept(lines);
        Files.write(journal, lines);
    }

    @Test
    void isAPictureToLookAt(FxRobot robot) {
        for (boolean dark : new boolean[] {false, true}) {
            robot.interact(() -> window.themes().setDark(dark));
            picture(robot, "home-migrations" + (dark ? "-dark" : ""));
        }
        choose(robot, "m2", "rename");
        picture(robot, "home-rename-dark");
    }

    private void write(String id, String name, List<? extends MigrationEvent> events) {
        library.journal(id).append(new PlanDecided(Story.START, Story.plan().named(name)));
        events.stream()
                .filter(event -> event.isJournaled() && !(event instanceof PlanDecided))
                .forEach(library.journal(id)::append);
    }

    /** Opens the menu of a migration with the keyboard and clicks on an item. By its id: a hidden button is called the same. */
    private void choose(FxRobot robot, String id, String item) {
        robot.interact(() -> robot.lookup("#more-" + id).query().requestFocus());
        robot.push(KeyCode.SPACE);
        String offered = "#" + item + "-" + id;
        person.await("the menu", () -> robot.lookup(offered).tryQuery().isPresent());
        robot.clickOn(offered);
        WaitForAsyncUtils.waitForFxEvents();
        // Without a window manager nobody gives the window the keyboard back when a menu closes.
        robot.interact(
                () -> robot.lookup("#migrations").query().getScene().getWindow().requestFocus());
    }

    private List<String> standings(FxRobot robot) {
        return robot.lookup("#migrations .text-muted").queryAllAs(Label.class).stream()
                .map(Label::getText)
                .toList();
    }

    private List<String> names(FxRobot robot) {
        return robot.lookup("#migrations .section-heading").queryAllAs(Label.class).stream()
                .map(Label::getText)
                .toList();
    }

    private static String text(FxRobot robot, String id) {
        return robot.lookup("#" + id).queryAs(Label.class).getText();
    }

    private void picture(FxRobot robot, String name) {
        robot.interact(() -> {
            stage.setWidth(1_100);
            stage.setHeight(720);
        });
        WaitForAsyncUtils.waitForFxEvents();
        robot.interact(() -> Snapshots.save(stage.getScene(), Path.of("target", "pictures", name + ".png")));
    }

    /** Stands still until somebody moves it. */
    private final class HandsOfAClock extends Clock {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now.get();
        }
    }
}
