package dev.planetfall.ui.page;

import dev.planetfall.file.OwnedFile;
import dev.planetfall.language.Messages;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.PhaseStatus;
import dev.planetfall.migration.SchemaChoice;
import dev.planetfall.migration.SchemaKey;
import dev.planetfall.migration.SchemaOutcome.Result;
import dev.planetfall.ui.FxThread;
import dev.planetfall.ui.InView;
import dev.planetfall.ui.Wizard;
import dev.planetfall.ui.control.Badge;
import dev.planetfall.ui.control.Banner;
import dev.planetfall.ui.control.TableGrid;
import dev.planetfall.ui.help.Documentation;
import dev.planetfall.ui.help.PageHelp;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import javafx.scene.Parent;
import javafx.scene.control.TableColumn;
import javafx.stage.FileChooser;

/** Copies the schema, shows what became of each object, and lets a person mend or skip single ones. */
final class SchemaPage extends PhasePage {
    private final SchemaViewModel model = new SchemaViewModel();
    private final TableGrid<SchemaViewModel.Row> grid =
            new TableGrid<>(Messages.text("page.schema.the-objects-appear-here-while"), SchemaViewModel.Row::number);
    private final SchemaReaderRow reader;
    private final Banner saved = new Banner();
    private final SchemaObjectPane detail = new SchemaObjectPane(this::choose);
    private final FirstSeen seat = new FirstSeen(detail);
    private final SchemaToolbar toolbar = new SchemaToolbar(model);
    private final PageLayout view;
    private Optional<SchemaKey> shown = Optional.empty();
    private boolean choosing;

    SchemaPage(Wizard wizard) {
        super(wizard, Messages.text("page.schema.schema"), Phase.SCHEMA, Messages.text("page.schema.copy-the-schema"));
        reader = new SchemaReaderRow(wizard);
        addColumns();
        grid.setId("schema-objects");
        grid.setAccessibleText(Messages.text("page.schema.objects"));
        grid.getSelectionModel().selectedItemProperty().subscribe(row -> showDetail());
        model.rowsProperty().subscribe(rows -> grid.setRows(rows));
        toolbar.saveButton().setOnAction(click -> save());
        view = new PageLayout(
                        Messages.text("page.schema.reads-the-schema-of-the"),
                        Messages.text("page.schema.creates-schemas-tables-and-all"))
                .with(control, reader, toolbar, saved)
                .growing(grid, 150)
                .with(seat);
    }

    @Override
    public Optional<PageHelp> help() {
        return Optional.of(PageHelp.of("schema", Documentation.COMPATIBILITY, Documentation.EXTENSIONS));
    }

    @Override
    public Parent view() {
        return view;
    }

    @Override
    void refresh(MigrationState state) {
        model.show(state);
        view.setChangesShown(model.isEmpty());
        control.setStepsShown(model.isEmpty() || state.status(Phase.SCHEMA) == PhaseStatus.RUNNING);
        reader.show(state, isBusy());
        toolbar.saveButton().setDisable(model.isEmpty());
        if (state.status(Phase.SCHEMA) == PhaseStatus.RUNNING) {
            saved.clear();
        }
        showDetail();
    }

    private boolean isBusy() {
        return choosing || control.runningProperty().get();
    }

    private void addColumns() {
        grid.textColumn(Messages.text("page.schema.kind"), row -> row.outcome().kind(), 115)
                .setMinWidth(115);
        grid.textColumn(Messages.text("page.schema.name"), row -> row.outcome().name(), 200);
        TableColumn<SchemaViewModel.Row, Badge> result = grid.badgeColumn(
                Messages.text("page.schema.result"), row -> badge(row.outcome().result()));
        result.setMinWidth(165);
        result.setPrefWidth(165);
        result.setComparator(Comparator.comparing(Badge::tone).reversed());
        grid.getSortOrder().add(result);
        grid.textColumn(
                Messages.text("page.schema.message"),
                row -> row.outcome().message().replaceAll("\\s*\\R\\s*", " "),
                250);
    }

    private void showDetail() {
        Optional<SchemaKey> selected = Optional.ofNullable(
                        grid.getSelectionModel().getSelectedItem())
                .map(row -> row.outcome().key());
        PageLayout.setShown(seat, selected.isPresent());
        selected.flatMap(wizard.migration().state().outcomes()::find)
                .ifPresent(outcome -> detail.show(outcome, isBusy()));
        if (!selected.equals(shown)) {
            shown = selected;
            selected.ifPresent(key -> InView.bring(detail));
        }
    }

    private void choose(SchemaChoice choice) {
        wizard.decide();
        setChoosing(true);
        FxThread.deliver(
                wizard.migration().choose(choice),
                status -> {
                    setChoosing(false);
                    control.tellAgain();
                },
                thrown -> {
                    setChoosing(false);
                    detail.tellError(Messages.text("page.schema.it-was-decided-but-could", thrown.getMessage()));
                });
    }

    private void setChoosing(boolean now) {
        choosing = now;
        refresh(wizard.migration().state());
    }

    private void save() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(Messages.text("page.schema.save-the-schema-as-sql"));
        chooser.setInitialFileName("schema.sql");
        chooser.getExtensionFilters()
                .add(new FileChooser.ExtensionFilter(Messages.text("page.schema.sql-script"), "*.sql"));
        Optional.ofNullable(chooser.showSaveDialog(view.getScene().getWindow()))
                .map(File::toPath)
                .ifPresent(this::write);
    }

    private void write(Path file) {
        try {
            OwnedFile.write(file, model.script());
            saved.showSuccess(Messages.text("page.schema.the-script-was-saved-to", file));
        } catch (IOException e) {
            saved.showError(Messages.text("page.schema.the-script-could-not-be", file));
        }
    }

    private static Badge badge(Result result) {
        if (result.isFailure()) {
            return new Badge(result.title(), Badge.Tone.DANGER);
        }
        return new Badge(
                result.title(),
                switch (result) {
                    case CREATED -> Badge.Tone.SUCCESS;
                    case ALREADY_THERE -> Badge.Tone.NEUTRAL;
                    case HELD_BACK -> Badge.Tone.ACCENT;
                    default -> Badge.Tone.WARNING;
                });
    }
}
