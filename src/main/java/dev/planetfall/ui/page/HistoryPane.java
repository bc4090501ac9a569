package dev.planetfall.ui.page;

import atlantafx.base.theme.Styles;
import dev.planetfall.file.OwnedFile;
import dev.planetfall.language.Messages;
import dev.planetfall.migration.ReplicationHistory;
import dev.planetfall.ui.Snapshots;
import dev.planetfall.ui.control.Banner;
import dev.planetfall.ui.control.SingleChoice;
import dev.planetfall.ui.control.chart.HistoryCharts;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * What replication does, in one of two views: the tables as they are, with the delay beside them, or all charts over the whole width.
 * Above them is what both share.
 */
final class HistoryPane extends VBox {
    private static final double GAP = 12;

    private final HistoryCharts charts = new HistoryCharts();
    private final ToggleButton tablesView = new ToggleButton(Messages.text("page.history.tables"));
    private final ToggleButton chartsView = new ToggleButton(Messages.text("page.history.charts"));
    /** Whether the charts are shown. */
    private final SingleChoice<Boolean> views = new SingleChoice<>(this::showCharts);

    private final MenuButton save = new MenuButton("", new FontIcon("fth-download"));
    private final Banner saved = new Banner();
    private final HBox top = new HBox(GAP);
    private final FirstSeen allCharts = new FirstSeen(charts.grid());
    private final Node tables;

    /** @param tables the other view */
    HistoryPane(Node tables) {
        super(GAP);
        this.tables = tables;
        saved.setId("history-saved");
        HBox.setHgrow(charts.bar(), Priority.ALWAYS);
        setUpSaving();
        top.getChildren().addAll(segments(), charts.bar(), save);
        VBox.setVgrow(tables, Priority.ALWAYS);
        VBox.setVgrow(allCharts, Priority.ALWAYS);
        getChildren().addAll(top, saved, tables, allCharts);
        showCharts(false);
    }

    /** The delay alone, to be put beside the tables. */
    Region summary() {
        return charts.summary();
    }

    void show(ReplicationHistory history) {
        charts.show(history);
        save.setDisable(history.isEmpty());
    }

    /** Without replication there is nothing to draw, and the tables are all there is to see. */
    void setChartsOffered(boolean offered) {
        PageLayout.setShown(top, offered);
        PageLayout.setShown(charts.summary(), offered);
        if (!offered) {
            showCharts(false);
        }
    }

    private HBox segments() {
        views.add(false, tablesView);
        views.add(true, chartsView);
        tablesView.setId("view-tables");
        chartsView.setId("view-charts");
        tablesView.getStyleClass().addAll(Styles.LEFT_PILL, Styles.SMALL);
        chartsView.getStyleClass().addAll(Styles.RIGHT_PILL, Styles.SMALL);
        for (ToggleButton view : new ToggleButton[] {tablesView, chartsView}) {
            view.setMinWidth(Region.USE_PREF_SIZE);
        }
        return new HBox(tablesView, chartsView);
    }

    private void showCharts(boolean shown) {
        views.show(shown);
        tables.setVisible(!shown);
        tables.setManaged(!shown);
        PageLayout.setShown(allCharts, shown);
        PageLayout.setShown(save, shown);
        charts.refresh();
        saved.clear();
    }

    private void setUpSaving() {
        save.setId("save-history");
        save.getStyleClass().addAll(Styles.BUTTON_ICON, Styles.FLAT, Styles.SMALL);
        save.setAccessibleText(Messages.text("page.history.save-the-history"));
        MenuItem picture = new MenuItem(Messages.text("page.history.charts-as-a-picture-png"));
        picture.setId("save-picture");
        picture.setOnAction(click -> choose("planetfall-charts.png").ifPresent(this::savePicture));
        MenuItem figures = new MenuItem(Messages.text("page.history.figures-as-a-table-csv"));
        figures.setId("save-figures");
        figures.setOnAction(click -> choose("planetfall-history.csv").ifPresent(this::saveFigures));
        save.getItems().addAll(picture, figures);
    }

    private Optional<Path> choose(String name) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(Messages.text("page.history.save-the-history"));
        chooser.setInitialFileName(name);
        return Optional.ofNullable(chooser.showSaveDialog(getScene().getWindow()))
                .map(File::toPath);
    }

    /** What the charts show now, in the colours of the window. */
    void savePicture(Path png) {
        tell(png, () -> Snapshots.save(charts.grid(), png));
    }

    /** The whole history, whatever part of it is shown. */
    void saveFigures(Path csv) {
        tell(csv, () -> {
            try {
                OwnedFile.write(csv, HistoryCsv.of(charts.history()));
            } catch (IOException e) {
                throw new UncheckedIOException(Messages.text("page.history.the-figures-could-not-be", csv), e);
            }
        });
    }

    private void tell(Path file, Runnable writing) {
        try {
            writing.run();
            saved.showSuccess(Messages.text("page.history.saved-as", file.toAbsolutePath()));
        } catch (UncheckedIOException e) {
            saved.showError(Messages.text("page.history.choose-another-folder-or-free", e.getMessage()));
        }
    }
}
