package dev.planetfall.ui;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.PhaseStatus;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** Says on every page that somebody's application cannot write, and lets its writers on again after a question. */
final class FrozenStrip extends HBox {
    private static final String STOPPED = Messages.text("window.frozen-strip.writes-on-the-source-are");
    private static final String QUESTION = Messages.text("window.frozen-strip.the-copied-rows-are-out");

    private final Wizard wizard;
    private final Label text = new Label();
    private final Button open = new Button(Messages.text("window.frozen-strip.let-writers-on-again"));
    private final Button yes = new Button(Messages.text("window.frozen-strip.yes-let-writers-on"));
    private final Button no = new Button(Messages.text("window.frozen-strip.keep-them-stopped"));
    private final HBox question = new HBox(12, yes, no);
    private String problem = "";
    private boolean asking;

    FrozenStrip(Wizard wizard) {
        super(12);
        this.wizard = wizard;
        setId("frozen-strip");
        getStyleClass().addAll("log-strip", Mark.WARNING.tone());
        text.setWrapText(true);
        text.setMinHeight(Region.USE_PREF_SIZE);
        setMinHeight(Region.USE_PREF_SIZE);
        setAlignment(Pos.CENTER_LEFT);
        open.setId("let-writers-on");
        open.setOnAction(click -> ask(true));
        yes.setId("let-writers-on-confirm");
        yes.getStyleClass().add("danger");
        yes.setOnAction(click -> lift());
        no.setId("let-writers-on-cancel");
        no.setOnAction(click -> ask(false));
        question.setAlignment(Pos.CENTER_LEFT);
        HarmlessAnswer.guard(question, no);
        for (Button button : new Button[] {open, yes, no}) {
            button.setMinWidth(Region.USE_PREF_SIZE);
        }
        text.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(text, Priority.ALWAYS);
        getChildren().addAll(Mark.WARNING.icon(), text, open, question);
        setShown(this, false);
    }

    /** @param page the phase of the page that is shown; earlier ones have nothing to do with it */
    void update(MigrationState state, Phase page) {
        boolean shown = state.isFrozenForCopy() && page.compareTo(Phase.REPLICATE) >= 0;
        boolean busy = state.status(Phase.REPLICATE) == PhaseStatus.RUNNING
                || state.status(Phase.CUTOVER) == PhaseStatus.RUNNING;
        setShown(this, shown);
        boolean connected = wizard.migration().plan().isPresent();
        setShown(open, !asking && !busy && connected);
        setShown(question, asking && !busy);
        String passwords = connected ? "" : Messages.text("window.frozen-strip.to-let-writers-on-again");
        text.setText(problem.isEmpty() ? (asking ? QUESTION : STOPPED + passwords) : problem);
    }

    private void ask(boolean now) {
        asking = now;
        problem = "";
        update(wizard.live().state(), Phase.REPLICATE);
    }

    private void lift() {
        ask(false);
        open.setDisable(true);
        FxThread.deliver(wizard.migration().letWritersOn(), status -> open.setDisable(false), thrown -> {
            open.setDisable(false);
            problem = Messages.text("window.frozen-strip.writers-could-not-be-let", thrown.getMessage());
            update(wizard.live().state(), Phase.REPLICATE);
        });
    }

    private static void setShown(Region node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }
}
