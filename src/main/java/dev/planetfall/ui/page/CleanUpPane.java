package dev.planetfall.ui.page;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.cleanup.RemnantSearch;
import dev.planetfall.ui.FxThread;
import dev.planetfall.ui.Wizard;
import dev.planetfall.ui.control.Banner;
import dev.planetfall.ui.control.PhaseControl;
import dev.planetfall.ui.control.Skeleton;
import dev.planetfall.ui.control.SqlPreview;
import dev.planetfall.ui.page.CleanUpViewModel.Away;
import dev.planetfall.ui.page.CleanUpViewModel.Doomed;
import java.util.List;
import javafx.beans.binding.BooleanBinding;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** What is still on the servers, the button that removes it, and what came of that. */
final class CleanUpPane extends VBox {
    private static final int SCRIPT_ROWS = 12;

    private final Wizard wizard;
    private final CleanUpViewModel model = new CleanUpViewModel();
    private final Label intro = PageLayout.wrapping(Messages.text("page.clean-up.when-the-application-works-with"));
    private final GridPane doomed = new GridPane();
    private final SqlPreview script = new SqlPreview();
    private final TitledPane statements =
            PageLayout.folded(Messages.text("page.clean-up.the-statements-in-order"), script);
    private final Skeleton skeleton = new Skeleton(4);
    private final VBox away = new VBox(8);
    private final Banner warning = new Banner();
    private final CheckBox giveUp = new CheckBox(Messages.text("page.clean-up.i-do-not-need-to"));
    private final Banner cleaned = new Banner();
    private final VBox leftovers = new VBox(4);
    private final Button look = new Button(Messages.text("page.clean-up.look-again"));
    private final OthersPane others;
    private boolean looking;

    CleanUpPane(Wizard wizard, PhaseControl control) {
        this.wizard = wizard;
        others = new OthersPane(wizard);
        getStyleClass().add("page-card");
        doomed.getStyleClass().add("doomed");
        doomed.setId("doomed");
        leftovers.setId("leftovers");
        cleaned.setId("clean-up-result");
        away.setId("away");
        warning.setId("clean-up-warning");
        giveUp.setId("give-up-way-back");
        look.setId("look-again");
        look.setMinWidth(Region.USE_PREF_SIZE);
        look.setOnAction(click -> {
            wizard.decide();
            look();
        });
        statements.setId("clean-up-statements");
        script.setMaxRows(SCRIPT_ROWS);
        Label heading = PageLayout.heading(Messages.text("page.clean-up.clean-up"));
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        getChildren()
                .addAll(
                        PageLayout.row(heading, gap, look),
                        intro,
                        skeleton,
                        doomed,
                        statements,
                        away,
                        warning,
                        giveUp,
                        control,
                        cleaned,
                        leftovers,
                        others);
        setLooking(false);
        model.doomedProperty().subscribe(this::showDoomed);
        model.scriptProperty().subscribe(this::showScript);
        model.warningProperty().subscribe(this::showWarning);
        model.awayProperty().subscribe(this::showAway);
        model.othersProperty().subscribe(others::show);
        model.cleanProperty().subscribe(clean -> showResult());
        model.leftoversProperty().subscribe(left -> showResult());
    }

    /** Whether the servers may be cleaned up, and nothing is lost by it that nobody has agreed to. */
    BooleanBinding isAgreed() {
        return model.mayCleanUpProperty().and(model.warningProperty().isEmpty().or(giveUp.selectedProperty()));
    }

    private void showWarning(String words) {
        warning.showWarning(words);
        PageLayout.setShown(giveUp, !words.isEmpty());
        giveUp.setSelected(giveUp.isSelected() && !words.isEmpty());
    }

    CleanUpViewModel model() {
        return model;
    }

    void show(MigrationState state) {
        model.show(state);
    }

    /** Asks both servers what is there, where they are connected. */
    void look() {
        if (looking || wizard.migration().plan().isEmpty()) {
            return;
        }
        setLooking(true);
        FxThread.deliver(
                wizard.migration().ask(RemnantSearch::look), found -> setLooking(false), thrown -> setLooking(false));
    }

    private void setLooking(boolean now) {
        looking = now;
        PageLayout.setShown(skeleton, now && doomed.getChildren().isEmpty());
        look.setDisable(now);
        look.setText(Messages.text(now ? "page.clean-up.looking" : "page.clean-up.look-again"));
    }

    private void showDoomed(List<Doomed> objects) {
        doomed.getChildren().clear();
        for (int i = 0; i < objects.size(); i++) {
            Doomed object = objects.get(i);
            doomed.addRow(
                    i,
                    PageLayout.muted(object.kind()),
                    PageLayout.wrapping(object.name()),
                    PageLayout.muted(Messages.text("page.clean-up.on", object.server())));
        }
        showResult();
    }

    private void showScript(String sql) {
        script.setSql(sql);
        PageLayout.setShown(statements, !sql.isEmpty());
    }

    private void showAway(List<Away> servers) {
        away.getChildren().setAll(servers.stream().map(CleanUpPane::awayRow).toList());
        PageLayout.setShown(away, !servers.isEmpty());
    }

    private static Node awayRow(Away server) {
        Banner problem = new Banner();
        problem.showWarning(server.problem());
        VBox row = new VBox(8, problem);
        if (!server.script().isEmpty()) {
            row.getChildren().add(new SqlPreview(server.script()));
        }
        return row;
    }

    private void showResult() {
        boolean clean = model.cleanProperty().get();
        List<String> left = model.leftoversProperty().get();
        boolean isNothing = model.doomedProperty().get().isEmpty();
        leftovers.getChildren().setAll(left.stream().map(PageLayout::wrapping).toList());
        PageLayout.setShown(leftovers, !left.isEmpty());
        PageLayout.setShown(intro, !clean && !isNothing);
        PageLayout.setShown(doomed, !clean && !isNothing);
        if (!left.isEmpty()) {
            cleaned.showWarning(Messages.text("page.clean-up.this-was-left-on-the"));
        } else if (clean) {
            cleaned.showSuccess(Messages.text("page.clean-up.both-servers-answered-and-nothing"));
        } else {
            cleaned.clear();
        }
    }
}
