package dev.planetfall.ui;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.Alarm;
import dev.planetfall.migration.MigrationState;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Tells on every page what endangers the source or the migration: the most urgent alarm, and the others when asked. */
final class AlarmStrip extends VBox {
    private final Button more = new Button();
    private List<Alarm> shown = List.of();
    private boolean all;

    AlarmStrip() {
        setId("alarm-strip");
        more.setId("more-alarms");
        more.setMinWidth(USE_PREF_SIZE);
        more.setOnAction(click -> {
            all = !all;
            show();
        });
        setMinHeight(Region.USE_PREF_SIZE);
        setShown(false);
    }

    /** Only what can still happen: an alarm of a migration that is over, or of servers that nobody asks, is none. */
    void update(MigrationState state) {
        List<Alarm> alarms = state.mayHoldSlot() ? state.safety().alarms() : List.of();
        if (!alarms.equals(shown)) {
            shown = alarms;
            all &= alarms.size() > 1;
            show();
        }
    }

    private void show() {
        setShown(!shown.isEmpty());
        getChildren()
                .setAll(shown.stream()
                        .limit(all ? shown.size() : 1)
                        .map(this::row)
                        .toList());
    }

    private Node row(Alarm alarm) {
        Mark mark = alarm.level() == Alarm.Level.CRITICAL ? Mark.BLOCKED : Mark.WARNING;
        Label sentence = wrapping(alarm.sentence());
        sentence.getStyleClass().add("alarm-sentence");
        Label advice = wrapping(alarm.advice());
        VBox words = new VBox(sentence, advice);
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox row = new HBox(mark.icon(), words);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().addAll("log-strip", mark.tone());
        row.setMinHeight(Region.USE_PREF_SIZE);
        if (shown.size() > 1 && alarm.equals(shown.get(0))) {
            more.setText(
                    all
                            ? Messages.text("window.alarm-strip.show-one")
                            : Messages.text("window.alarm-strip.show-more", (shown.size() - 1)));
            row.getChildren().add(more);
        }
        return row;
    }

    private static Label wrapping(String text) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    private void setShown(boolean isShown) {
        setVisible(isShown);
        setManaged(isShown);
    }
}
