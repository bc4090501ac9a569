package dev.planetfall.ui;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.net.URL;
import java.util.Objects;
import javafx.application.Application;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.scene.Parent;
import javafx.scene.Scene;

/** The light and the dark look, for all windows of the program at once. JavaFX 21 cannot tell what the system prefers. */
public final class Themes {
    private final ThemeChoice choice;
    private final ReadOnlyBooleanWrapper dark = new ReadOnlyBooleanWrapper();

    public Themes(ThemeChoice choice) {
        this.choice = choice;
        Fonts.load();
        show(choice.dark());
    }

    public ReadOnlyBooleanProperty darkProperty() {
        return dark.getReadOnlyProperty();
    }

    /** Changes the look and remembers it. */
    public void setDark(boolean newDark) {
        choice.choose(newDark);
        show(newDark);
    }

    /** Adds the program's own style to what the theme gives. Needed once for every scene. */
    public static void style(Scene scene) {
        scene.getStylesheets().add(stylesheet());
    }

    /** The same for a dialog, which makes its scene by itself. */
    public static void style(Parent dialogPane) {
        dialogPane.getStylesheets().add(stylesheet());
    }

    private void show(boolean newDark) {
        dark.set(newDark);
        Application.setUserAgentStylesheet(
                newDark ? new PrimerDark().getUserAgentStylesheet() : new PrimerLight().getUserAgentStylesheet());
    }

    private static String stylesheet() {
        URL css = Objects.requireNonNull(Themes.class.getResource("wizard.css"), "wizard.css");
        return css.toExternalForm();
    }
}
