package dev.planetfall.ui.page;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.Method;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.Quantities;
import dev.planetfall.migration.TableCopy;
import dev.planetfall.migration.watch.NextAction;
import dev.planetfall.ui.Wizard;
import dev.planetfall.ui.control.Badge;
import dev.planetfall.ui.control.Banner;
import dev.planetfall.ui.control.Metric;
import dev.planetfall.ui.control.TableGrid;
import dev.planetfall.ui.help.Documentation;
import dev.planetfall.ui.help.PageHelp;
import java.util.Optional;
import javafx.scene.Parent;
import javafx.scene.control.TableColumn;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Copies the rows and lets the changes follow. What is shown is measured by the monitor that the window keeps running. */
final class ReplicatePage extends PhasePage {
    private static final double CHART_HEIGHT = 232;
    private static final double TABLES_SHARE = 0.54;
    private static final double NAMES_SHARE = 0.44;
    /** A table as in the smallest window, where names get what the others can spare. */
    private static final double NARROW = 480;

    private final ReplicateViewModel model = new ReplicateViewModel();
    private final Banner next = new Banner();
    private final Banner drift = new Banner();
    private final DriftPane places;
    private final Metric tables = new Metric(Messages.text("page.replicate.tables-live"));
    private final Metric copied = new Metric(Messages.text("page.replicate.tables-copied"));
    private final Metric bytes = new Metric(Messages.text("page.replicate.copied"));
    private final Metric rate = new Metric(Messages.text("page.replicate.speed"));
    private final Metric lag = new Metric(Messages.text("page.replicate.behind"));
    private final Metric logKept = new Metric(Messages.text("page.replicate.log-kept"));
    private final HBox metrics = PageLayout.metrics(tables, copied, bytes, rate, lag, logKept);
    private final TableGrid<TableCopy> grid =
            new TableGrid<>(Messages.text("page.replicate.the-tables-appear-here-once"), TableCopy::table);
    private final HistoryPane history;
    private final PauseRow pauses;
    private final DiagnosisPane diagnosis;
    private final PageLayout view;
    private Optional<Method> shownMethod = Optional.empty();

    ReplicatePage(Wizard wizard) {
        super(
                wizard,
                Messages.text("page.replicate.replicate"),
                Phase.REPLICATE,
                Messages.text("page.replicate.start-replication"));
        next.setId("next-action");
        drift.setId("schema-drift");
        places = new DriftPane(wizard, control::run);
        addColumns();
        model.summaryProperty().subscribe(this::show);
        model.figuresProperty().subscribe(this::show);
        model.tablesProperty().subscribe(rows -> grid.setRows(rows));
        model.driftProperty().subscribe(this::showDrift);
        model.placesProperty().subscribe(places::show);
        pauses = new PauseRow(wizard, control::undo);
        diagnosis = new DiagnosisPane(wizard);
        VBox left = new VBox(12, control);
        history = new HistoryPane(body(left));
        left.getChildren().add(summaryChart());
        VBox.setVgrow(history, Priority.ALWAYS);
        view = new PageLayout("", "").with(next, drift, places, metrics, history, diagnosis, pauses);
        control.runningProperty().subscribe((before, now) -> compareAfter(before && !now));
        control.doneProperty().subscribe(done -> {
            control.setStepsShown(!done || !isReplicating());
            view.setChangesShown(!done);
        });
    }

    @Override
    public Optional<PageHelp> help() {
        Method method = wizard.live().state().method();
        return Optional.of(PageHelp.of(
                "replicate-" + method.keyword(),
                method.replicates() ? Documentation.BY_REPLICATION : Documentation.BY_DUMP));
    }

    @Override
    public Parent view() {
        return view;
    }

    @Override
    public void onLeave() {
        super.onLeave();
        places.forget();
    }

    @Override
    public String title() {
        return Phase.REPLICATE.title(wizard.live().state().method());
    }

    @Override
    void refresh(MigrationState state) {
        showMethod(state);
        history.show(state.history());
        pauses.show(state);
        diagnosis.show(state);
        model.show(
                state, wizard.live().measurements(), control.runningProperty().get());
    }

