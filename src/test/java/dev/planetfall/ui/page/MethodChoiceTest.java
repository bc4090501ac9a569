package dev.planetfall.ui.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.planetfall.migration.Method;
import dev.planetfall.ui.Snapshots;
import java.nio.file.Path;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/** The methods and what each of them means, side by side. */
class MethodChoiceTest extends WindowTest {
    private static final int SCOPE = 3;

    @Test
    void standsOnOneLineWithItsSentence(FxRobot robot) {
        robot.interact(() -> wizard.showPage(SCOPE));
        WaitForAsyncUtils.waitForFxEvents();
        robot.interact(() -> Snapshots.save(window.scene(), Path.of("target/pictures/methods.png")));

        double lastEnd = 0;
        for (Method method : Method.OFFERED) {
            RadioButton button = robot.lookup("#method-" + method.keyword()).queryAs(RadioButton.class);
            Label sentence = robot.lookup((Label label) -> button.equals(label.getLabelFor()))
                    .query();
            assertThat(top(sentence)).as(method.title()).isCloseTo(top(button), within(0.5));
            assertThat(top(button)).as(method.title()).isGreaterThanOrEqualTo(lastEnd);
            lastEnd = sentence.localToScene(sentence.getLayoutBounds()).getMaxY();
        }
    }

    /** Where its first line of text begins. */
    private static double top(Node node) {
        Node text = node.lookup(".text");
        return text.localToScene(text.getLayoutBounds()).getMinY();
    }
}
