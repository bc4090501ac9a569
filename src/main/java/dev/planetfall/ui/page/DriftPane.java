package dev.planetfall.ui.page;

import atlantafx.base.theme.Styles;
import dev.planetfall.language.Messages;
import dev.planetfall.migration.SchemaDrift;
import dev.planetfall.migration.SchemaMend;
import dev.planetfall.migration.StepFailedException;
import dev.planetfall.ui.FxThread;
import dev.planetfall.ui.HarmlessAnswer;
import dev.planetfall.ui.InView;
import dev.planetfall.ui.Wizard;
import dev.planetfall.ui.control.Banner;
import dev.planetfall.ui.control.SqlPreview;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/**
 * In which places the two schemas have come apart, what each server has, and the statements that mend it; runs those on PlanetScale
 * once they were read and confirmed. Takes no room while there is nothing to tell.
 */
final class DriftPane extends VBox {
    /** Of more nobody reads each; all of them are in the statements that are shown before they run. */
    private static final int MOST_PLACES = 20;

    private static final int MOST_ROWS = 12;

    private final Wizard wizard;
    private final Banner outcome = new Banner();
    private final VBox places = new VBox();
    private final Label more = PageLayout.muted("");
    private final Button apply = new Button(Messages.text("page.drift.apply-on-planetscale"));
    private final Button add = new Button(Messages.text("page.drift.add-to-replication"));
    private final Label uncopied = PageLayout.wrapping("");
    private final VBox newTables;
    private final SqlPreview script = new SqlPreview();
    private final Label effects = PageLayout.wrapping("");
    private final VBox confirmation = new VBox();
    private final List<DriftPlace> rows = new ArrayList<>();
    private SchemaDrift shown = SchemaDrift.NONE;
    private List<String> chosen = List.of();

    /** @param addTables replicates the tables that nothing copies yet */
    DriftPane(Wizard wizard, Runnable addTables) {
        super(12);
        this.wizard = wizard;
        setId("drift-places");
        getStyleClass().add("page-card");
        setMinHeight(Region.USE_PREF_SIZE);
        outcome.setId("drift-outcome");
        places.getStyleClass().add("drift-list");
        apply.setId("apply-drift");
        apply.setOnAction(click -> ask());
        add.setId("add-to-replication");
        add.setOnAction(click -> addTables.run());
        uncopied.setId("uncopied-tables");
        newTables =
                new VBox(8, uncopied, PageLayout.muted(Messages.text("page.drift.publishes-them-on-the-source")), add);
        script.setMaxRows(MOST_ROWS);
        script.setMinHeight(Region.USE_PREF_SIZE);
        fillConfirmation();
        getChildren().addAll(outcome, places, more, apply, confirmation, newTables);
        show(SchemaDrift.NONE);
        setAsking(false);
    }

    private void fillConfirmation() {
        Button run = new Button(Messages.text("page.drift.run-it-on-planetscale"));
        run.setId("drift-confirm");
        run.getStyleClass().add(Styles.ACCENT);
        run.setOnAction(click -> run());
        Button cancel = new Button(Messages.text("page.drift.cancel"));
        cancel.setId("drift-cancel");
        cancel.setOnAction(click -> setAsking(false));
        HarmlessAnswer.guard(confirmation, cancel);
        HBox buttons = PageLayout.row(run, cancel);
        confirmation.setId("drift-confirmation");
        confirmation.getStyleClass().add("remedy-confirmation");
        confirmation
                .getChildren()
                .addAll(
                        PageLayout.wrapping(Messages.text("page.drift.this-is-run-on-planetscale")),
                        script,
                        effects,
                        buttons);
    }

    /** Shows this instead of what was shown. A question that is open is closed: it was about something else. */
    void show(SchemaDrift drift) {
        if (!drift.equals(shown)) {
            shown = drift;
            setAsking(false);
            rows.clear();
            drift.mends().stream()
                    .limit(MOST_PLACES)
                    .map(mend -> new DriftPlace(mend, this::offer))
                    .forEach(rows::add);
            places.getChildren().setAll(rows);
            int left = drift.mends().size() - rows.size();
            more.setText(Messages.plural("page.drift.and-more-places-which-the", left));
            PageLayout.setShown(more, left > 0);
            uncopied.setText(drift.withoutMends().sentence());
        }
        PageLayout.setShown(places, !rows.isEmpty());
        PageLayout.setShown(newTables, !drift.uncopied().isEmpty());
        offer();
        setShown();
    }

    private void setShown() {
        PageLayout.setShown(this, !shown.isNone() || !outcome.text().isEmpty());
    }

    private void offer() {
        chosen = mends().stream().flatMap(mend -> mend.statements().stream()).toList();
        boolean asking = confirmation.isVisible();
        PageLayout.setShown(apply, !asking && shown.mends().stream().anyMatch(SchemaMend::hasStatements));
        apply.setDisable(chosen.isEmpty());
    }

    /** Those that are chosen, and those that are not shown. */
    private List<SchemaMend> mends() {
        List<SchemaMend> mends = new ArrayList<>();
        rows.stream().filter(DriftPlace::isChosen).map(DriftPlace::mend).forEach(mends::add);
        shown.mends().stream().skip(rows.size()).forEach(mends::add);
        return mends;
    }

    private void ask() {
        outcome.clear();
        effects.setText(mends().stream()
                .filter(mend -> !mend.note().isEmpty())
                .map(mend -> mend.named() + ": " + mend.note())
                .collect(Collectors.joining("\n")));
        PageLayout.setShown(effects, !effects.getText().isEmpty());
        setAsking(true);
        // How high the statements are depends on how wide they are.
        InView.bring(confirmation);
        script.setSql(SchemaMend.script(chosen));
        InView.bring(confirmation);
    }

    private void setAsking(boolean asking) {
        PageLayout.setShown(confirmation, asking);
        places.setDisable(asking);
        offer();
    }

    /** What was told of the last try. */
    void forget() {
        outcome.clear();
        setShown();
    }

    private void run() {
        List<String> statements = chosen;
        setAsking(false);
        if (wizard.migration().plan().isEmpty()) {
            outcome.showError(Messages.text("page.drift.connect-both-servers-first-go"));
            return;
        }
        setDisable(true);
        outcome.showInfo(Messages.text("page.drift.it-is-run-on-planetscale"));
        FxThread.deliver(wizard.migration().mend(statements), after -> tell(after, statements), this::refused);
    }

    private void tell(SchemaDrift after, List<String> statements) {
        setDisable(false);
        boolean waits = after.statements().stream().anyMatch(statements::contains);
        if (waits) {
            outcome.showInfo(Messages.text("page.drift.planetscale-has-not-caught-up"));
        } else if (after.isSameSchema()) {
            outcome.showSuccess(Messages.text("page.drift.it-was-run-on-planetscale-and"));
        } else {
            outcome.showInfo(Messages.text("page.drift.it-was-run-on-planetscale"));
        }
        setShown();
    }

    private void refused(Throwable thrown) {
        setDisable(false);
        outcome.showError(
                thrown instanceof StepFailedException failed
                        ? (failed.failure().sentence() + " " + failed.failure().advice()).strip()
                        : Messages.text("page.drift.it-could-not-be-run", thrown.getMessage()));
        setShown();
    }
}
