package dev.planetfall.ui.control.chart;

import atlantafx.base.theme.Styles;
import dev.planetfall.language.Messages;
import dev.planetfall.ui.control.SingleChoice;
import java.time.Clock;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.javafx.FontIcon;

/** Which part of the history is shown, which moment is read, and back from a zoom. */
final class ChartBar extends HBox {
    private final TimeWindow window;
    private final Label moment = new Label();
    private final SingleChoice<TimeWindow.Range> ranges = new SingleChoice<>(this::choose);
    private final Button whole = new Button(Messages.text("chart.chart-bar.whole-range"), new FontIcon("fth-zoom-out"));

    ChartBar(TimeWindow window) {
        this.window = window;
        getStyleClass().add("history-bar");
        setAlignment(Pos.CENTER_RIGHT);
        moment.setId("chart-moment");
        moment.getStyleClass().add("chart-moment");
        moment.setMinWidth(0);
        HBox.setHgrow(moment, Priority.ALWAYS);
        moment.setMaxWidth(Double.MAX_VALUE);
        moment.setAlignment(Pos.CENTER_RIGHT);
        whole.setId("whole-range");
        whole.getStyleClass().addAll(Styles.FLAT, Styles.SMALL);
        whole.setTooltip(new Tooltip(Messages.text("chart.chart-bar.drag-over-a-chart-to")));
        whole.setOnAction(click -> window.reset());
        whole.setMinWidth(Region.USE_PREF_SIZE);
        getChildren().addAll(moment, whole, segments());
        window.zoomProperty().subscribe(zoom -> {
            whole.setVisible(zoom.isPresent());
            whole.setManaged(zoom.isPresent());
        });
        window.readingProperty()
                .subscribe(at -> moment.setText(
                        at.isPresent()
                                ? Moments.inWords(
                                        at.getAsDouble(), Clock.systemUTC().instant())
                                : ""));
    }

    private HBox segments() {
        HBox segments = new HBox();
        List<TimeWindow.Range> all = List.of(TimeWindow.Range.values());
        for (TimeWindow.Range range : all) {
            ToggleButton choice = new ToggleButton(range.title());
            choice.setId("range-" + range.name().toLowerCase(java.util.Locale.ROOT));
            ranges.add(range, choice);
            choice.setAccessibleText(Messages.text("chart.chart-bar.show", range.title()));
            choice.setMinWidth(Region.USE_PREF_SIZE);
            choice.getStyleClass().add(Styles.SMALL);
            choice.getStyleClass()
                    .add(
                            range == all.get(0)
                                    ? Styles.LEFT_PILL
                                    : range == all.get(all.size() - 1) ? Styles.RIGHT_PILL : Styles.CENTER_PILL);
            segments.getChildren().add(choice);
        }
        window.rangeProperty().subscribe(ranges::show);
        return segments;
    }

    /** The same one again ends a zoom, and is not switched off. */
    private void choose(TimeWindow.Range range) {
        window.rangeProperty().set(range);
        window.reset();
    }
}
