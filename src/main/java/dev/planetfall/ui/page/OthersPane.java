package dev.planetfall.ui.page;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.Remnant;
import dev.planetfall.migration.Remnant.Owner;
import dev.planetfall.migration.SearchedServer;
import dev.planetfall.migration.Side;
import dev.planetfall.migration.cleanup.RemnantRemoval;
import dev.planetfall.ui.FxThread;
import dev.planetfall.ui.HarmlessAnswer;
import dev.planetfall.ui.InView;
import dev.planetfall.ui.Wizard;
import dev.planetfall.ui.control.Banner;
import dev.planetfall.ui.control.SqlPreview;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.VBox;

/** What other migrations and tools left: removed only where a person ticked it, after reading the statements. */
final class OthersPane extends VBox {
    private final Wizard wizard;
    private final VBox rows = new VBox(8);
    private final TitledPane list = PageLayout.folded("", rows);
    private final Button remove = new Button(Messages.text("page.others.remove-what-is-ticked"));
    private final SqlPreview sql = new SqlPreview();
    private final Button yes = new Button(Messages.text("page.others.run-these-statements"));
    private final Button no = new Button(Messages.text("page.others.cancel"));
    private final VBox question = new VBox(
            8, PageLayout.wrapping(Messages.text("page.others.this-is-run-exactly-as")), sql, PageLayout.row(yes, no));
    private final Banner outcome = new Banner();
    private final Map<Remnant, CheckBox> boxes = new LinkedHashMap<>();
    private List<Remnant> chosen = List.of();

    OthersPane(Wizard wizard) {
        super(8);
        this.wizard = wizard;
        setId("others");
        list.setId("others-list");
        remove.setId("remove-others");
        yes.setId("remove-confirm");
        yes.getStyleClass().add("danger");
        no.setId("remove-cancel");
        outcome.setId("remove-outcome");
        question.getStyleClass().add("page-card");
        HarmlessAnswer.guard(question, no);
        remove.setOnAction(click -> ask(true));
        no.setOnAction(click -> ask(false));
        yes.setOnAction(click -> carryOut());
        getChildren().addAll(list, question, outcome);
        ask(false);
        show(List.of());
    }

    /** Shows these; what was ticked stays ticked while it is there. */
    void show(List<Remnant> others) {
        List<Remnant> ticked = ticked();
        boxes.clear();
        List<Node> lines = new ArrayList<>();
        others.forEach(remnant -> lines.add(row(remnant, ticked.contains(remnant))));
        if (!boxes.isEmpty()) {
            lines.add(remove);
        }
        rows.getChildren().setAll(lines);
        list.setText(Messages.plural("page.others.things-besides-which-the-clean", others.size()));
        PageLayout.setShown(list, !others.isEmpty());
        offer();
    }

    private Node row(Remnant remnant, boolean ticked) {
        String text = Messages.text(
                "page.others.on", remnant.described(), remnant.side().on(), remnant.note());
        String start = Character.toUpperCase(text.charAt(0)) + text.substring(1);
        if (remnant.owner() == Owner.KEPT || !remnant.isRemovable()) {
            return new VBox(
                    2,
                    PageLayout.wrapping(start + "."),
                    PageLayout.muted(
                            remnant.isRemovable()
                                    ? Messages.text("page.others.taken-back-by", String.join(" ", remnant.statements()))
                                    : Messages.text("page.others.left-alone")));
        }
        CheckBox box = new CheckBox(start);
        box.setWrapText(true);
        box.getStyleClass().add("other-remnant");
        box.setSelected(ticked);
        box.selectedProperty().subscribe(this::offer);
        boxes.put(remnant, box);
        return new VBox(4, box, statements(remnant));
    }

    private static Label statements(Remnant remnant) {
        Label label = PageLayout.muted(String.join(" ", remnant.statements()));
        label.getStyleClass().add("snippet");
        return label;
    }

    private void offer() {
        remove.setDisable(ticked().isEmpty());
    }

    private List<Remnant> ticked() {
        return boxes.entrySet().stream()
                .filter(entry -> entry.getValue().isSelected())
                .map(Map.Entry::getKey)
                .toList();
    }

    private void ask(boolean asked) {
        PageLayout.setShown(question, asked);
        if (asked) {
            outcome.clear();
            chosen = ticked();
            List<String> parts = new ArrayList<>();
            for (Side side : Side.values()) {
                List<Remnant> there =
                        chosen.stream().filter(each -> each.side() == side).toList();
                if (!there.isEmpty()) {
                    parts.add(Messages.text("page.clean-up.script-on", side.named(), SearchedServer.script(there)));
                }
            }
            sql.setSql(String.join("\n\n", parts));
            InView.bring(question);
        }
    }

    private void carryOut() {
        ask(false);
        setDisable(true);
        FxThread.deliver(
                wizard.migration().ask(context -> RemnantRemoval.removeChosen(context, chosen)),
                done -> {
                    setDisable(false);
                    outcome.showSuccess(Messages.plural("page.others.removed-things", chosen.size()));
                },
                thrown -> {
                    setDisable(false);
                    outcome.showError(thrown.getMessage());
                });
    }
}
