package dev.planetfall.store;

/**
 * What the program remembers of a person's taste.
 *
 * @param language a tag such as {@code de}; empty for the one of the system
 * @param windowWidth in JavaFX units, 900 or more
 * @param windowHeight in JavaFX units, 600 or more
 * @param systemNotifications whether alarms are shown by the system, too
 * @param webhook whether alarms are sent to {@code webhookAddress}
 * @param webhookAddress may hold a token: never logged
 * @param quiet whether nobody is told that a phase is done or needs somebody
 * @param help what the person wants to be explained
 */
public record Settings(
        Theme theme,
        String language,
        double windowWidth,
        double windowHeight,
        boolean systemNotifications,
        boolean webhook,
        String webhookAddress,
        boolean quiet,
        Help help) {
    public static final Settings DEFAULT =
            new Settings(Theme.SYSTEM, "", 1100, 720, false, false, "", false, Help.DEFAULT);

    private static final double SMALLEST_WIDTH = 900;
    private static final double SMALLEST_HEIGHT = 600;

    /** An older file may lack a value, and a file can be edited by hand: what makes no sense becomes the nearest sense. */
    public Settings {
        theme = theme == null ? Theme.SYSTEM : theme;
        language = language == null ? "" : language;
        windowWidth = windowWidth == 0 ? 1100 : Math.max(SMALLEST_WIDTH, windowWidth);
        windowHeight = windowHeight == 0 ? 720 : Math.max(SMALLEST_HEIGHT, windowHeight);
        webhookAddress = webhookAddress == null ? "" : webhookAddress;
        help = help == null ? Help.DEFAULT : help;
    }

    public Settings withTheme(Theme newTheme) {
        return new Settings(
                newTheme,
                language,
                windowWidth,
                windowHeight,
                systemNotifications,
                webhook,
                webhookAddress,
                quiet,
                help);
    }

    public Settings withLanguage(String tag) {
        return new Settings(
                theme, tag, windowWidth, windowHeight, systemNotifications, webhook, webhookAddress, quiet, help);
    }

    public Settings withWindow(double width, double height) {
        return new Settings(theme, language, width, height, systemNotifications, webhook, webhookAddress, quiet, help);
    }

    public Settings withNotices(boolean system, boolean toWebhook, String address, boolean nowQuiet) {
        return new Settings(theme, language, windowWidth, windowHeight, system, toWebhook, address, nowQuiet, help);
    }

    public Settings withHelp(Help newHelp) {
        return new Settings(
                theme,
                language,
                windowWidth,
                windowHeight,
                systemNotifications,
                webhook,
                webhookAddress,
                quiet,
                newHelp);
    }

    /** Without the address. */
    @Override
    public String toString() {
        return "Settings[" + theme + ", " + language + ", " + windowWidth + " x " + windowHeight
                + ", system notifications " + systemNotifications + ", webhook " + webhook + ", quiet " + quiet + "]";
    }

    /**
     * What the person wants to be explained.
     *
     * @param open whether every page shows what happens on it
     * @param welcomed whether the first steps were read
     */
    public record Help(boolean open, boolean welcomed) {
        public static final Help DEFAULT = new Help(false, false);
    }

    /** The colours of the window. */
    public enum Theme {
        /** What the system prefers. */
        SYSTEM,
        LIGHT,
        DARK,
        HIGH_CONTRAST
    }
}
