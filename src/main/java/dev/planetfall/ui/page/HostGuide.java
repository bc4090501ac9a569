package dev.planetfall.ui.page;

import dev.planetfall.migration.provider.Provider;
import dev.planetfall.ui.InView;
import java.util.Optional;
import javafx.beans.value.ObservableValue;
import javafx.scene.layout.VBox;

/** The way to a connection string, for who does not have it at hand: whose server it is, and what to do there. */
final class HostGuide extends VBox {
    private static final double GAP = 12;

    private final ProviderChoice choice;

    /** @param known whose server the address leads to */
    HostGuide(ObservableValue<Optional<Provider>> known) {
        super(GAP);
        setId("host-guide");
        choice = new ProviderChoice(known);
        choice.chosen().subscribe(this::show);
    }

    private void show(Optional<Provider> chosen) {
        getChildren().setAll(choice);
        chosen.ifPresent(provider -> {
            VBox card = PageLayout.card(PageLayout.heading(provider.name()), HostSteps.toConnect(provider));
            card.getChildren().addAll(HostSteps.toReplicate(provider, Optional.empty()));
            getChildren().add(card);
            InView.bring(this);
        });
    }
}
