package dev.planetfall.ui.page;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.ui.FxThread;
import dev.planetfall.ui.HarmlessAnswer;
import dev.planetfall.ui.Wizard;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** Pauses replication, lets it go on, or gives it up: each after its consequences were read and confirmed. */
final class PauseRow extends HBox {
    private final Wizard wizard;
    private final Runnable giveUp;
    private final Label text = PageLayout.wrapping("");
    private final Button pause = button("pause-replication", Messages.text("page.pause-row.pause"));
    private final Button resume = button("resume-replication", Messages.text("page.pause-row.resume"));
    private final Button stop = button("give-up-replication", Messages.text("page.pause-row.give-up"));
    private final Button yes = button("pause-confirm", "");
    private final Button no = button("pause-cancel", Messages.text("page.pause-row.cancel"));
    private final HBox question = PageLayout.row(yes, no);
    private String problem = "";
    private PauseWords.Question asked = PauseWords.Question.NONE;

    /** @param giveUp takes replication back, slot and all */
    PauseRow(Wizard wizard, Runnable giveUp) {
        super(12);
        this.wizard = wizard;
        this.giveUp = giveUp;
        setId("pause-row");
        getStyleClass().add("page-card");
        setAlignment(javafx.geometry.Pos.CENTER_LEFT);
        setMinHeight(USE_PREF_SIZE);
        text.setId("pause-words");
        text.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(text, Priority.ALWAYS);
        yes.getStyleClass().add("danger");
        pause.setOnAction(click -> ask(PauseWords.Question.PAUSE));
        stop.setOnAction(click -> ask(PauseWords.Question.GIVE_UP));
        resume.setOnAction(click -> carryOut(wizard.migration()::resume));
        no.setOnAction(click -> ask(PauseWords.Question.NONE));
        yes.setOnAction(click -> confirmed());
        HarmlessAnswer.guard(question, no);
        getChildren().addAll(text, pause, resume, stop, question);
        PageLayout.setShown(this, false);
    }

    void show(MigrationState state) {
        boolean possible = state.method().replicates()
                && state.replication().filter(now -> now.lagBytes().isPresent()).isPresent()
                && state.isUnderWay()
                && !state.writesFrozen()
                && !state.isDone(Phase.CUTOVER)
                && wizard.migration().plan().isPresent();
        PageLayout.setShown(this, possible);
        boolean paused = state.replication().filter(now -> !now.enabled()).isPresent();
        boolean asking = asked != PauseWords.Question.NONE;
        PageLayout.setShown(pause, !asking && !paused);
        PageLayout.setShown(resume, !asking && paused);
        PageLayout.setShown(stop, !asking && state.isDone(Phase.REPLICATE));
        PageLayout.setShown(question, asking);
        text.setText(problem.isEmpty() ? PauseWords.of(asked, state) : problem);
        yes.setText(Messages.text(
                asked == PauseWords.Question.PAUSE
                        ? "page.pause-row.yes-pause"
                        : "page.pause-row.yes-give-up-and-drop"));
    }

    private void ask(PauseWords.Question question) {
        asked = question;
        problem = "";
        show(wizard.live().state());
    }

    private void confirmed() {
        if (asked == PauseWords.Question.PAUSE) {
            carryOut(wizard.migration()::pause);
        } else {
            giveUp.run();
        }
        ask(PauseWords.Question.NONE);
    }

    private void carryOut(Supplier<CompletableFuture<Void>> command) {
        setDisable(true);
        FxThread.deliver(command.get(), done -> setDisable(false), thrown -> {
            setDisable(false);
            problem = Messages.text("page.pause-row.that-could-not-be-done", thrown.getMessage());
            show(wizard.live().state());
        });
    }

    private static Button button(String id, String words) {
        Button button = new Button(words);
        button.setId(id);
        button.setMinWidth(Region.USE_PREF_SIZE);
        return button;
    }
}
