package dev.planetfall.ui.control;

import atlantafx.base.theme.Styles;
import dev.planetfall.language.Messages;
import dev.planetfall.migration.MigrationEvent.StatementSent;
import dev.planetfall.migration.Quantities;
import dev.planetfall.migration.Side;
import dev.planetfall.ui.Polling;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableRow;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** Every statement that was sent to either server, folded away at the bottom of the window until somebody looks. */
public final class ActivityDrawer extends VBox {
    private static final PseudoClass FAILED = PseudoClass.getPseudoClass("failed");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());

    private final FilteredList<StatementSent> listed;
    private final StatementCount sent;
    private final TableGrid<StatementSent> table = new TableGrid<>(
            Messages.text("control.activity-drawer.no-statement-was-sent-yet"), System::identityHashCode);
    private final SqlPreview whole = new SqlPreview();
    private final Label error = new Label();
    private final VBox detail = new VBox(error, whole);
    private final VBox body = new VBox(table, detail);
    private final Button toggle = new Button(Messages.text("control.activity-drawer.activity"));
    private final Label count = new Label();
    private final Label failures = new Label();
    private final CheckBox hidePolls = new CheckBox(Messages.text("control.activity-drawer.hide-measurements"));

    /** @param statements oldest first; the drawer follows the list */
    public ActivityDrawer(ObservableList<StatementSent> statements) {
        listed = new FilteredList<>(statements, sent -> !Polling.isPoll(sent));
        sent = new StatementCount(statements);
        getStyleClass().add("activity-drawer");
        setId("activity-drawer");
        makeTable();
        makeDetail();
        getChildren().addAll(header(), body);
        statements.addListener((ListChangeListener.Change<? extends StatementSent> change) -> {
            sent.add(change);
            count();
        });
        hidePolls.setSelected(true);
        hidePolls.selectedProperty().subscribe(hide -> {
            listed.setPredicate(each -> !hide || !Polling.isPoll(each));
            count();
        });
        setExpanded(false);
    }

    public boolean isExpanded() {
        return body.isManaged();
    }

    public void setExpanded(boolean expanded) {
        setShown(body, expanded);
        setShown(hidePolls, expanded);
        toggle.setGraphic(new FontIcon(expanded ? "fth-chevron-down" : "fth-chevron-up"));
        toggle.setAccessibleText(Messages.text(
                expanded ? "control.activity-drawer.hide-the-activity" : "control.activity-drawer.show-the-activity"));
        count();
    }

    private HBox header() {
        toggle.setId("activity-toggle");
        toggle.getStyleClass().addAll(Styles.FLAT, Styles.SMALL);
        toggle.setOnAction(click -> setExpanded(!isExpanded()));
        count.setId("activity-count");
        count.getStyleClass().add("activity-count");
        failures.setId("activity-failures");
        failures.getStyleClass().add("activity-failures");
        failures.setGraphic(new FontIcon("fth-slash"));
        failures.setTooltip(new Tooltip(Messages.text("control.activity-drawer.a-server-refused-these-statements")));
        hidePolls.setId("hide-measurements");
        hidePolls.getStyleClass().add(Styles.SMALL);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox header = new HBox(toggle, count, failures, gap, hidePolls);
        header.setAlignment(Pos.CENTER_LEFT);
        header.getStyleClass().add("activity-header");
        return header;
    }

    private void makeTable() {
        table.setId("activity-table");
        table.getStyleClass().add(Styles.DENSE);
        table.setFixedCellSize(26);
        table.textColumn(Messages.text("control.activity-drawer.time"), sent -> TIME.format(sent.at()), 80);
        table.textColumn(Messages.text("control.activity-drawer.server"), sent -> Side.labelOf(sent.server()), 100);
        table.numberColumn(Messages.text("control.activity-drawer.took"), sent -> Quantities.duration(sent.took()));
        table.numberColumn(Messages.text("control.activity-drawer.rows"), sent -> Quantities.count(sent.rows()));
        table.textColumn("SQL", ActivityDrawer::oneLine, 600);
        double[] widths = {80, 100, 80, 80, 600};
        for (int i = 0; i < widths.length; i++) {
            table.getColumns().get(i).setPrefWidth(widths[i]);
            table.getColumns().get(i).setSortable(false);
        }
        table.getColumns().subList(0, 4).forEach(column -> column.setMaxWidth(120));
        table.setRowFactory(of -> new StatementRow());
        table.setItems(listed);
        table.setPrefHeight(200);
        VBox.setVgrow(table, Priority.ALWAYS);
    }

    private void makeDetail() {
        whole.setMaxRows(4);
        error.getStyleClass().add("activity-error");
        error.setWrapText(true);
        error.setMinHeight(Region.USE_PREF_SIZE);
        detail.getStyleClass().add("activity-detail");
        body.getStyleClass().add("activity-body");
        table.getSelectionModel().selectedItemProperty().subscribe(this::showWhole);
    }

    private void showWhole(StatementSent selected) {
        setShown(detail, selected != null);
        if (selected != null) {
            whole.setSql(selected.sql());
            error.setText(selected.error().orElse(""));
            setShown(error, selected.error().isPresent());
        }
    }

    private void count() {
        long number = sent.sent(!hidePolls.isSelected());
        String statements = Messages.plural("count.statement", number);
        count.setText(
                isExpanded() && listed.size() < number
                        ? Messages.text(
                                "control.activity-drawer.the-last-are-shown",
                                statements,
                                Quantities.count(listed.size()))
                        : statements);
        failures.setText(Messages.text("control.activity-drawer.refused", Quantities.count(sent.refused())));
        setShown(failures, sent.refused() > 0);
        showNewest();
    }

    private void showNewest() {
        if (isExpanded() && !listed.isEmpty() && table.getSelectionModel().isEmpty()) {
            table.scrollTo(listed.size() - 1);
        }
    }

    private static String oneLine(StatementSent sent) {
        String sql = sent.sql().strip().replaceAll("\\s+", " ");
        return sent.error()
                .map(message -> Messages.text("control.activity-drawer.failed", sql))
                .orElse(sql);
    }

    private static void setShown(Region node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }

    private static final class StatementRow extends TableRow<StatementSent> {
        @Override
        protected void updateItem(StatementSent item, boolean empty) {
            super.updateItem(item, empty);
            pseudoClassStateChanged(
                    FAILED, !empty && item != null && item.error().isPresent());
        }
    }
}
