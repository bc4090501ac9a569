package dev.planetfall.ui.page;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.Diagnosis;
import dev.planetfall.migration.ErrorMeaning;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.watch.ErrorCatalogue;
import dev.planetfall.ui.FxThread;
import dev.planetfall.ui.Wizard;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;

/** Answers why rows arrive slowly, with the facts behind the answer; and what a line of a server's log means. */
final class DiagnosisPane extends VBox {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());

    private final Wizard wizard;
    private final Button ask = new Button(Messages.text("page.diagnosis.why-is-it-slow"));
    private final Label sentence = PageLayout.wrapping("");
    private final Label advice = PageLayout.wrapping("");
    private final Label evidence = PageLayout.muted("");
    private final TextField line = new TextField();
    private final Label meaning = PageLayout.wrapping("");
    private Optional<Diagnosis> shown = Optional.empty();

    DiagnosisPane(Wizard wizard) {
        super(8);
        this.wizard = wizard;
        setId("diagnosis");
        getStyleClass().add("page-card");
        setMinHeight(USE_PREF_SIZE);
        ask.setId("ask-why");
        ask.setMinWidth(USE_PREF_SIZE);
        ask.setOnAction(click -> examine());
        sentence.setId("diagnosis-sentence");
        sentence.getStyleClass().add("alarm-sentence");
        line.setId("log-line");
        line.setAccessibleText(Messages.text("page.diagnosis.log-line"));
        line.setPromptText(Messages.text("page.diagnosis.paste-a-line-of-planetscales"));
        line.textProperty().subscribe(this::explain);
        meaning.setId("log-line-meaning");
        getChildren().addAll(PageLayout.row(ask), sentence, advice, evidence, line, meaning);
        showText(sentence, "");
        showText(advice, "");
        showText(evidence, "");
        PageLayout.setShown(this, false);
    }

    void show(MigrationState state) {
        boolean possible = state.method().replicates()
                && state.mayHoldSlot()
                && state.replication().isPresent();
        PageLayout.setShown(this, possible);
        Optional<Diagnosis> found = state.safety().diagnosis();
        if (!found.equals(shown)) {
            shown = found;
            showText(sentence, found.map(DiagnosisPane::dated).orElse(""));
            showText(advice, found.map(Diagnosis::advice).orElse(""));
            showText(
                    evidence,
                    found.map(Diagnosis::evidence).map(DiagnosisPane::listed).orElse(""));
        }
    }

    private void examine() {
        if (wizard.migration().plan().isEmpty()) {
            showText(sentence, Messages.text("page.diagnosis.connect-both-servers-first-go"));
            return;
        }
        ask.setDisable(true);
        FxThread.deliver(wizard.migration().diagnose(), found -> ask.setDisable(false), thrown -> {
            ask.setDisable(false);
            showText(sentence, Messages.text("page.diagnosis.it-could-not-be-found", thrown.getMessage()));
        });
    }

    private void explain(String text) {
        Optional<ErrorMeaning> known = text.isBlank() ? Optional.empty() : ErrorCatalogue.of(text);
        showText(
                meaning,
                text.isBlank()
                        ? ""
                        : known.map(ErrorMeaning::lines)
                                .map(lines -> String.join("\n", lines))
                                .orElse(Messages.text("page.diagnosis.this-line-is-not-one")));
    }

    private static String dated(Diagnosis found) {
        return Messages.text("page.diagnosis.at", found.sentence(), TIME.format(found.at()));
    }

    private static String listed(List<String> facts) {
        return String.join("\n", facts);
    }

    private static void showText(Label label, String text) {
        label.setText(text);
        PageLayout.setShown(label, !text.isEmpty());
    }
}
