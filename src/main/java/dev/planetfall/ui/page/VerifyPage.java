package dev.planetfall.ui.page;

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

/** A first comparison while the application writes. */
final class VerifyPage extends PhasePage {
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
        view = new PageLayout(
                        "Counts the rows of every table on both servers. While the application writes this is only a trial:"
                                + " a proof is possible once writes are frozen, and is made during the cutover.",
                        "Nothing is changed. Counting reads every table once on both servers.")
                .with(control, result)
                .growing(grid, 220);
    }

    @Override
    public Parent view() {
        return view;
    }

    @Override
    void refresh(MigrationState state) {
        model.show(state);
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
