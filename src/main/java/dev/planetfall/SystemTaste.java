package dev.planetfall;

import dev.planetfall.os.OperatingSystem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a person has told the system about how windows should look. JavaFX asks it from version 22 on only, which needs a newer
 * Java than ours; until then the system's own commands are asked.
 *
 * @param dark light letters on a dark ground
 * @param highContrast black and white rather than shades
 * @param calm nothing should move that need not
 */
record SystemTaste(boolean dark, boolean highContrast, boolean calm) {
    static final SystemTaste UNKNOWN = new SystemTaste(false, false, false);

    /** A first window that comes late is worse than one in the wrong colours. */
    private static final Duration PATIENCE = Duration.ofMillis(400);

    private static final List<List<String>> OF_LINUX = List.of(
            List.of("gsettings", "list-recursively", "org.gnome.desktop.interface"),
            List.of("gsettings", "list-recursively", "org.gnome.desktop.a11y.interface"));
    private static final List<List<String>> OF_MACOS = List.of(
            List.of("defaults", "read", "-g", "AppleInterfaceStyle"),
            List.of("defaults", "read", "com.apple.universalaccess"));
    private static final List<List<String>> OF_WINDOWS = List.of(
            registry("HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Themes\\Personalize", "AppsUseLightTheme"),
            registry("HKCU\\Control Panel\\Accessibility\\HighContrast", "Flags"),
            registry("HKCU\\Control Panel\\Desktop\\WindowMetrics", "MinAnimate"));

    private static final Pattern DARK = Pattern.compile(
            "color-scheme 'prefer-dark'|^Dark\\s*$|AppsUseLightTheme\\s+REG_DWORD\\s+0x0\\b", Pattern.MULTILINE);
    /** The lowest bit of the flags of Windows says whether it is on. */
    private static final Pattern HIGH_CONTRAST =
            Pattern.compile("high-contrast true|increaseContrast = 1;|Flags\\s+REG_SZ\\s+\\d*[13579]\\b");

    private static final Pattern CALM =
            Pattern.compile("enable-animations false|reduceMotion = 1;|MinAnimate\\s+REG_SZ\\s+0\\b");

    /** Begins to ask at once; the answer waits a moment at most and is {@link #UNKNOWN} where nobody answers. */
    static Supplier<SystemTaste> ask() {
        List<CompletableFuture<String>> answers = commands().stream()
                .map(command -> CompletableFuture.supplyAsync(() -> told(command), SystemTaste::begin))
                .toList();
        CompletableFuture<SystemTaste> taste = CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .thenApply(all ->
                        read(answers.stream().map(CompletableFuture::join).collect(Collectors.joining("\n"))))
                .completeOnTimeout(UNKNOWN, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        return taste::join;
    }

    /** What the commands of any of the systems printed. */
    static SystemTaste read(String told) {
        return new SystemTaste(
                DARK.matcher(told).find(),
                HIGH_CONTRAST.matcher(told).find(),
                CALM.matcher(told).find());
    }

    private static List<List<String>> commands() {
        return switch (OperatingSystem.current()) {
            case LINUX -> OF_LINUX;
            case MACOS -> OF_MACOS;
            case WINDOWS -> OF_WINDOWS;
            case OTHER -> List.of();
        };
    }

    private static List<String> registry(String key, String name) {
        return List.of("reg", "query", key, "/v", name);
    }

    private static void begin(Runnable question) {
        Thread thread = new Thread(question, "system-taste");
        thread.setDaemon(true);
        thread.start();
    }

    /** Nothing where the system has no such command, or no such setting. */
    private static String told(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
