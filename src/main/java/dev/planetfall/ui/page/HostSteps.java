package dev.planetfall.ui.page;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.provider.Provider;
import dev.planetfall.ui.Mark;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** What a person does at a host, click by click. */
final class HostSteps {
    private static final double GAP = 8;
    private static final String ENOUGH = "logical";

    private HostSteps() {}

    /** Where the connection string is. */
    static Node toConnect(Provider provider) {
        return steps(Messages.text("page.server-card.where-the-connection-string-is"), provider.connectionSteps());
    }

    /**
     * How logical replication is turned on, or why it cannot be.
     *
     * @param walLevel what the server's log holds, once it has answered: where that is enough nobody need read the steps
     */
    static List<Node> toReplicate(Provider provider, Optional<String> walLevel) {
        if (!provider.offersReplication()) {
            return list(
                    steps(Messages.text("page.server-card.what-to-know-about-this"), provider.insteadOfReplication()),
                    provider);
        }
        if (walLevel.filter(ENOUGH::equals).isPresent()) {
            return whereItIsOn(provider);
        }
        if (provider.replicationSteps().isEmpty()) {
            return List.of();
        }
        Node heading = walLevel.map(level -> line(Mark.NOTE, Messages.text("page.server-card.it-is-off-here", level)))
                .orElseGet(() -> PageLayout.muted(Messages.text("page.server-card.how-logical-replication-is-turned")));
        return list(new VBox(GAP, heading, numbered(provider.replicationSteps())), provider);
    }

    /** A sentence beside the sign that tells what to think of it. */
    static Node line(Mark mark, String words) {
        return PageLayout.row(mark.icon(), PageLayout.wrapping(words));
    }

    private static List<Node> whereItIsOn(Provider provider) {
        Node on = line(Mark.DONE, Messages.text("page.server-card.it-is-on-here"));
        if (provider.replicationSteps().isEmpty()) {
            return List.of(on);
        }
        VBox how = new VBox(GAP);
        how.getChildren().setAll(list(numbered(provider.replicationSteps()), provider));
        return List.of(on, PageLayout.folded(Messages.text("page.server-card.how-it-is-turned-on"), how));
    }

    private static List<Node> list(Node steps, Provider provider) {
        List<Node> all = new ArrayList<>(List.of(steps));
        provider.restartWarning().map(PageLayout::muted).ifPresent(all::add);
        return all;
    }

    private static VBox steps(String heading, List<String> lines) {
        return new VBox(GAP, PageLayout.muted(heading), numbered(lines));
    }

    private static VBox numbered(List<String> lines) {
        VBox all = new VBox(GAP);
        for (int i = 0; i < lines.size(); i++) {
            Label number = PageLayout.muted(i + 1 + ".");
            number.setMinWidth(Region.USE_PREF_SIZE);
            all.getChildren().add(new HBox(GAP, number, PageLayout.wrapping(lines.get(i))));
        }
        return all;
    }
}
