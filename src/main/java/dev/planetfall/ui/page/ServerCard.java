package dev.planetfall.ui.page;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.Quantities;
import dev.planetfall.migration.Side;
import dev.planetfall.migration.provider.Provider;
import dev.planetfall.migration.run.ConnectionTest;
import dev.planetfall.postgres.ServerFacts;
import dev.planetfall.ui.Mark;
import javafx.scene.layout.VBox;

/** What is known of one server: its provider by the address, and after a test by what it says of itself. */
final class ServerCard extends VBox {
    private final Side side;
    private final ConnectionViewModel model;

    ServerCard(Side side, ConnectionViewModel model) {
        this.side = side;
        this.model = model;
        setId("server-card");
        model.providerProperty().subscribe(this::show);
        model.resultProperty().subscribe(this::show);
        show();
    }

    private void show() {
        getChildren().clear();
        model.providerProperty().get().map(this::card).ifPresent(getChildren()::add);
        PageLayout.setShown(this, !getChildren().isEmpty());
    }

    private VBox card(Provider provider) {
        VBox card = PageLayout.card(PageLayout.heading(provider.name()));
        model.resultProperty().get().ifPresent(tested -> addFacts(card, tested));
        if (side == Side.SOURCE) {
            card.getChildren()
                    .addAll(HostSteps.toReplicate(
                            provider, model.resultProperty().get().flatMap(ConnectionTest::walLevel)));
        }
        return card;
    }

    private static void addFacts(VBox card, ConnectionTest tested) {
        card.getChildren().add(HostSteps.line(tested.passed() ? Mark.DONE : Mark.FAILED, facts(tested.facts())));
        tested.warnings().forEach(warning -> card.getChildren().add(HostSteps.line(Mark.WARNING, warning)));
    }

    private static String facts(ServerFacts facts) {
        return Messages.text(
                facts.inRecovery()
                        ? "page.server-card.postgresql-database-of-connected-as"
                        : "page.server-card.postgresql-database-of-connected-as-2",
                facts.version(),
                facts.database(),
                Quantities.bytes(facts.databaseBytes()),
                facts.role().name());
    }
}
