package dev.planetfall.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javafx.application.Application;
import javafx.css.PseudoClass;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.Color;
import javafx.stage.Stage;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** Whether the words of a page's main buttons stand out, whatever is done with the button: {@link ContrastTest} for what is drawn. */
@ExtendWith(ApplicationExtension.class)
class ButtonContrastTest {
    private static final List<List<String>> STATES = List.of(
            List.of(),
            List.of("hover"),
            List.of("focused"),
            List.of("hover", "focused"),
            List.of("hover", "armed"),
            List.of("hover", "focused", "armed"));

    private final StackPane page = new StackPane();

    @Start
    void start(Stage stage) {
        page.setStyle("-fx-background-color: -color-bg-default;");
        stage.setScene(new Scene(page));
        Themes.style(stage.getScene());
    }

    @ParameterizedTest
    @EnumSource
    void mainButtonsCanBeReadInEveryState(Palette palette, FxRobot robot) {
        Map<String, Double> weak = new TreeMap<>();
        robot.interact(() -> {
            String before = Application.getUserAgentStylesheet();
            Application.setUserAgentStylesheet(palette.stylesheet());
            for (String kind : List.of("accent", "danger", "default")) {
                STATES.forEach(state -> measure(weak, palette, kind, state));
            }
            Application.setUserAgentStylesheet(before);
        });

        assertThat(weak).isEmpty();
    }

    private void measure(Map<String, Double> weak, Palette palette, String kind, List<String> state) {
        Button button = new Button("Copy");
        button.setDefaultButton(kind.equals("default"));
        button.getStyleClass().add(kind);
        page.getChildren().setAll(button);
        state.forEach(one -> button.pseudoClassStateChanged(PseudoClass.getPseudoClass(one), true));
        page.applyCss();
        Color behind = ContrastTest.over(seen(button, fill(button)), fill(page));
        double ratio = ContrastTest.contrast(
                ContrastTest.over(seen(button, (Color) button.getTextFill()), fill(page)), behind);
        if (ratio < ContrastTest.least(palette)) {
            weak.put(kind + " " + state, ratio);
        }
    }

    /** A button's opacity thins its words and its ground alike. */
    private static Color seen(Button button, Color color) {
        return color.deriveColor(0, 1, 1, button.getOpacity());
    }

    private static Color fill(Region region) {
        var fills = region.getBackground().getFills();
        return (Color) fills.get(fills.size() - 1).getFill();
    }
}
