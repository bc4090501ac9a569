package dev.planetfall.ui.page;

import dev.planetfall.migration.Method;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.Quantities;
import dev.planetfall.migration.TableComparison;
import dev.planetfall.ui.Wizard;
import dev.planetfall.ui.control.Badge;
import dev.planetfall.ui.control.Banner;
import dev.planetfall.ui.control.TableGrid;
import java.util.OptionalLong;
import javafx.scene.Parent;

/** A first comparison before the cutover. */
final class VerifyPage extends PhasePage {
    private static final String READ_ONLY = "Nothing is changed. Counting reads every table once on both servers.";

    private final VerifyViewModel model = new VerifyViewModel();
    private final Banner result = new Banner();
    private final TableGrid<TableComparison> grid =
            new TableGrid<>("The tables appear here once they were counted.", TableComparison::table);
    private final PageLayout view;

    VerifyPage(Wizard wizard) {
        super(wizard, "Verify", Phase.VERIFY, "Compare row counts now");
        result.setId("verify-result");
        addColumns();
        model.resultProperty().subscribe(this::show);
        model.rowsProperty().subscribe(rows -> grid.setRows(rows));
        view = new PageLayout(happens(wizard.live().state().method()), READ_ONLY)
                .with(control, result)
                .growing(grid, 220);
        control.doneProperty().subscribe(done -> {
            control.setStepsShown(!done);
            view.setChangesShown(!done);
        });
    }

    @Override
    public Parent view() {
        return view;
    }

    @Override
    void refresh(MigrationState state) {
        model.show(state);
        view.tell(happens(state.method()), READ_ONLY);
    }

    private static String happens(Method method) {
        String counts = "Counts the rows of every table on both servers. ";
        return counts
                + switch (method) {
                    case LOGICAL_REPLICATION, SNAPSHOT_COPY ->
                        "While the application writes this is only a trial: the proof is made during the cutover, when writes"
                                + " are stopped.";
                    case DUMP_AND_RESTORE -> "It is a trial; the cutover counts once more, which is the proof.";
                    case STALE_COPY ->
                        "Rows that were written after the copy began are missing on PlanetScale: the differences tell how many.";
                };
    }

    private void addColumns() {
        grid.setId("comparison");
        grid.textColumn("Table", table -> table.table().toString(), 240);
        grid.numberColumn("Source", table -> count(table.sourceRows())).setMinWidth(84);
        grid.numberColumn("Target", table -> count(table.targetRows())).setMinWidth(84);
        grid.numberColumn("Difference", VerifyViewModel::difference).setMinWidth(100);
        grid.badgeColumn("Verdict", VerifyPage::badge).setMinWidth(108);
        grid.textColumn("Note", TableComparison::note, 190);
    }

    private void show(VerifyViewModel.Result shown) {
        switch (shown.certainty()) {
            case NONE -> result.clear();
            case TRIAL -> result.showInfo(shown.sentence());
            case PROVEN -> result.showSuccess(shown.sentence());
            case DISPROVEN -> result.showError(shown.sentence());
        }
    }

    private static String count(OptionalLong rows) {
        return rows.isPresent() ? Quantities.count(rows.getAsLong()) : "?";
    }

    private static Badge badge(TableComparison table) {
        Badge.Tone tone = switch (table.verdict()) {
            case EQUAL -> Badge.Tone.SUCCESS;
            case DIFFERS -> Badge.Tone.DANGER;
            case NOT_VERIFIED -> Badge.Tone.NEUTRAL;
        };
        return new Badge(table.verdict().title(), tone);
    }
}
