package dev.planetfall.ui.page;

import dev.planetfall.migration.Phase;
import dev.planetfall.migration.SequenceValue;
import dev.planetfall.ui.Wizard;
import dev.planetfall.ui.WizardPage;
import dev.planetfall.ui.control.Banner;
import dev.planetfall.ui.control.PhaseControl;
import dev.planetfall.ui.control.TableGrid;
import java.util.Optional;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.Parent;
import javafx.util.Subscription;

/** Sets the target's sequences safely ahead, because replication does not carry them. */
final class SequencesPage implements WizardPage {
    private final Wizard wizard;
    private final SequencesViewModel model = new SequencesViewModel();
    private final PhaseControl control;
    private final Banner result = new Banner();
    private final TableGrid<SequenceValue> grid =
            new TableGrid<>("The sequences appear here once they were read.", SequenceValue::sequence);
    private final PageLayout view;
    private Subscription subscription = () -> {};

    SequencesPage(Wizard wizard) {
        this.wizard = wizard;
        control = new PhaseControl(wizard, Phase.SEQUENCES, "Advance the sequences");
        result.setId("sequences-result");
        addColumns();
        model.sentenceProperty().subscribe(sentence -> result.showSuccess(sentence));
        model.rowsProperty().subscribe(rows -> grid.setRows(rows));
        view = new PageLayout(
                        "Replication carries rows, not sequences. They are set ahead of the source now, with room to spare,"
                                + " so that no number is ever handed out twice; the cutover then sets the exact values.",
                        "Sets the sequences on PlanetScale. The source is only read.")
                .with(control, result)
                .growing(grid, 220);
    }

    @Override
    public String title() {
        return "Sequences";
    }

    @Override
    public Optional<Phase> phase() {
        return Optional.of(Phase.SEQUENCES);
    }

    @Override
    public Parent view() {
        return view;
    }

    @Override
    public ObservableBooleanValue mayAdvance() {
        return control.doneProperty();
    }

    @Override
    public void onEnter() {
        control.enter();
        subscription = wizard.live().stateProperty().subscribe(model::show);
    }

    @Override
    public void onLeave() {
        control.leave();
        subscription.unsubscribe();
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
