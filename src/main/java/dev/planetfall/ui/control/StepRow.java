package dev.planetfall.ui.control;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.Failure;
import dev.planetfall.migration.Method;
import dev.planetfall.migration.Progress;
import dev.planetfall.migration.StepState;
import dev.planetfall.migration.StepStatus;
import dev.planetfall.ui.Mark;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** One line of a {@link StepList}. */
final class StepRow extends HBox {
    private final String stepId;
    private final Predicate<Method> serves;
    private final StackPane icon = new StackPane();
    private final Label title;
    private final Label word = new Label();
    private final Label progressText = new Label();
    private final ProgressBar bar = new ProgressBar();
    private final Label failure = new Label();
    private boolean failureShown = true;
    private StepState shown = StepState.of(StepStatus.PENDING);

    StepRow(StepList.StepLine line) {
        stepId = line.id();
        serves = line.serves();
        title = new Label(line.title());
        getStyleClass().add("step-row");
        icon.getStyleClass().add("step-icon");
        title.getStyleClass().add("step-title");
        word.getStyleClass().add("step-word");
        word.setMinWidth(Region.USE_PREF_SIZE);
        progressText.getStyleClass().add("step-progress");
        failure.getStyleClass().add("step-failure");
        bar.setMaxWidth(Double.MAX_VALUE);
        for (Label label : new Label[] {title, progressText, failure}) {
            label.setWrapText(true);
            label.setMinHeight(Region.USE_PREF_SIZE);
        }
        VBox body = new VBox(title, progressText, bar, failure);
        body.getStyleClass().add("step-body");
        HBox.setHgrow(body, Priority.ALWAYS);
        getChildren().addAll(icon, body, word);
        show();
    }

    String id() {
        return stepId;
    }

    boolean serves(Method method) {
        return serves.test(method);
    }

    void setFailureShown(boolean newShown) {
        failureShown = newShown;
        show();
    }

    void update(StepState state) {
        if (!state.equals(shown)) {
            shown = state;
            show();
        }
    }

    private void show() {
        Mark mark = Mark.of(shown.status());
        icon.getChildren().setAll(mark.icon());
        getStyleClass().setAll("step-row", mark.tone());
        word.setText(word(shown.status()));
        Optional<Progress> progress = shown.progress();
        progressText.setText(progress.map(StepRow::described).orElse(""));
        setShown(progressText, progress.isPresent());
        bar.setProgress(progress.map(Progress::fraction).orElse(-1.0));
        setShown(bar, shown.status() == StepStatus.RUNNING);
        failure.setText(shown.failure().map(StepRow::described).orElse(""));
        setShown(failure, failureShown && shown.failure().isPresent());
    }

    private static String word(StepStatus status) {
        return switch (status) {
            case PENDING -> "";
            case RUNNING -> Messages.text("control.step-row.running");
            case DONE -> Messages.text("control.step-row.done");
            case ALREADY_DONE -> Messages.text("control.step-row.nothing-to-do");
            case FAILED -> Messages.text("control.step-row.failed");
            case CANCELLED -> Messages.text("control.step-row.stopped");
            case SKIPPED -> Messages.text("control.step-row.skipped");
            case UNDONE -> Messages.text("control.step-row.taken-back");
        };
    }

    static String described(Failure failure) {
        return failure.sentence()
                + failure.lines().stream().map(line -> "\n" + line).collect(Collectors.joining());
    }

    private static String described(Progress progress) {
        String amount = progress.amount();
        if (progress.label().isEmpty() || amount.isEmpty()) {
            return progress.label() + amount;
        }
        return progress.label() + " · " + amount;
    }

    private static void setShown(Region node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }
}
