package dev.planetfall.ui.control;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.layout.Region;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class SkeletonTest {
    private final Skeleton skeleton = new Skeleton(3);

    @Start
    void start(Stage stage) {
        Shown.in(stage, skeleton);
    }

    @Test
    void standsWhereAnAnswerWillStand() {
        assertThat(skeleton.getChildren()).hasSize(3).allSatisfy(line -> {
            assertThat(((Region) line).getWidth() / skeleton.getWidth()).isBetween(0.4, 0.8);
            assertThat(((Region) line).getHeight()).isEqualTo(12);
            assertThat(((Region) line).getBackground().getFills()).hasSize(1);
        });
        assertThat(skeleton.isMouseTransparent()).isTrue();
    }
}
