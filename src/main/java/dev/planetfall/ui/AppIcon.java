package dev.planetfall.ui;

import java.net.URL;
import java.util.List;
import java.util.Objects;
import javafx.scene.image.Image;
import javafx.stage.Stage;

/** The program's own icon, in the title bar and the task bar: the pictures that the installers carry, too. */
final class AppIcon {
    /** Pixels. Whoever shows the window takes the size that fits. */
    private static final List<Integer> SIZES = List.of(16, 24, 32, 48, 64, 128, 256);

    private AppIcon() {}

    static void putOn(Stage stage) {
        stage.getIcons().setAll(SIZES.stream().map(AppIcon::picture).toList());
    }

    private static Image picture(int size) {
        URL file = AppIcon.class.getResource("icons/planetfall-" + size + ".png");
        return new Image(Objects.requireNonNull(file, "icon").toExternalForm());
    }
}
