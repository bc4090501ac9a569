package dev.planetfall.ui.page;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.TableComparison;
import dev.planetfall.ui.FxThread;
import dev.planetfall.ui.Wizard;
import dev.planetfall.ui.control.Banner;
import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;

/** Saves the rows of a table that differ, with the values of both servers as they are then. */
final class DifferenceSaving extends VBox {
    private final Wizard wizard;
    private final Button save = new Button(Messages.text("page.difference-saving.save-as-csv"));
    private final Banner outcome = new Banner();
    private final ShownTable shown = new ShownTable();

    DifferenceSaving(Wizard wizard) {
        this.wizard = wizard;
        save.setId("save-differences");
        save.setMinWidth(Region.USE_PREF_SIZE);
        save.setOnAction(click -> choose().ifPresent(this::save));
        outcome.setId("save-differences-outcome");
        getChildren().add(outcome);
    }

    /** What begins it, to be put beside other buttons. */
    Button button() {
        return save;
    }

    void show(Optional<TableComparison> table) {
        if (shown.show(table, known -> !known.differences().rows().isEmpty())) {
            outcome.clear();
        }
        PageLayout.setShown(
                save,
                shown.offered()
                                .filter(known ->
                                        !known.differences().keyColumns().isEmpty())
                                .isPresent()
                        && wizard.migration().plan().isPresent());
    }

    void save(Path file) {
        TableComparison table = shown.offered().orElseThrow();
        save.setDisable(true);
        outcome.showInfo(Messages.text("page.difference-saving.the-rows-are-read-on"));
        FxThread.deliver(
                wizard.migration().ask(context -> DifferenceCsv.write(context, table, file)),
                rows -> {
                    save.setDisable(false);
                    outcome.showSuccess(Messages.plural(
                            "page.difference-saving.rows-were-saved-as-the", rows, file.toAbsolutePath()));
                },
                thrown -> {
                    save.setDisable(false);
                    outcome.showError(
                            Messages.text("page.difference-saving.the-rows-could-not-be", thrown.getMessage()));
                });
    }

    private Optional<Path> choose() {
        FileChooser chooser = new FileChooser();
        chooser.setInitialFileName("planetfall-"
                + shown.offered().orElseThrow().table().toString().replaceAll("[^\\p{L}\\p{N}._-]", "_") + ".csv");
        return Optional.ofNullable(chooser.showSaveDialog(getScene().getWindow()))
                .map(File::toPath);
    }
}
