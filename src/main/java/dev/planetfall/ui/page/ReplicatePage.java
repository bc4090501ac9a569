package dev.planetfall.ui.page;

import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.Quantities;
import dev.planetfall.migration.TableCopy;
import dev.planetfall.ui.Wizard;
import dev.planetfall.ui.control.Badge;
import dev.planetfall.ui.control.Banner;
import dev.planetfall.ui.control.LagChart;
import dev.planetfall.ui.control.Metric;
import dev.planetfall.ui.control.TableGrid;
import java.util.List;
import javafx.scene.Parent;
import javafx.scene.control.TextArea;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Copies the rows and lets the changes follow. What is shown is measured by the monitor that the window keeps running. */
final class ReplicatePage extends PhasePage {
    private static final double CHART_HEIGHT = 232;
    private static final double TABLES_SHARE = 0.54;
    private static final int MOST_LINES = 4;

    private final ReplicateViewModel model = new ReplicateViewModel();
    private final Banner next = new Banner();
    private final Banner drift = new Banner();
    private final TextArea differences = new TextArea();
    private final Metric tables = new Metric("Tables live");
    private final Metric bytes = new Metric("Copied");
    private final Metric rate = new Metric("Speed");
    private final Metric lag = new Metric("Behind");
    private final Metric logKept = new Metric("Log kept");
    private final HBox metrics = PageLayout.metrics(tables, bytes, rate, lag, logKept);
    private final LagChart chart = new LagChart();
    private final TableGrid<TableCopy> grid =
            new TableGrid<>("The tables appear here once replication has started.", TableCopy::table);
    private final PageLayout view;

    ReplicatePage(Wizard wizard) {
        super(wizard, "Replicate", Phase.REPLICATE, "Start replication");
        next.setId("next-action");
        drift.setId("schema-drift");
        differences.setId("schema-differences");
        differences.setEditable(false);
        differences.setWrapText(true);
        differences.setMinHeight(Region.USE_PREF_SIZE);
        chart.setMeasurements(wizard.live().measurements());
        addColumns();
        model.summaryProperty().subscribe(this::show);
        model.figuresProperty().subscribe(this::show);
        model.tablesProperty().subscribe(rows -> grid.setRows(rows));
        model.driftProperty().subscribe(this::showDrift);
        model.differencesProperty().subscribe(this::showDifferences);
        HBox body = body();
        VBox.setVgrow(body, Priority.ALWAYS);
        view = new PageLayout(
                        "Copies every row and then every change from server to server. You may close this window at any time.",
                        "Creates a publication, a slot and a marker table on the source, and a subscription on PlanetScale.")
                .with(next, drift, differences, metrics, body);
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
        model.show(
                state, wizard.live().measurements(), control.runningProperty().get());
    }

    private void addColumns() {
        grid.setId("table-states");
        grid.textColumn("Table", table -> table.table().toString(), 190);
        grid.badgeColumn("State", table -> badge(table.state())).setMinWidth(84);
        grid.progressColumn("Copied", ReplicatePage::fraction).setMinWidth(76);
        grid.numberColumn("Size", TableCopy::bytesTotal, Quantities::bytes).setMinWidth(76);
    }

    /** The steps and the chart at the left, the tables at the right, as high as both. */
    private HBox body() {
        chart.setMinHeight(CHART_HEIGHT);
        chart.setPrefHeight(CHART_HEIGHT);
        grid.setPrefHeight(CHART_HEIGHT);
        VBox.setVgrow(chart, Priority.ALWAYS);
        VBox left = new VBox(12, control, chart);
        HBox both = new HBox(16, left, grid);
        HBox.setHgrow(left, Priority.ALWAYS);
        left.setMinWidth(0);
        left.setPrefWidth(0);
        grid.setMinWidth(0);
        grid.prefWidthProperty().bind(both.widthProperty().multiply(TABLES_SHARE));
        return both;
    }

    private void show(ReplicationSummary summary) {
        String words = (summary.sentence() + " " + summary.advice()).strip();
        switch (summary.tone()) {
            case IDLE, BUSY -> next.showInfo(words);
            case GOOD -> next.showSuccess(words);
            case WARNING -> next.showWarning(words);
            case STOPPED -> next.showError(words);
        }
    }

    private void showDrift(String words) {
        PageLayout.setShown(drift, !words.isEmpty());
        drift.showWarning(words);
    }

    /** As text that can be copied: it has the statements to run. */
    private void showDifferences(List<String> sentences) {
        PageLayout.setShown(differences, !sentences.isEmpty());
        differences.setPrefRowCount(Math.min(sentences.size(), MOST_LINES));
        differences.setText(String.join("\n", sentences));
    }

    private void show(ReplicationFigures figures) {
        PageLayout.setShown(metrics, !figures.equals(ReplicationFigures.NONE));
        set(tables, figures.tables());
        set(bytes, figures.bytes());
        set(rate, figures.rate());
        set(lag, figures.lag());
        set(logKept, figures.logKept());
    }

    private static void set(Metric metric, ReplicationFigures.Figure figure) {
        metric.set(figure.value(), figure.below());
    }

    /** A finished table counts as whole: on the target it may be smaller than it was on the source. */
    private static double fraction(TableCopy table) {
        boolean copied = table.state() != TableCopy.State.WAITING && table.state() != TableCopy.State.COPYING;
        if (copied || table.bytesTotal() == 0) {
            return copied ? 1 : 0;
        }
        return Math.min(1, (double) table.bytesCopied() / table.bytesTotal());
    }

    private static Badge badge(TableCopy.State state) {
        Badge.Tone tone = switch (state) {
            case WAITING -> Badge.Tone.NEUTRAL;
            case COPYING -> Badge.Tone.ACCENT;
            case COPIED, CATCHING_UP -> Badge.Tone.WARNING;
            case READY -> Badge.Tone.SUCCESS;
        };
        return new Badge(state.title(), tone);
    }
}