    private void showMethod(MigrationState state) {
        Method method = state.method();
        history.setChartsOffered(method.replicates());
        PageLayout.setShown(tables, method.replicates());
        PageLayout.setShown(copied, !method.replicates());
        PageLayout.setShown(lag, method.replicates());
        PageLayout.setShown(logKept, method.replicates());
        if (shownMethod.equals(Optional.of(method))) {
            return;
        }
        shownMethod = Optional.of(method);
        control.setActionText(Messages.text(
                method.replicates() ? "page.replicate.start-replication" : "page.replicate.copy-the-rows"));
        view.tell(
                switch (method) {
                    case LOGICAL_REPLICATION -> Messages.text("page.replicate.copies-every-row-and-then");
                    case SNAPSHOT_COPY -> Messages.text("page.replicate.copies-every-row-through-this");
                    case DUMP_AND_RESTORE -> Messages.text("page.replicate.stops-writes-on-the-source");
                    case STALE_COPY -> Messages.text("page.replicate.copies-every-row-as-it");
                },
                switch (method) {
                    case LOGICAL_REPLICATION, SNAPSHOT_COPY ->
                        Messages.text("page.replicate.creates-a-publication-a-slot");
                    case DUMP_AND_RESTORE -> Messages.text("page.replicate.the-source-becomes-read-only");
                    case STALE_COPY -> Messages.text("page.replicate.nothing-is-changed-on-the");
                });
    }

    private void addColumns() {
        grid.setId("table-states");
        grid.setAccessibleText(Messages.text("page.replicate.tables"));
        TableColumn<TableCopy, String> names = grid.textColumn(
                Messages.text("page.replicate.table"), table -> table.table().toString(), 190);
        TableColumn<TableCopy, ?> states =
                grid.badgeColumn(Messages.text("page.replicate.state"), table -> badge(table.state(), isReplicating()));
        TableColumn<TableCopy, ?> copied =
                grid.progressColumn(Messages.text("page.replicate.copied"), ReplicatePage::fraction);
        TableColumn<TableCopy, ?> sizes =
                grid.numberColumn(Messages.text("page.replicate.size"), TableCopy::bytesTotal, Quantities::bytes);
        grid.widthProperty().subscribe(width -> {
            boolean narrow = width.doubleValue() < NARROW;
            names.setPrefWidth(narrow ? width.doubleValue() - 206 : width.doubleValue() * NAMES_SHARE);
            states.setPrefWidth(narrow ? 84 : 108);
            copied.setPrefWidth(narrow ? 44 : 88);
            copied.setText(narrow ? "%" : Messages.text("page.replicate.copied"));
            sizes.setPrefWidth(narrow ? 76 : 80);
        });
    }

    /** The steps and the chart at the left, the tables at the right, as high as both. */
    private HBox body(VBox left) {
        grid.setPrefHeight(CHART_HEIGHT);
        HBox both = new HBox(16, left, grid);
        HBox.setHgrow(left, Priority.ALWAYS);
        left.setMinWidth(0);
        left.setPrefWidth(0);
        grid.setMinWidth(0);
        grid.prefWidthProperty().bind(both.widthProperty().multiply(TABLES_SHARE));
        return both;
    }

    private Region summaryChart() {
        Region chart = history.summary();
        chart.setMinHeight(CHART_HEIGHT);
        chart.setPrefHeight(CHART_HEIGHT);
        VBox.setVgrow(chart, Priority.ALWAYS);
        return chart;
    }

    private void show(NextAction summary) {
        String words = (summary.sentence() + " " + summary.advice()).strip();
        switch (summary.tone()) {
            case IDLE, BUSY -> next.showInfo(words);
            case GOOD -> next.showSuccess(words);
            case WARNING -> next.showWarning(words);
            case STOPPED -> next.showError(words);
        }
    }

    /** Tables that were added to replication are no longer told as missing there. */
    private void compareAfter(boolean ended) {
        if (ended
                && !model.placesProperty().get().isNone()
                && wizard.migration().plan().isPresent()) {
            wizard.migration().compareSchemas();
        }
    }

    private void showDrift(String words) {
        PageLayout.setShown(drift, !words.isEmpty());
        drift.showWarning(words);
    }

    private void show(ReplicationFigures figures) {
        PageLayout.setShown(metrics, !figures.equals(ReplicationFigures.NONE));
        set(tables, figures.tables());
        set(copied, figures.tables());
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
        boolean copied = table.state().isCopied();
        if (copied || table.bytesTotal() == 0) {
            return copied ? 1 : 0;
        }
        return Math.min(1, (double) table.bytesCopied() / table.bytesTotal());
    }

    private boolean isReplicating() {
        return wizard.live().state().method().replicates();
    }

    private static Badge badge(TableCopy.State state, boolean replicating) {
        Badge.Tone tone = switch (state) {
            case WAITING -> Badge.Tone.NEUTRAL;
            case COPYING -> Badge.Tone.ACCENT;
            case COPIED, CATCHING_UP -> replicating ? Badge.Tone.WARNING : Badge.Tone.SUCCESS;
            case READY -> Badge.Tone.SUCCESS;
        };
        return new Badge(state.title(), tone);
    }
}
