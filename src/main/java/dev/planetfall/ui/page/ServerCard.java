package dev.planetfall.ui.page;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.Quantities;
import dev.planetfall.migration.Side;
import dev.planetfall.migration.provider.Provider;
import dev.planetfall.migration.run.ConnectionTest;
import dev.planetfall.postgres.ServerFacts;
import dev.planetfall.ui.Mark;
import java.util.List;
import java.util.Optional;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/** What is known of one server: its provider by the address, and after a test by what it says of itself. */
final class ServerCard extends VBox {
    private static final double GAP = 8;

    private final Side side;
    private final ConnectionViewModel model;
    private final ObservableValue<Optional<Provider>> chosen;

    /** @param chosen whose server it is as long as no address tells, which is what a person says */
    ServerCard(Side side, ConnectionViewModel model, ObservableValue<Optional<Provider>> chosen) {
        super(GAP);
        this.side = side;
        this.model = model;
        this.chosen = chosen;
        setId("server-card");
        model.providerProperty().subscribe(this::show);
        model.resultProperty().subscribe(this::show);
        chosen.subscribe(this::show);
        show();
    }

    private void show() {
        getChildren().clear();
        Optional<Provider> known = model.providerProperty().get();
        known.or(chosen::getValue).ifPresent(provider -> {
            VBox card = PageLayout.card(PageLayout.heading(provider.name()));
            model.resultProperty().get().ifPresent(tested -> addFacts(card, tested));
            if (known.isEmpty()) {
                card.getChildren()
                        .add(guide(
                                Messages.text("page.server-card.where-the-connection-string-is"),
                                provider.connectionSteps()));
            }
            if (side == Side.SOURCE) {
                addGuide(card, provider);
            }
            getChildren().setAll(card);
        });
    }

    private static void addFacts(VBox card, ConnectionTest tested) {
        card.getChildren().add(line(tested.passed() ? Mark.DONE : Mark.FAILED, facts(tested.facts())));
        tested.warnings().forEach(warning -> card.getChildren().add(line(Mark.WARNING, warning)));
    }

    private static Node line(Mark mark, String words) {
        return PageLayout.row(mark.icon(), PageLayout.wrapping(words));
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

    private static void addGuide(VBox card, Provider provider) {
        if (!provider.offersReplication()) {
            card.getChildren()
                    .add(guide(
                            Messages.text("page.server-card.what-to-know-about-this"),
                            provider.insteadOfReplication()));
        } else if (!provider.replicationSteps().isEmpty()) {
            card.getChildren()
                    .add(guide(
                            Messages.text("page.server-card.how-logical-replication-is-turned"),
                            provider.replicationSteps()));
        }
        provider.restartWarning().ifPresent(warning -> card.getChildren().add(PageLayout.muted(warning)));
    }

    private static VBox guide(String heading, List<String> lines) {
        VBox guide = new VBox(GAP, PageLayout.muted(heading));
        for (int i = 0; i < lines.size(); i++) {
            Label number = PageLayout.muted(i + 1 + ".");
            number.setMinWidth(USE_PREF_SIZE);
            guide.getChildren().add(new javafx.scene.layout.HBox(GAP, number, PageLayout.wrapping(lines.get(i))));
        }
        return guide;
    }
}
