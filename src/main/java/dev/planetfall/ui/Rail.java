package dev.planetfall.ui;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.PhaseStatus;
import dev.planetfall.migration.TableComparison.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** The list of pages at the left: where one is, what is done, and how to get back there. */
final class Rail extends VBox {
    private final List<WizardPage> pages;
    private final List<RailItem> items = new ArrayList<>();

    Rail(List<WizardPage> pages, IntConsumer onChosen) {
        this.pages = pages;
        getStyleClass().add("rail");
        Label name = new Label(Messages.text("window.rail.planetfall"), new FontIcon("fth-download-cloud"));
        name.getStyleClass().add("rail-brand");
        getChildren().add(new HBox(name));
        for (int i = 0; i < pages.size(); i++) {
            int index = i;
            RailItem item = new RailItem(i, pages.get(i).title());
            item.setOnAction(click -> onChosen.accept(index));
            items.add(item);
            getChildren().add(item);
        }
    }

    void update(MigrationState state, int current) {
        boolean reachable = true;
        int furthest = Math.max(current, furthestBegun(state));
        for (int i = 0; i < pages.size(); i++) {
            items.get(i).show(pages.get(i).title(), mark(i, current, furthest, state), i == current);
            items.get(i).setDisable(!reachable && i > current);
            reachable &= pages.get(i).mayAdvance().get();
        }
    }

    /** The last page whose work was ever begun: whoever goes back to look keeps the ticks of what is behind. */
    private int furthestBegun(MigrationState state) {
        int furthest = 0;
        for (int i = 0; i < pages.size(); i++) {
            if (pages.get(i).phase().map(state::status).orElse(PhaseStatus.NOT_STARTED) != PhaseStatus.NOT_STARTED) {
                furthest = i;
            }
        }
        return furthest;
    }

    private Mark mark(int index, int current, int furthest, MigrationState state) {
        WizardPage page = pages.get(index);
        Optional<PhaseStatus> status =
                page.phase().map(state::status).filter(known -> known != PhaseStatus.NOT_STARTED);
        if (status.isPresent()) {
            return page.phase().equals(Optional.of(Phase.VERIFY)) && foundDifferences(state)
                    ? Mark.WARNING
                    : Mark.of(status.get());
        }
        if (index == current) {
            return Mark.CURRENT;
        }
        return index < furthest && page.phase().isEmpty() && page.mayAdvance().get() ? Mark.DONE : Mark.WAITING;
    }

    /** The comparison came to its end, but it is nothing to go on with. */
    private static boolean foundDifferences(MigrationState state) {
        return state.isDone(Phase.VERIFY)
                && state.method().stopsWriters()
                && state.verification()
                        .filter(verification -> verification.count(Verdict.DIFFERS) > 0)
                        .isPresent();
    }
}
