package dev.planetfall.store;

/**
 * What the program remembers of a person's taste.
 *
 * @param windowWidth in JavaFX units, 900 or more
 * @param windowHeight in JavaFX units, 600 or more
 */
public record Settings(Theme theme, double windowWidth, double windowHeight) {
    public static final Settings DEFAULT = new Settings(Theme.LIGHT, 1100, 720);

    private static final double SMALLEST_WIDTH = 900;
    private static final double SMALLEST_HEIGHT = 600;

    /** An older file may lack a value, and a file can be edited by hand: what makes no sense becomes the nearest sense. */
    public Settings {
        theme = theme == null ? Theme.LIGHT : theme;
        windowWidth = windowWidth == 0 ? 1100 : Math.max(SMALLEST_WIDTH, windowWidth);
        windowHeight = windowHeight == 0 ? 720 : Math.max(SMALLEST_HEIGHT, windowHeight);
    }

    public Settings withTheme(Theme newTheme) {
        return new Settings(newTheme, windowWidth, windowHeight);
    }

    public Settings withWindow(double width, double height) {
        return new Settings(theme, width, height);
    }

    /** The colours of the window. */
    public enum Theme {
        LIGHT,
        DARK
    }
}
