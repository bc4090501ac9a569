package dev.planetfall.ui.control;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.FindingCounts;
import dev.planetfall.migration.Severity;
import dev.planetfall.ui.Mark;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The findings of one group: what needs attention as cards, what passed folded into one line. */
final class FindingSection extends VBox {
    private final Label title;
    private final Label counts = new Label();
    private final HBox heading;
    private final VBox passedRows = new VBox();
    private final TitledPane passed = new TitledPane("", null);
    private Supplier<List<? extends Node>> passes = List::of;
    private int urgency;

    FindingSection(String name) {
        title = new Label(name);
        title.getStyleClass().add("section-heading");
        counts.getStyleClass().add("finding-counts");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        heading = new HBox(title, gap, counts);
        heading.getStyleClass().add("finding-section-heading");
        getStyleClass().add("finding-section");
        passedRows.getStyleClass().add("finding-passed");
        passed.getStyleClass().addAll("finding-fold", "passed-findings");
        passed.setExpanded(false);
        passed.setAnimated(false);
        passed.setGraphic(Mark.DONE.icon());
        passed.expandedProperty().subscribe(open -> showPasses());
    }

    /**
     * @param findings at least one, the most urgent first
     * @param cards makes the node of a finding, or gives the one made before
     */
    void show(List<Finding> findings, Function<Finding, ? extends Node> cards) {
        urgency = Severity.MOST_URGENT_FIRST.indexOf(findings.get(0).severity());
        List<Finding> open = findings.stream()
                .filter(finding -> finding.severity() != Severity.PASSED)
                .toList();
        List<Finding> good = findings.stream()
                .filter(finding -> finding.severity() == Severity.PASSED)
                .toList();
        passes = () -> good.stream().map(cards).toList();
        List<Node> nodes = new ArrayList<>(List.of(heading));
        open.forEach(finding -> nodes.add(cards.apply(finding)));
        showPasses();
        passed.setText(Messages.plural("control.finding-section.checks-passed", good.size()));
        if (!good.isEmpty()) {
            nodes.add(passed);
        }
        counts.setText(FindingCounts.of(open));
        Children.set(getChildren(), nodes);
    }

    /** What passed is most of all findings and seldom looked at: a node is made of it only when it is. */
    private void showPasses() {
        if (passed.isExpanded()) {
            Children.set(passedRows.getChildren(), passes.get());
            passed.setContent(passedRows);
        }
    }

    /** The place of its most urgent finding in {@link Severity#MOST_URGENT_FIRST}. */
    int urgency() {
        return urgency;
    }

    void setPassesUnfolded(boolean unfolded) {
        passed.setExpanded(unfolded);
    }
}
