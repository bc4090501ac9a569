package dev.planetfall.store;

import dev.planetfall.os.OperatingSystem;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Where this program keeps its files. Nothing is created by asking.
 *
 * @param data the one folder that holds everything
 */
public record AppDirectories(Path data) {
    static final String SETTINGS_NAME = "settings.json";

    /** System property that names another data folder; wins over {@link #HOME_VARIABLE}. */
    public static final String HOME_PROPERTY = "planetfall.home";

    /** Environment variable that names another data folder. */
    public static final String HOME_VARIABLE = "PLANETFALL_HOME";

    /**
     * The folder of this system's custom.
     *
     * @see <a href="https://specifications.freedesktop.org/basedir-spec/latest/">XDG base directories</a>
     */
    public static AppDirectories ofThisSystem() {
        return of(System.getenv(), name -> System.getProperty(name, ""));
    }

    /** @param property the value of a system property, or an empty text */
    static AppDirectories of(Map<String, String> environment, UnaryOperator<String> property) {
        Optional<String> chosen = given(property.apply(HOME_PROPERTY)).or(() -> variable(environment, HOME_VARIABLE));
        return new AppDirectories(chosen.map(Path::of).orElseGet(() -> customary(environment, property)));
    }

    public Path migrations() {
        return data.resolve("migrations");
    }

    public Path settingsFile() {
        return data.resolve(SETTINGS_NAME);
    }

    public Path reports() {
        return data.resolve("reports");
    }

    private static Path customary(Map<String, String> environment, UnaryOperator<String> property) {
        Path home = Path.of(property.apply("user.home"));
        return switch (OperatingSystem.of(property.apply("os.name"))) {
            case WINDOWS ->
                variable(environment, "APPDATA")
                        .map(Path::of)
                        .orElseGet(() -> home.resolve("AppData").resolve("Roaming"))
                        .resolve("Planetfall");
            case MACOS -> home.resolve("Library").resolve("Application Support").resolve("Planetfall");
            // The specification says that a relative path in the variable is invalid and must be ignored.
            case LINUX, OTHER ->
                variable(environment, "XDG_DATA_HOME")
                        .map(Path::of)
                        .filter(Path::isAbsolute)
                        .orElseGet(() -> home.resolve(".local").resolve("share"))
                        .resolve("planetfall");
        };
    }

    private static Optional<String> variable(Map<String, String> environment, String name) {
        return given(environment.getOrDefault(name, ""));
    }

    private static Optional<String> given(String value) {
        return value.isBlank() ? Optional.empty() : Optional.of(value);
    }
}
