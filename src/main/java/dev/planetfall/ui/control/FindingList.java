package dev.planetfall.ui.control;

import dev.planetfall.migration.Finding;
import dev.planetfall.migration.Quantities;
import dev.planetfall.migration.Remedy;
import dev.planetfall.migration.Severity;
import dev.planetfall.ui.Mark;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import javafx.scene.Node;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.VBox;

/**
 * What the checks found: what stops the migration first, what passed under one line. That line is folded away while there is
 * anything else to read.
 */
public final class FindingList extends VBox {
    private static final List<Severity> ORDER =
            List.of(Severity.BLOCKER, Severity.UNKNOWN, Severity.WARNING, Severity.NOTE);

    private final Map<Finding, FindingCard> cards = new HashMap<>();
    private final VBox passedRows = new VBox();
    private final TitledPane passed = new TitledPane("", passedRows);
    private List<Finding> shown = List.of();
    private boolean nothingElse;
    private Optional<BiConsumer<Finding, Remedy>> onFix = Optional.empty();

    public FindingList() {
        getStyleClass().add("finding-list");
        passedRows.getStyleClass().add("finding-passed");
        passed.setId("passed-findings");
        passed.getStyleClass().add("finding-fold");
        passed.setExpanded(false);
        passed.setAnimated(false);
        passed.setGraphic(Mark.DONE.icon());
    }

    /** Shows these instead of what was shown; a finding that stays the same keeps what was opened in it. */
    public void setFindings(List<Finding> findings) {
        if (findings.equals(shown)) {
            return;
        }
        shown = List.copyOf(findings);
        cards.keySet().retainAll(shown);
        List<Node> nodes = new ArrayList<>();
        for (Severity severity : ORDER) {
            of(severity).forEach(finding -> nodes.add(card(finding)));
        }
        List<Finding> passes = of(Severity.PASSED);
        if (!passes.isEmpty()) {
            passed.setText(Quantities.count(passes.size(), "check") + " passed");
            passedRows.getChildren().setAll(passes.stream().map(this::card).toList());
            unfoldUnless(!nodes.isEmpty());
            nodes.add(passed);
        }
        getChildren().setAll(nodes);
    }

    /** Offers "Fix it" where a finding has a remedy; told after the person confirmed its effect. */
    public void setOnFix(BiConsumer<Finding, Remedy> action) {
        onFix = Optional.of(action);
        cards.clear();
        List<Finding> again = shown;
        shown = List.of();
        setFindings(again);
    }

    /** Only when that changes, because the person may fold it too. */
    private void unfoldUnless(boolean somethingElse) {
        if (nothingElse == somethingElse) {
            nothingElse = !somethingElse;
            passed.setExpanded(nothingElse);
        }
    }

    private List<Finding> of(Severity severity) {
        return shown.stream().filter(finding -> finding.severity() == severity).toList();
    }

    private FindingCard card(Finding finding) {
        return cards.computeIfAbsent(
                finding, missing -> new FindingCard(missing, onFix.map(fix -> remedy -> fix.accept(missing, remedy))));
    }
}
