package dev.planetfall.ui.page;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.SequenceValue;
import dev.planetfall.ui.Wizard;
import dev.planetfall.ui.control.Banner;
import dev.planetfall.ui.control.TableGrid;
import dev.planetfall.ui.help.Documentation;
import dev.planetfall.ui.help.PageHelp;
import java.util.Optional;
import javafx.scene.Parent;

/** Sets the target's sequences safely ahead, because they do not travel with the rows. */
final class SequencesPage extends PhasePage {
    private final SequencesViewModel model = new SequencesViewModel();
    private final Banner result = new Banner();
    private final TableGrid<SequenceValue> grid =
            new TableGrid<>(Messages.text("page.sequences.the-sequences-appear-here-once"), SequenceValue::sequence);
    private final PageLayout view;

    SequencesPage(Wizard wizard) {
        super(
                wizard,
                Messages.text("page.sequences.sequences"),
                Phase.SEQUENCES,
                Messages.text("page.sequences.advance-the-sequences"));
        result.setId("sequences-result");
        addColumns();
        model.sentenceProperty().subscribe(sentence -> result.showSuccess(sentence));
        model.rowsProperty().subscribe(rows -> grid.setRows(rows));
        view = new PageLayout(
                        Messages.text("page.sequences.sequences-do-not-travel-with"),
                        Messages.text("page.sequences.sets-the-sequences-on-planetscale"))
                .with(control, result)
                .growing(grid, 220);
        control.doneProperty().subscribe(done -> {
            control.setStepsShown(!done);
            view.setChangesShown(!done);
        });
    }

    @Override
    public Optional<PageHelp> help() {
        return Optional.of(PageHelp.of("sequences", Documentation.FROM_NEON));
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
        grid.setAccessibleText(Messages.text("page.sequences.sequences-of-both"));
        grid.textColumn(
                Messages.text("page.sequences.sequence"),
                value -> value.sequence().toString(),
                240);
        grid.numberColumn(Messages.text("page.sequences.source"), value -> SequencesViewModel.value(value.sourceLast()))
                .setMinWidth(106);
        grid.numberColumn(Messages.text("page.sequences.target"), value -> SequencesViewModel.value(value.targetLast()))
                .setMinWidth(106);
        grid.numberColumn(Messages.text("page.sequences.planned"), SequencesViewModel::planned)
                .setMinWidth(106);
        grid.textColumn(Messages.text("page.sequences.note"), SequencesViewModel::note, 240);
    }
}
