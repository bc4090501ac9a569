package dev.planetfall.ui.page;

import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.SchemaOutcome.Result;
import dev.planetfall.ui.Wizard;
import dev.planetfall.ui.control.Badge;
import dev.planetfall.ui.control.Banner;
import dev.planetfall.ui.control.SqlPreview;
import dev.planetfall.ui.control.TableGrid;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.kordamp.ikonli.javafx.FontIcon;

/** Copies the schema and shows what became of each object. */
final class SchemaPage extends PhasePage {
    private final SchemaViewModel model = new SchemaViewModel();
    private final TableGrid<SchemaViewModel.Row> grid =
            new TableGrid<>("The objects appear here while they are created.", SchemaViewModel.Row::number);
    private final Button save = new Button("Save as script", new FontIcon("fth-save"));
    private final Banner saved = new Banner();
    private final Banner message = new Banner();
    private final SqlPreview sql = new SqlPreview();
    private final VBox detail = new VBox(6, message, sql);
    private final PageLayout view;

    SchemaPage(Wizard wizard) {
        super(wizard, "Schema", Phase.SCHEMA, "Copy the schema");
        addColumns();
        grid.setId("schema-objects");
        sql.setMaxRows(7);
        PageLayout.setShown(detail, false);
        grid.getSelectionModel().selectedItemProperty().subscribe(row -> showDetail(Optional.ofNullable(row)));
        model.rowsProperty().subscribe(rows -> grid.setRows(rows));
        view = new PageLayout(
                        "Reads the schema of the source and creates it on PlanetScale object by object, without owners and"
                                + " grants. What fails is kept and shown, and the rest goes on.",
                        "Creates schemas, tables and all that belongs to them on PlanetScale. The source is only read.")
                .with(control, toolbar(), saved)
                .growing(grid, 180)
                .with(detail);
    }

    @Override
    public Parent view() {
        return view;
    }

    @Override
    void refresh(MigrationState state) {
        model.show(state);
        save.setDisable(model.isEmpty());
    }

    private void addColumns() {
        grid.textColumn("Kind", row -> row.outcome().kind(), 130);
        grid.textColumn("Name", row -> row.outcome().name(), 260);
        TableColumn<SchemaViewModel.Row, Badge> result =
                grid.badgeColumn("Result", row -> badge(row.outcome().result()));
        result.setPrefWidth(120);
        result.setComparator(Comparator.comparing(Badge::tone).reversed());
        grid.getSortOrder().add(result);
        grid.textColumn("Message", row -> row.outcome().message(), 260);
    }

    private HBox toolbar() {
        Label counts = PageLayout.wrapping("");
        counts.setId("schema-counts");
        counts.textProperty().bind(model.countsProperty());
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        TextField filter = new TextField();
        filter.setId("schema-filter");
        filter.setPromptText("Filter");
        filter.setAccessibleText("Filter the objects");
        filter.setPrefColumnCount(14);
        model.filterProperty().bind(filter.textProperty());
        save.setId("save-script");
        save.setMinWidth(Region.USE_PREF_SIZE);
        save.setOnAction(click -> save());
        PageLayout.setShown(save, !"Monocle".equals(System.getProperty("glass.platform")));
        return PageLayout.row(counts, gap, filter, save);
    }

    private void showDetail(Optional<SchemaViewModel.Row> row) {
        PageLayout.setShown(detail, row.isPresent());
        row.ifPresent(shown -> {
            sql.setSql(shown.outcome().sql().strip());
            String words = shown.outcome().message();
            if (words.isEmpty()) {
                message.clear();
            } else if (shown.outcome().result() == Result.FAILED) {
                message.showError("PlanetScale said: " + words);
            } else {
                message.showInfo(words);
            }
        });
    }

    private void save() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle("Save the schema as a script");
        chooser.setInitialFileName("schema.sql");
        chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter("SQL script", "*.sql"));
        Optional.ofNullable(chooser.showSaveDialog(view.getScene().getWindow()))
                .map(File::toPath)
                .ifPresent(this::write);
    }

    private void write(Path file) {
        try {
            Files.writeString(file, model.script());
            saved.showSuccess("The script was saved to " + file + ".");
        } catch (IOException e) {
            saved.showError("The script could not be saved to " + file + ". Choose a folder you may write to.");
        }
    }

    private static Badge badge(Result result) {
        Badge.Tone tone = result.isFailure()
                ? Badge.Tone.DANGER
                : switch (result) {
                    case CREATED -> Badge.Tone.SUCCESS;
                    case ALREADY_THERE -> Badge.Tone.NEUTRAL;
                    default -> Badge.Tone.WARNING;
                };
        return new Badge(result.title(), tone);
    }
}
