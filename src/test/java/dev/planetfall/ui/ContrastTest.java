package dev.planetfall.ui;

import static org.assertj.core.api.Assertions.assertThat;

import atlantafx.base.theme.Theme;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whether text stands out from what is behind it, in all colours.
 *
 * @see <a href="https://www.w3.org/TR/WCAG21/#contrast-minimum">WCAG 2.1, contrast (minimum): 4.5 to 1</a>
 * @see <a href="https://www.w3.org/TR/WCAG21/#contrast-enhanced">WCAG 2.1, contrast (enhanced): 7 to 1</a>
 * @see <a href="https://www.w3.org/TR/WCAG21/#non-text-contrast">WCAG 2.1, non-text contrast: 3 to 1</a>
 */
class ContrastTest {
    private static final double MINIMUM = 4.5;
    private static final double ENHANCED = 7;
    private static final double EDGES = 3;
    private static final Pattern RULE = Pattern.compile("([^{}]+)\\{([^{}]*)}");
    private static final Pattern COLOR = Pattern.compile("(-color-[a-z0-9-]+):\\s*([^;]+);");
    private static final Pattern TEXT = Pattern.compile("-fx-text-fill:\\s*(-color-[a-z-]+)");
    private static final Pattern BEHIND = Pattern.compile("-fx-background-color:[^;]*?(-color-[a-z-]+)\\s*;");
    /** What pages, cards, the list of steps and listings of SQL are filled with. */
    private static final List<String> GROUNDS = List.of("-color-bg-default", "-color-bg-subtle", "-color-bg-inset");

    @ParameterizedTest
    @EnumSource
    void textStandsOutFromWhatIsBehindIt(Palette palette) throws IOException {
        assertThat(tooWeak(palette)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void bannersAndBadgesCanBeRead(Palette palette) throws IOException {
        Map<String, Color> colors = colors(palette);
        Map<String, Double> weak = new TreeMap<>();
        double least = least(palette);
        for (String meaning : List.of("accent", "success", "warning", "danger")) {
            measure(weak, colors, least, "-color-fg-default", "-color-" + meaning + "-subtle");
            measure(weak, colors, least, "-color-" + meaning + "-fg", "-color-" + meaning + "-subtle");
        }
        measure(weak, colors, least, "-color-fg-emphasis", "-color-accent-emphasis");

        assertThat(weak).isEmpty();
    }

    /** Without shades, cards and fields are told apart by their edges alone. */
    @Test
    void edgesStandOutWhereThereAreNoShades() throws IOException {
        Map<String, Color> colors = colors(Palette.HIGH_CONTRAST);
        Map<String, Double> weak = new TreeMap<>();
        for (String ground : GROUNDS) {
            measure(weak, colors, EDGES, "-color-border-default", ground);
            measure(weak, colors, EDGES, "-color-border-muted", ground);
            measure(weak, colors, EDGES, "-color-accent-emphasis", ground);
        }

        assertThat(weak).isEmpty();
    }

    static double least(Palette palette) {
        return palette == Palette.HIGH_CONTRAST ? ENHANCED : MINIMUM;
    }

    private static Map<String, Double> tooWeak(Palette palette) throws IOException {
        Map<String, Color> colors = colors(palette);
        Map<String, Double> weak = new TreeMap<>();
        Matcher rule = RULE.matcher(text(Themes.class, "wizard.css"));
        while (rule.find()) {
            Matcher front = TEXT.matcher(rule.group(2));
            Matcher behind = BEHIND.matcher(rule.group(2));
            if (front.find()) {
                List<String> grounds = behind.find() ? List.of(behind.group(1)) : GROUNDS;
                grounds.forEach(ground -> measure(weak, colors, least(palette), front.group(1), ground));
            }
        }
        return weak;
    }

    private static void measure(
            Map<String, Double> weak, Map<String, Color> colors, double least, String front, String ground) {
        Color behind = over(colors.get(ground), colors.get("-color-bg-default"));
        double ratio = contrast(over(colors.get(front), behind), behind);
        if (ratio < least) {
            weak.put(front + " on " + ground, Math.round(ratio * 100) / 100.0);
        }
    }

    private static Map<String, Color> colors(Palette palette) throws IOException {
        Map<String, String> written = new HashMap<>();
        if (palette == Palette.HIGH_CONTRAST) {
            read(written, text(Palette.class, "high-contrast.css"));
        }
        read(written, text(Theme.class, palette == Palette.LIGHT ? "primer-light.css" : "primer-dark.css"));
        Map<String, Color> colors = new HashMap<>();
        written.forEach((name, value) -> {
            if (value.startsWith("#") || value.startsWith("rgb")) {
                colors.put(name, Color.web(value));
            }
        });
        return colors;
    }

    /** The first is that of the whole window; what follows is for single controls. */
    private static void read(Map<String, String> written, String sheet) {
        Matcher color = COLOR.matcher(sheet);
        while (color.find()) {
            written.putIfAbsent(color.group(1), color.group(2).strip());
        }
    }

    private static String text(Class<?> beside, String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(beside.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static Color over(Color front, Color behind) {
        double share = front.getOpacity();
        return Color.color(
                front.getRed() * share + behind.getRed() * (1 - share),
                front.getGreen() * share + behind.getGreen() * (1 - share),
                front.getBlue() * share + behind.getBlue() * (1 - share));
    }

    static double contrast(Color one, Color other) {
        double lighter = Math.max(luminance(one), luminance(other));
        double darker = Math.min(luminance(one), luminance(other));
        return (lighter + 0.05) / (darker + 0.05);
    }

    private static double luminance(Color color) {
        return 0.2126 * linear(color.getRed()) + 0.7152 * linear(color.getGreen()) + 0.0722 * linear(color.getBlue());
    }

    private static double linear(double part) {
        return part <= 0.03928 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
    }
}
