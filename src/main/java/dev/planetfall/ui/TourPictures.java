package dev.planetfall.ui;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import javafx.scene.Scene;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.stage.Stage;

/**
 * Pictures of a window in both looks, as it is and as small as it can be made, there also of the end of a page that does not
 * fit. Called on any thread but the JavaFX thread.
 */
final class TourPictures {
    /** Long enough for the last layout pass. */
    private static final Duration SETTLING = Duration.ofMillis(600);

    private final WizardWindow window;
    private final Path folder;
    private final Consumer<String> look;

    /**
     * @param folder for the PNGs; made when missing
     * @param look called on the JavaFX thread for what is about to be photographed, with the picture's name
     */
    TourPictures(WizardWindow window, Path folder, Consumer<String> look) {
        this.window = window;
        this.folder = folder;
        this.look = look;
    }

    void save(String name) {
        inBothLooks(name);
        Stage stage = window.stage();
        resize(stage.getMinWidth(), stage.getMinHeight());
        inBothLooks(name + "-small");
        endOfPage(name + "-small-end");
        withHelp(name + "-small-help");
        resize(window.scene().getWidth(), window.scene().getHeight());
    }

    private void inBothLooks(String name) {
        picture(name);
        boolean dark = FxThread.ask(() -> window.themes().paletteProperty().get() == Palette.DARK);
        show(!dark);
        Pauses.of(SETTLING);
        picture(name + (dark ? "-light" : "-dark"));
        show(dark);
    }

    /** What happens on the page, opened and closed again. */
    private void withHelp(String name) {
        turnHelp();
        picture(name);
        turnHelp();
    }

    private void turnHelp() {
        FxThread.run(() -> {
            if (window.scene().lookup("#help-toggle") instanceof ToggleButton toggle) {
                toggle.fire();
            }
        });
        Pauses.of(SETTLING);
    }

    private void endOfPage(String name) {
        boolean fits = FxThread.ask(() -> {
            ScrollPane page = page();
            return page.getContent().getLayoutBounds().getHeight()
                    <= page.getViewportBounds().getHeight() + 1;
        });
        if (!fits) {
            scroll(1);
            picture(name);
            scroll(0);
        }
    }

    /** Only what is in the window: where there is no display, the window itself cannot grow again. */
    private void resize(double width, double height) {
        FxThread.ask(() -> {
            window.scene().getRoot().resize(width, height);
            return true;
        });
        Pauses.of(SETTLING);
    }

    private void scroll(double to) {
        FxThread.ask(() -> {
            page().setVvalue(to);
            return true;
        });
        Pauses.of(SETTLING);
    }

    private void show(boolean dark) {
        FxThread.run(() -> window.themes().setDark(dark));
    }

    private ScrollPane page() {
        Scene scene = window.scene();
        return (ScrollPane) scene.lookup(".page-scroll");
    }

    private void picture(String name) {
        FxThread.ask(() -> {
            look.accept(name);
            Snapshots.save(window.scene().getRoot(), folder.resolve(name + ".png"));
            return true;
        });
    }
}
