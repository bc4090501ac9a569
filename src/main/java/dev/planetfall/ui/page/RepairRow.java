package dev.planetfall.ui.page;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.PhaseStatus;
import dev.planetfall.migration.RowDifference.Kind;
import dev.planetfall.migration.TableComparison;
import dev.planetfall.ui.FxThread;
import dev.planetfall.ui.HarmlessAnswer;
import dev.planetfall.ui.InView;
import dev.planetfall.ui.Wizard;
import dev.planetfall.ui.control.Banner;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Offers to put the rows of one table right, after the consequences were read and confirmed. */
final class RepairRow extends VBox {
    private final Wizard wizard;
    private final Button repair = new Button(Messages.text("page.repair-row.repair-these-rows"));
    private final Label words = PageLayout.wrapping("");
    private final CheckBox extra = new CheckBox();
    private final Button yes = new Button(Messages.text("page.repair-row.repair-on-planetscale"));
    private final Button no = new Button(Messages.text("page.repair-row.cancel"));
    private final HBox answers = PageLayout.row(yes, no);
    private final VBox question = new VBox(8, words, extra, answers);
    private final Banner outcome = new Banner();
    private final ShownTable shown = new ShownTable();
    private boolean working;

    RepairRow(Wizard wizard) {
        super(8);
        this.wizard = wizard;
        setId("repair");
        repair.setId("repair-rows");
        repair.setMinWidth(Region.USE_PREF_SIZE);
        words.setId("repair-words");
        extra.setId("repair-extra");
        extra.setWrapText(true);
        yes.setId("repair-confirm");
        yes.getStyleClass().add("danger");
        no.setId("repair-cancel");
        outcome.setId("repair-outcome");
        question.getStyleClass().add("page-card");
        repair.setOnAction(click -> ask(true));
        no.setOnAction(click -> ask(false));
        yes.setOnAction(click -> carryOut());
        extra.selectedProperty().subscribe(this::offerAnswer);
        HarmlessAnswer.guard(question, no);
        getChildren().addAll(question, outcome);
        ask(false);
    }

    /** What begins it, to be put beside other buttons. */
    Button button() {
        return repair;
    }

    /** Without a table nothing is offered. */
    void show(Optional<TableComparison> table, MigrationState state) {
        boolean another = shown.show(table, known -> isRepairable(known, state));
        if (another || shown.offered().isEmpty()) {
            ask(false);
        }
        if (another && !working) {
            outcome.clear();
        }
        PageLayout.setShown(repair, shown.offered().isPresent() && !question.isVisible());
        repair.setDisable(working);
    }

    private boolean isRepairable(TableComparison table, MigrationState state) {
        return table.differences().count(Kind.CHANGED)
                                + table.differences().count(Kind.MISSING)
                                + table.differences().count(Kind.EXTRA)
                        > 0
                && !table.differences().keyColumns().isEmpty()
                && state.method().stopsWriters()
                && state.status(Phase.VERIFY) != PhaseStatus.RUNNING
                && state.status(Phase.CUTOVER) != PhaseStatus.RUNNING
                && !state.isDone(Phase.CUTOVER)
                && wizard.migration().plan().isPresent();
    }

    private void ask(boolean asked) {
        PageLayout.setShown(question, asked);
        PageLayout.setShown(repair, !asked && shown.offered().isPresent());
        if (asked) {
            shown.offered().ifPresent(this::put);
            outcome.clear();
            InView.bring(question);
        }
    }

    private void put(TableComparison table) {
        words.setText(RepairWords.of(table.differences(), wizard.live().state()));
        long alone = table.differences().count(Kind.EXTRA);
        extra.setText(RepairWords.extra(alone));
        extra.setSelected(false);
        PageLayout.setShown(extra, alone > 0);
        offerAnswer(false);
    }

    /** Where nothing else is to be done than deleting, there is nothing to confirm before that was chosen. */
    private void offerAnswer(boolean deletes) {
        yes.setDisable(!deletes
                && shown.offered()
                        .map(TableComparison::differences)
                        .filter(rows -> rows.count(Kind.CHANGED) + rows.count(Kind.MISSING) > 0)
                        .isEmpty());
    }

    private void carryOut() {
        TableComparison table = shown.offered().orElseThrow();
        setWorking(true);
        ask(false);
        outcome.showInfo(Messages.text("page.repair-row.the-rows-of-are-being", table.table()));
        FxThread.deliver(
                wizard.migration().repair(table.table(), extra.isSelected()),
                done -> {
                    setWorking(false);
                    outcome.showSuccess(
                            Messages.text("page.repair-row.in-and-compared-again", done.sentence(), done.table()));
                },
                thrown -> {
                    setWorking(false);
                    outcome.showError(RepairWords.problem(thrown));
                });
    }

    private void setWorking(boolean now) {
        working = now;
        repair.setDisable(now);
    }
}
