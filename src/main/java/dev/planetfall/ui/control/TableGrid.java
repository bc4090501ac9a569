package dev.planetfall.ui.control;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.SortedList;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;

/**
 * A table of records that are measured again and again: {@link #setRows} changes only the rows that differ and keeps
 * selection, order and scroll position.
 */
public final class TableGrid<T> extends TableView<T> {
    private static final double ROW_HEIGHT = 32;
    /** Each is sorted in by itself, which takes longer than sorting all anew when there are many. */
    private static final int MOST_SINGLE_CHANGES = 50;

    private final Function<? super T, ?> key;
    private final ObservableList<T> rows = FXCollections.observableArrayList();

    /**
     * @param emptyText what is shown while there are no rows
     * @param key what makes a row the same row when it is measured again, such as its name
     */
    public TableGrid(String emptyText, Function<? super T, ?> key) {
        this.key = key;
        getStyleClass().addAll("table-grid", "dense");
        setFixedCellSize(ROW_HEIGHT);
        setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        Label placeholder = new Label(emptyText);
        placeholder.setWrapText(true);
        setPlaceholder(placeholder);
        SortedList<T> sorted = new SortedList<>(rows);
        sorted.comparatorProperty().bind(comparatorProperty());
        setItems(sorted);
    }

    public TableColumn<T, String> textColumn(String title, Function<T, String> text, double width) {
        TableColumn<T, String> column = column(title, text);
        column.setPrefWidth(width);
        column.setCellFactory(of -> new TextCell<>());
        return column;
    }

    /** Right-aligned and not sortable, because the text's order is not the number's. */
    public TableColumn<T, String> numberColumn(String title, Function<T, String> text) {
        TableColumn<T, String> column = column(title, text);
        column.getStyleClass().add("number-column");
        column.setCellFactory(of -> new TextCell<>());
        column.setSortable(false);
        return column;
    }

    /** Right-aligned and sorted by value. */
    public TableColumn<T, Long> numberColumn(String title, ToLongFunction<T> value, LongFunction<String> format) {
        TableColumn<T, Long> column = column(title, value::applyAsLong);
        column.getStyleClass().add("number-column");
        column.setCellFactory(of -> new FormattedCell<>(format));
        return column;
    }

    /** @param fraction 0 to 1, or negative when it is not known */
    public TableColumn<T, Double> progressColumn(String title, ToDoubleFunction<T> fraction) {
        TableColumn<T, Double> column = column(title, fraction::applyAsDouble);
        column.setCellFactory(of -> new ProgressCell<>());
        return column;
    }

    public TableColumn<T, Badge> badgeColumn(String title, Function<T, Badge> badge) {
        TableColumn<T, Badge> column = column(title, badge);
        column.setComparator(Comparator.comparing(Badge::text));
        column.setCellFactory(of -> new BadgeCell<>());
        return column;
    }

    /** As {@link #setRows}, and in this order unless somebody chose another. Scrolls back to the top when the order changes. */
    public void setRowsInOrder(List<T> newRows) {
        setRows(newRows);
        if (!rows.equals(newRows)) {
            T selected = getSelectionModel().getSelectedItem();
            rows.setAll(newRows);
            reselect(selected);
        }
    }

    public void setRows(List<T> newRows) {
        Map<Object, T> byKey = new HashMap<>();
        newRows.forEach(row -> byKey.put(key.apply(row), row));
        T selected = getSelectionModel().getSelectedItem();
        List<T> renewed = new ArrayList<>(newRows.size());
        rows.forEach(row -> Optional.ofNullable(byKey.remove(key.apply(row))).ifPresent(renewed::add));
        boolean sameRows = renewed.size() == rows.size() && byKey.isEmpty();
        newRows.stream().filter(row -> byKey.containsKey(key.apply(row))).forEach(renewed::add);
        List<Integer> changed = sameRows ? changes(renewed) : List.of();
        if (!sameRows || changed.size() > MOST_SINGLE_CHANGES) {
            rows.setAll(renewed);
        } else {
            changed.forEach(index -> rows.set(index, renewed.get(index)));
        }
        reselect(selected);
    }

    private List<Integer> changes(List<T> renewed) {
        return IntStream.range(0, renewed.size())
                .filter(index -> !Objects.equals(rows.get(index), renewed.get(index)))
                .boxed()
                .toList();
    }

    private void reselect(T selected) {
        if (selected == null) {
            return;
        }
        Object wanted = key.apply(selected);
        for (int i = 0; i < getItems().size(); i++) {
            if (key.apply(getItems().get(i)).equals(wanted)) {
                if (getSelectionModel().getSelectedIndex() != i) {
                    getSelectionModel().clearAndSelect(i);
                }
                return;
            }
        }
        getSelectionModel().clearSelection();
    }

    private <V> TableColumn<T, V> column(String title, Function<T, V> value) {
        TableColumn<T, V> column = new TableColumn<>(title);
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(value.apply(row.getValue())));
        getColumns().add(column);
        return column;
    }

    private static final class TextCell<T> extends TableCell<T, String> {
        TextCell() {
            CutText.explain(this);
        }

        @Override
        protected void updateItem(String item, boolean empty) {
            super.updateItem(item, empty);
            setText(empty ? null : item);
        }
    }

    private static final class FormattedCell<T> extends TableCell<T, Long> {
        private final LongFunction<String> format;

        FormattedCell(LongFunction<String> format) {
            this.format = format;
            CutText.explain(this);
        }

        @Override
        protected void updateItem(Long item, boolean empty) {
            super.updateItem(item, empty);
            setText(empty || item == null ? null : format.apply(item));
        }
    }

    private static final class ProgressCell<T> extends TableCell<T, Double> {
        private final javafx.scene.control.ProgressBar bar = new javafx.scene.control.ProgressBar();

        ProgressCell() {
            bar.setMaxWidth(Double.MAX_VALUE);
        }

        @Override
        protected void updateItem(Double item, boolean empty) {
            super.updateItem(item, empty);
            setGraphic(empty || item == null ? null : bar);
            if (item != null) {
                bar.setProgress(item);
            }
        }
    }

    private static final class BadgeCell<T> extends TableCell<T, Badge> {
        private final Label pill = new Label();

        BadgeCell() {
            CutText.explain(this);
        }

        @Override
        protected void updateItem(Badge item, boolean empty) {
            super.updateItem(item, empty);
            setGraphic(empty || item == null ? null : pill);
            if (item != null) {
                pill.setText(item.text());
                pill.getStyleClass().setAll("label", "badge", item.tone().name().toLowerCase(java.util.Locale.ROOT));
            }
        }
    }
}
