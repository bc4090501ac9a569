package dev.planetfall.ui;

import java.net.URL;
import java.util.Objects;
import java.util.Optional;
import javafx.application.Application;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.Parent;
import javafx.scene.Scene;

/** What all windows of the program look like. */
public final class Themes {
    private final ThemeChoice choice;
    private final ReadOnlyObjectWrapper<Palette> palette = new ReadOnlyObjectWrapper<>();

    public Themes(ThemeChoice choice) {
        this.choice = choice;
        Fonts.load();
        show();
    }

    /** What is shown, whoever decided it. */
    public ReadOnlyObjectProperty<Palette> paletteProperty() {
        return palette.getReadOnlyProperty();
    }

    /** Empty for what the system prefers. */
    public Optional<Palette> chosen() {
        return choice.chosen();
    }

    /** Changes the colours and remembers it; empty for what the system prefers. */
    public void choose(Optional<Palette> newPalette) {
        choice.choose(newPalette);
        show();
    }

    /** The dark colours or the light ones. */
    public void setDark(boolean dark) {
        choose(Optional.of(dark ? Palette.DARK : Palette.LIGHT));
    }

    /** Whether nothing should move that need not. */
    public boolean reducesMotion() {
        return choice.reducesMotion();
    }

    /** Tells the style sheet whether anything may move in a window. */
    void calm(Parent root) {
        if (reducesMotion()) {
            root.getStyleClass().add("calm");
        }
    }

    /** Adds the program's own style to what the theme gives. Needed once for every scene. */
    public static void style(Scene scene) {
        scene.getStylesheets().add(stylesheet());
    }

    /** The same for a dialog, which makes its scene by itself. */
    public static void style(Parent dialogPane) {
        dialogPane.getStylesheets().add(stylesheet());
    }

    private void show() {
        Palette shown = choice.chosen().orElseGet(choice::ofSystem);
        palette.set(shown);
        Application.setUserAgentStylesheet(shown.stylesheet());
    }

    private static String stylesheet() {
        URL css = Objects.requireNonNull(Themes.class.getResource("wizard.css"), "wizard.css");
        return css.toExternalForm();
    }
}
