package dev.planetfall.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class PageContentTest {
    private final PageContent content = new PageContent();

    @Start
    void start(Stage stage) {
        stage.setScene(new Scene(content, 200, 100));
        stage.show();
    }

    @Test
    void letsAPageAppearWithoutBeingWaitedFor(FxRobot robot) throws TimeoutException {
        robot.interact(() -> {
            content.show(new Label("its help"), new Label("the next"), true);
            assertThat(content.getOpacity()).isZero();
        });

        WaitForAsyncUtils.waitFor(2, TimeUnit.SECONDS, () -> content.getOpacity() == 1);
    }

    @Test
    void showsAPageAtOnceWhereNothingShouldMove(FxRobot robot) {
        robot.interact(() -> {
            content.show(new Label("its help"), new Label("the next"), true);
            content.show(new Label("its help"), new Label("the one after"), false);

            assertThat(content.getOpacity()).isEqualTo(1);
        });
    }
}
