package dev.planetfall.ui.page;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.provider.Provider;
import dev.planetfall.migration.provider.Providers;
import java.util.Optional;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.FlowPane;
import javafx.util.StringConverter;

/**
 * Asks whose server it is, for who has no address yet: an address tells it by itself, and answers for whatever was chosen before.
 * The choice stays, for who wants to connect to another host.
 */
final class ProviderChoice extends FlowPane {
    private static final double GAP = 12;
    private static final double LINE_GAP = 8;

    private final ComboBox<Provider> choice = new ComboBox<>();

    /** @param known whose server the address leads to */
    ProviderChoice(ObservableValue<Optional<Provider>> known) {
        super(GAP, LINE_GAP);
        setId("provider-choice");
        choice.setId("provider");
        choice.getItems().setAll(Providers.ALL);
        choice.setPromptText(Messages.text("page.provider-choice.host-of-the-database"));
        choice.setConverter(new Name());
        choice.setButtonCell(new Chosen(choice.getPromptText()));
        Label question = new Label();
        question.getStyleClass().add("text-muted");
        question.setLabelFor(choice);
        getChildren().addAll(question, choice);
        setRowValignment(javafx.geometry.VPos.CENTER);
        known.subscribe(provider -> {
            question.setText(Messages.text(
                    provider.isEmpty()
                            ? "page.provider-choice.not-at-hand-choose-the"
                            : "page.provider-choice.steps-for-another-host"));
            if (provider.isPresent()) {
                choice.setValue(null);
            }
        });
    }

    /** Empty until somebody chose. */
    ObservableValue<Optional<Provider>> chosen() {
        return choice.valueProperty().map(Optional::of).orElse(Optional.empty());
    }

    /** The toolkit's own stays empty when a choice is taken back. */
    private static final class Chosen extends ListCell<Provider> {
        private final String prompt;

        Chosen(String prompt) {
            this.prompt = prompt;
        }

        @Override
        protected void updateItem(Provider provider, boolean empty) {
            super.updateItem(provider, empty);
            setText(empty || provider == null ? prompt : provider.name());
        }
    }

    private static final class Name extends StringConverter<Provider> {
        @Override
        public String toString(Provider provider) {
            return provider == null ? "" : provider.name();
        }

        @Override
        public Provider fromString(String name) {
            return Providers.ALL.stream()
                    .filter(provider -> provider.name().equals(name))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
