package dev.planetfall.ui.page;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.KeychainException;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.Side;
import dev.planetfall.postgres.ConnectionSettings;
import dev.planetfall.postgres.Password;
import dev.planetfall.ui.FxThread;
import dev.planetfall.ui.Wizard;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/**
 * Whether a server's password is kept in this computer's keychain: a tick, and what it means or why it cannot be set. A password is kept
 * once the server took it and the migration has a journal, so that nothing is kept for a migration that nobody could ever delete.
 */
final class RememberedPassword extends VBox {
    private static final double GAP = 4;
    private static final String MEANING = Messages.text("page.remembered-password.kept-until");

    private final Wizard wizard;
    private final Side side;
    private final ConnectionViewModel model;
    private final CheckBox tick = new CheckBox(Messages.text("page.remembered-password.remember"));
    private final Label meaning = PageLayout.muted(MEANING);
    private String migration = "";
    private Optional<Password> accepted = Optional.empty();
    private Optional<Password> kept = Optional.empty();

    RememberedPassword(Wizard wizard, Side side, ConnectionViewModel model) {
        super(GAP);
        this.wizard = wizard;
        this.side = side;
        this.model = model;
        tick.setId("remember-password");
        tick.setDisable(true);
        tick.accessibleHelpProperty().bind(meaning.textProperty());
        tick.setOnAction(click -> ticked());
        meaning.setId("remember-meaning");
        getChildren().addAll(tick, meaning);
        model.passedProperty().subscribe(passed -> {
            if (!passed) {
                accepted = Optional.empty();
            }
        });
        wizard.live().stateProperty().subscribe(this::follow);
    }

    /** Asks the keychain whether it can be used and, for a migration that was opened again, what was kept. */
    void look() {
        String open = wizard.migration().id();
        if (migration.equals(open)) {
            return;
        }
        migration = open;
        accepted = Optional.empty();
        kept = Optional.empty();
        tick.setSelected(false);
        tick.setDisable(true);
        meaning.setText(MEANING);
        tell(wizard.passwords().obstacle(), obstacle -> {
            tick.setDisable(obstacle.isPresent());
            meaning.setText(obstacle.orElse(MEANING));
        });
        if (wizard.live().state().plan().isPresent()) {
            Optional<ConnectionSettings> asked = model.fields().settings();
            tell(
                    wizard.passwords().find(open, side),
                    found -> found.ifPresent(password -> {
                        tick.setSelected(true);
                        kept = found;
                        model.remembered(asked, password);
                    }));
        }
    }

    /** The server took this password. */
    void accepted(Password password) {
        accepted = Optional.of(password).filter(given -> !given.isEmpty());
        keep();
    }

    private void ticked() {
        if (tick.isSelected()) {
            keep();
        } else {
            kept = Optional.empty();
            tell(wizard.passwords().forget(migration, side), done -> meaning.setText(MEANING));
        }
    }

    private void follow(MigrationState state) {
        if (state.isDone(Phase.FINISH)) {
            tick.setSelected(false);
        }
        keep();
    }

    private void keep() {
        boolean isOurs = wizard.migration().id().equals(migration);
        if (!tick.isSelected() || !isOurs || wizard.live().state().plan().isEmpty() || accepted.equals(kept)) {
            return;
        }
        accepted.ifPresent(password -> {
            kept = accepted;
            tell(wizard.passwords().keep(migration, side, password), kept -> meaning.setText(MEANING));
        });
    }

    /** The person may have opened another migration before the keychain answers. */
    private <T> void tell(CompletionStage<T> answer, Consumer<T> heard) {
        String asked = migration;
        FxThread.deliver(
                answer,
                value -> {
                    if (migration.equals(asked)) {
                        heard.accept(value);
                    }
                },
                thrown -> {
                    if (migration.equals(asked)) {
                        refused(thrown);
                    }
                });
    }

    private void refused(Throwable thrown) {
        kept = Optional.empty();
        tick.setSelected(false);
        meaning.setText(
                thrown instanceof KeychainException
                        ? thrown.getMessage()
                        : Messages.text(
                                "page.remembered-password.failed",
                                thrown.getClass().getSimpleName()));
    }
}
