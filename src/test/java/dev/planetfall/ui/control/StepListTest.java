package dev.planetfall.ui.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.Failure;
import dev.planetfall.migration.MigrationEvent.StepFailed;
import dev.planetfall.migration.MigrationEvent.StepFinished;
import dev.planetfall.migration.MigrationEvent.StepProgressed;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Progress;
import dev.planetfall.migration.StepStatus;
import dev.planetfall.ui.Samples;
import dev.planetfall.ui.control.StepList.StepLine;
import java.util.List;
import javafx.scene.control.Label;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class StepListTest {
    private StepList list;

    @Start
    void start(Stage stage) {
        list = new StepList(List.of(
                new StepLine("schema", "Copy the schema"),
                new StepLine("rows", "Copy all rows"),
                new StepLine("drain", "Wait for the last change")));
        Shown.in(stage, list);
    }

    @Test
    void tellsStateProgressAndFailureInWords(FxRobot robot) {
        MigrationState state = MigrationState.INITIAL
                .after(new StepFinished(Samples.NOON, "schema", StepStatus.ALREADY_DONE))
                .after(new StepProgressed(Samples.NOON, "rows", new Progress("shop.orders", 1 << 20, 4 << 20, "bytes")))
                .after(new StepFailed(
                        Samples.NOON, "drain", new Failure("The source did not answer.", "Run this again.")));

        robot.interact(() -> list.update(state));

        assertThat(texts(robot, ".step-word")).containsExactly("Nothing to do", "Running", "Failed");
        assertThat(texts(robot, ".step-progress")).contains("shop.orders · 1.00 MB of 4.00 MB");
        assertThat(texts(robot, ".step-failure")).contains("The source did not answer.\nRun this again.");
    }

    private static List<String> texts(FxRobot robot, String query) {
        return robot.lookup(query).queryAllAs(Label.class).stream()
                .map(Label::getText)
                .toList();
    }
}
