package dev.planetfall.ui.page;

import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.SequenceValue;
import dev.planetfall.ui.Wizard;
import dev.planetfall.ui.control.Banner;
import dev.planetfall.ui.control.TableGrid;
import javafx.scene.Parent;

/** Sets the target's sequences safely ahead, because they do not travel with the rows. */
final class SequencesPage extends PhasePage {
    private final SequencesViewModel model = new SequencesViewModel();
    private final Banner result = new Banner();
    private final TableGrid<SequenceValue> grid =
            new TableGrid<>("The sequences appear here once they were read.", SequenceValue::sequence);
    private final PageLayout view;

    SequencesPage(Wizard wizard) {
        super(wizard, "Sequences", Phase.SEQUENCES, "Advance the sequences");
        result.setId("sequences-result");
        addColumns();
        model.sentenceProperty().subscribe(sentence -> result.showSuccess(sentence));
        model.rowsProperty().subscribe(rows -> grid.setRows(rows));
        view = new PageLayout(
                        "Sequences do not travel with the rows. They are set ahead of the source now, with room to spare, so"
                                + " that no number is ever handed out twice; the cutover then sets the exact values.",
                        "Sets the sequences on PlanetScale. The source is only read.")
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
    }

    private void addColumns() {
        grid.setId("sequences");
        grid.textColumn("Sequence", value -> value.sequence().toString(), 240);
        grid.numberColumn("Source", value -> SequencesViewModel.value(value.sourceLast()))
                .setMinWidth(106);
        grid.numberColumn("Target", value -> SequencesViewModel.value(value.targetLast()))
                .setMinWidth(106);
        grid.numberColumn("Planned", SequencesViewModel::planned).setMinWidth(106);
        grid.textColumn("Note", SequenceValue::note, 240);
    }
}
