package dev.planetfall.ui.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.CutoverEvent.FreezeBegun;
import dev.planetfall.migration.MigrationEvent;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.SchemaOutcome.Result;
import dev.planetfall.migration.TableComparison.Verdict;
import dev.planetfall.ui.NoMigrations;
import dev.planetfall.ui.NoReports;
import dev.planetfall.ui.Wizard;
import dev.planetfall.ui.WizardPage;
import dev.planetfall.ui.control.Banner;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ListView;
import javafx.scene.control.TextArea;
import javafx.scene.input.Clipboard;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class LastPagesTest {
    private final List<String> opened = new ArrayList<>();
    private Stage stage;
    private Wizard wizard;

    @Start
    void start(Stage newStage) {
        stage = newStage;
        wizard =
                new Wizard(new NoMigrations(), Clock.systemUTC(), Duration.ofMillis(200), new NoReports(), opened::add);
        wizard.startNew();
    }

    @Stop
    void stop() {
        wizard.close();
    }

    @Test
    void cutsOverOnlyWhenEverythingIsReadyAndConfirmed(FxRobot robot) throws TimeoutException {
        show(robot, CutOverPage::new, Story.readyToCutOver());
        until(() -> !find(robot, "#confirm", CheckBox.class).isDisabled());
        assertThat(find(robot, "#primary-action", Button.class).isDisabled()).isTrue();

        robot.clickOn("#confirm");

        assertThat(find(robot, "#primary-action", Button.class).isDisabled()).isFalse();
    }

    @Test
    void keepsTheButtonAwayWhileAConditionIsOpen(FxRobot robot) {
        show(robot, CutOverPage::new, List.of(Story.decided()));

        assertThat(find(robot, "#confirm", CheckBox.class).isDisabled()).isTrue();
        assertThat(find(robot, "#primary-action", Button.class).isDisabled()).isTrue();
    }

    @Test
    void offersToAllowWritesAgainAfterAnInterruptedCutover(FxRobot robot) throws TimeoutException {
        List<MigrationEvent> events = Story.readyToCutOver();
        events.add(Story.started(Phase.CUTOVER));
        events.add(new FreezeBegun(Story.START));
        show(robot, CutOverPage::new, events);

        until(() -> find(robot, "#unfreeze", Button.class).getParent().isVisible());
    }

    @Test
    void asksBeforeGoingBack(FxRobot robot) throws TimeoutException {
        show(
                robot,
                CutOverPage::new,
                Story.cutOver(Story.compared(true, Story.compared("customer", 5, 5, Verdict.EQUAL))));
        until(() -> text(robot, "#cutover-result").startsWith("Verified: 1 table, 5 rows, 0 differences."));

        robot.clickOn("#go-back");

        assertThat(find(robot, "#go-back-confirm", Button.class).getParent().isVisible())
                .isTrue();
        robot.clickOn("#go-back-cancel");
        assertThat(find(robot, "#go-back", Button.class).isVisible()).isTrue();
    }

    @Test
    void tellsTheNextActionOfReplication(FxRobot robot) throws TimeoutException {
        show(robot, ReplicatePage::new, Story.readyToCutOver());

        until(() ->
                text(robot, "#next-action").equals("Everything is live and 400 ms behind. Go on when you are ready."));
    }

    @Test
    void showsWhatAFailedObjectWasAndWhatTheServerSaid(FxRobot robot) throws TimeoutException {
        show(
                robot,
                SchemaPage::new,
                List.of(
                        Story.decided(),
                        Story.applied("TABLE", "public.a", Result.CREATED, ""),
                        Story.applied("INDEX", "public.i", Result.FAILED, "no such function")));
        until(() -> robot.lookup("public.i").tryQuery().isPresent());

        robot.clickOn("public.i");

        assertThat(robot.lookup("#schema-object-message").queryAs(Banner.class).text())
                .isEqualTo("Failed: no such function\n" + Result.FAILED.advice());
        assertThat(robot.lookup("#ddl-editor").<TextArea>query().getText()).isEqualTo("CREATE INDEX public.i");
    }

    @Test
    void copiesTheConnectionOfTheChosenStack(FxRobot robot) throws TimeoutException {
        show(robot, FinishPage::new, List.of(Story.decided()));
        until(() -> find(robot, "#stacks", ListView.class).getItems().size() == 11);
        assertThat(find(robot, "#primary-action", Button.class).isDisabled()).isTrue();

        robot.interact(
                () -> find(robot, "#stacks", ListView.class).getSelectionModel().select(4));
        robot.clickOn("#copy-snippet");

        robot.interact(() -> assertThat(Clipboard.getSystemClipboard().getString())
                .isEqualTo(ConnectionSnippets.of(Story.planetScale())
                        .get(0)
                        .snippets()
                        .get(4)
                        .text()));
    }

    @Test
    void opensTheReportItSaved(FxRobot robot) {
        show(robot, FinishPage::new, List.of(Story.decided()));

        robot.interact(() -> find(robot, "#save-report", Button.class).fire());

        assertThat(opened).hasSize(1).allMatch(address -> address.endsWith("report.html"));
        assertThat(text(robot, "#report-result")).startsWith("The report was saved to ");
    }

    @Test
    void opensTheRunbookItSaved(FxRobot robot) {
        show(robot, FinishPage::new, List.of(Story.decided()));

        robot.interact(() -> find(robot, "#save-runbook", Button.class).fire());

        assertThat(opened).hasSize(1).allMatch(address -> address.endsWith("runbook.html"));
        assertThat(text(robot, "#report-result")).startsWith("The runbook was saved to ");
    }

    private void show(FxRobot robot, Function<Wizard, WizardPage> page, List<? extends MigrationEvent> events) {
        events.forEach(wizard.migration().events()::publish);
        robot.interact(() -> {
            WizardPage shown = page.apply(wizard);
            stage.setScene(new Scene(shown.view(), 900, 700));
            stage.show();
            stage.toFront();
            shown.onEnter();
        });
    }

    private static void until(BooleanSupplier condition) throws TimeoutException {
        WaitForAsyncUtils.waitFor(10, TimeUnit.SECONDS, condition::getAsBoolean);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static <N extends Node> N find(FxRobot robot, String id, Class<N> type) {
        return robot.lookup(id).queryAs(type);
    }

    private static String text(FxRobot robot, String bannerId) {
        return robot.lookup(bannerId).queryAs(Banner.class).text();
    }
}
