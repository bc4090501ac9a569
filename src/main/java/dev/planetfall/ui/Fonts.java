package dev.planetfall.ui;

import java.net.URL;
import java.util.List;
import java.util.Objects;
import javafx.scene.text.Font;

/**
 * The letters that the program brings along, so that it looks the same on every computer. All figures are equally wide, which
 * numbers in a column and numbers that change need.
 */
final class Fonts {
    /** Sentences: the regular and the bold one. The style sheet knows the families by their names. */
    private static final List<String> FILES =
            List.of("IBMPlexSans-Regular.ttf", "IBMPlexSans-Bold.ttf", "IBMPlexMono-Regular.ttf");

    /** Points. What is loaded is found in every size afterwards. */
    private static final double ANY_SIZE = 14;

    private Fonts() {}

    /**
     * Must come before the first scene. Costs some milliseconds the first time.
     *
     * @throws IllegalStateException when JavaFX does not take a file of ours
     */
    static void load() {
        for (String file : FILES) {
            URL letters = Objects.requireNonNull(Fonts.class.getResource("fonts/" + file), file);
            if (Font.loadFont(letters.toExternalForm(), ANY_SIZE) == null) {
                throw new IllegalStateException("The font " + file + " cannot be loaded");
            }
        }
    }
}
