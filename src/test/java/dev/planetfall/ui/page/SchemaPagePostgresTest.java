package dev.planetfall.ui.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.SchemaKey;
import dev.planetfall.migration.SchemaOutcome.Result;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import dev.planetfall.ui.FxThread;
import dev.planetfall.ui.InView;
import dev.planetfall.ui.Snapshots;
import dev.planetfall.ui.control.Banner;
import dev.planetfall.ui.control.TableGrid;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/** The Schema page on two servers, by mouse and keyboard: one object is edited and tried again, others are skipped. */
@ExtendWith(TwoPostgresExtension.class)
@Timeout(180)
class SchemaPagePostgresTest extends WindowTest {
    private static final int PAGE = 6;
    private static final SchemaKey CUSTOMER = new SchemaKey("TABLE", "public.customer");
    private static final SchemaKey EARTH = new SchemaKey("EXTENSION", "earthdistance");
    private static final SchemaKey CODE = new SchemaKey("FUNCTION", "public.code()");

    private FxRobot robot;

    @BeforeEach
    void makeSmall(FxRobot newRobot) {
        newRobot.interact(() -> {
            stage.setWidth(900);
            stage.setHeight(600);
        });
    }

    @Test
    void editsOneObjectAndSkipsOthersUntilTheSchemaIsDone(FxRobot newRobot, TwoPostgres servers) {
        robot = newRobot;
        load(servers);
        robot.interact(() -> {
            wizard.plan().source(servers.sourceSettings()).target(servers.targetSettings());
            wizard.showPage(PAGE);
        });
        assertThat(shows("next-condition", "To go on, press \"Copy the schema\"."))
                .isTrue();
        click("primary-action");
        await("the run to fail", () -> shows("banner-text", "could not be created on PlanetScale"));
        assertThat(shows("next-condition", "To go on, press \"Run again\".")).isTrue();
        picture("failed");

        select(EARTH);
        assertThat(messageOfObject())
                .contains("Missing extension", "earthdistance", "Enable the extension for this database");
        select(CUSTOMER);
        assertThat(messageOfObject()).contains("Waits for another", "EXTENSION earthdistance");
        picture("selected");
        robot.clickOn("#ddl-editor").push(KeyCode.CONTROL, KeyCode.A);
        robot.write("CREATE TABLE public.customer (id integer, place text)", 0);
        picture("edited");
        click("try-again");
        await("the table", () -> result(CUSTOMER) == Result.CREATED);

        skip(EARTH, "text will do");
        await("the view", () -> result(new SchemaKey("VIEW", "public.places")) == Result.CREATED);
        assertThat(state().outcomes().find(CODE).orElseThrow().message())
                .isEqualTo("It is written in INTERNAL, which only a superuser may use.");
        assertThat(result(CODE)).isEqualTo(Result.LEFT_OUT);
        await("the schema to be done", () -> state().isDone(Phase.SCHEMA));
        WaitForAsyncUtils.waitForFxEvents();
        picture("done");

        assertThat(state().choice(CUSTOMER).sql()).startsWith("CREATE TABLE public.customer");
        assertThat(shows("schema-counts", "1 skipped")).isTrue();
        assertThat(shows("schema-reader-used", "Last read with ")).isTrue();
    }

    private static void load(TwoPostgres servers) {
        servers.sourceAdmin().useSession(session -> session.execute("""
                CREATE EXTENSION earthdistance SCHEMA public CASCADE;
                CREATE FUNCTION public.code() RETURNS int LANGUAGE internal AS 'pg_backend_pid';
                """));
        servers.sourceDatabase().useSession(session -> session.execute("""
                CREATE TABLE public.customer (id integer, place public.earth);
                CREATE VIEW public.places AS SELECT place FROM public.customer;
                CREATE TABLE public.other (id integer PRIMARY KEY);
                """));
    }

    private void skip(SchemaKey key, String why) {
        select(key);
        click("skip-object");
        assertThat(robot.lookup("#confirm-skip").query().isDisabled()).isTrue();
        robot.clickOn("#skip-reason").write(why, 0);
        picture("skipping");
        click("confirm-skip");
        await(key + " to be skipped", () -> result(key) == Result.SKIPPED);
    }

    private void select(SchemaKey key) {
        robot.interact(() -> {
            TableGrid<SchemaViewModel.Row> grid =
                    robot.lookup("#schema-objects").query();
            grid.getItems().stream()
                    .filter(row -> row.outcome().key().equals(key))
                    .findFirst()
                    .ifPresent(row -> grid.getSelectionModel().select(row));
        });
        await(
                "the page to rest",
                () -> FxThread.ask(() -> !robot.lookup("#try-again").query().isDisabled()));
        robot.interact(() -> InView.bring(robot.lookup("#ddl-editor").query()));
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(robot.lookup("#ddl-editor").queryAs(TextArea.class).getText())
                .isEqualTo(state().outcomes().find(key).orElseThrow().sql().strip());
    }

    private void click(String id) {
        await(
                id,
                () -> FxThread.ask(() -> robot.lookup("#" + id)
                        .tryQuery()
                        .filter(node -> node.isVisible() && !node.isDisabled())
                        .isPresent()));
        robot.interact(() -> InView.bring(robot.lookup("#" + id).<Node>query()));
        robot.clickOn("#" + id);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private boolean shows(String id, String words) {
        return FxThread.ask(() -> robot.lookup("#" + id).queryAllAs(Label.class).stream()
                .anyMatch(label -> label.getText().contains(words)));
    }

    private String messageOfObject() {
        return FxThread.ask(() ->
                robot.lookup("#schema-object-message").queryAs(Banner.class).text());
    }

    private Result result(SchemaKey key) {
        return state().outcomes().find(key).orElseThrow().result();
    }

    private MigrationState state() {
        return wizard.migration().state();
    }

    private void await(String what, BooleanSupplier condition) {
        try {
            WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, condition::getAsBoolean);
        } catch (TimeoutException e) {
            throw new AssertionError("Waited in vain for " + what + ": " + state().schema() + state().steps(), e);
        }
        WaitForAsyncUtils.waitForFxEvents();
    }

    private void picture(String name) {
        WaitForAsyncUtils.sleep(150, TimeUnit.MILLISECONDS);
        WaitForAsyncUtils.waitForFxEvents();
        robot.interact(
                () -> Snapshots.save(stage.getScene(), Path.of("target", "pictures", "schema-" + name + ".png")));
        robot.interact(() -> window.themes().setDark(true));
        robot.interact(
                () -> Snapshots.save(stage.getScene(), Path.of("target", "pictures", "schema-" + name + "-dark.png")));
        robot.interact(() -> window.themes().setDark(false));
    }
}
