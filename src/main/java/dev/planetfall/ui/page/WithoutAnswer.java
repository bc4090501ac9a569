package dev.planetfall.ui.page;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.Side;
import dev.planetfall.ui.Wizard;
import dev.planetfall.ui.control.Banner;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.scene.layout.VBox;

/**
 * Lets people go on past a server that does not answer once the cutover is done: the old database may be gone for good, and what is
 * left on the other server must be removed all the same.
 */
final class WithoutAnswer extends VBox {
    private final BooleanBinding allowed;

    WithoutAnswer(Wizard wizard, ConnectionViewModel connection, Side side) {
        allowed = Bindings.createBooleanBinding(
                () -> connection.refusedProperty().get()
                        && wizard.live().state().isDone(Phase.CUTOVER),
                connection.refusedProperty(),
                wizard.live().stateProperty());
        Banner banner = new Banner();
        banner.setId("without-answer");
        getChildren().add(banner);
        allowed.subscribe(now -> {
            PageLayout.setShown(this, now);
            if (now) {
                banner.showInfo(Messages.text(
                        side == Side.SOURCE
                                ? "page.without-answer.the-old-database-is-not"
                                : "page.without-answer.planetscale-is-not-needed-to"));
            } else {
                banner.clear();
            }
        });
    }

    BooleanBinding allowed() {
        return allowed;
    }
}
