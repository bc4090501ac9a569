package dev.planetfall.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FontsTest {
    private static final FontRenderContext EXACT = new FontRenderContext(null, true, true);

    @ParameterizedTest
    @ValueSource(strings = {"IBMPlexSans-Regular.ttf", "IBMPlexSans-Bold.ttf", "IBMPlexMono-Regular.ttf"})
    void haveEveryLetterThatIsSaid(String file) throws Exception {
        Font font = font(file);
        Set<Integer> said = new TreeSet<>();
        for (String language : Set.of("messages", "messages_de")) {
            sentences(language)
                    .values()
                    .forEach(text -> text.toString().codePoints().forEach(said::add));
        }

        assertThat(said.stream()
                        .filter(letter -> letter >= ' ' && !font.canDisplay(letter))
                        .map(Character::toString)
                        .toList())
                .isEmpty();
    }

    /** Else numbers would not stand below one another, and one that changes would shake what is beside it. */
    @ParameterizedTest
    @ValueSource(strings = {"IBMPlexSans-Regular.ttf", "IBMPlexSans-Bold.ttf", "IBMPlexMono-Regular.ttf"})
    void haveFiguresOfOneWidth(String file) throws Exception {
        Font font = font(file).deriveFont(1000f);

        assertThat("0123456789"
                        .chars()
                        .mapToObj(figure -> font.getStringBounds(Character.toString(figure), EXACT)
                                .getWidth())
                        .collect(Collectors.toSet()))
                .containsExactly(600.0);
    }

    @Test
    void bringTheirLicence() throws Exception {
        try (InputStream licence = open(Fonts.class, "fonts/OFL.txt")) {
            assertThat(new String(licence.readAllBytes(), StandardCharsets.UTF_8))
                    .contains("SIL OPEN FONT LICENSE Version 1.1");
        }
    }

    private static Font font(String file) throws Exception {
        try (InputStream letters = open(Fonts.class, "fonts/" + file)) {
            return Font.createFont(Font.TRUETYPE_FONT, letters);
        }
    }

    private static Properties sentences(String name) throws Exception {
        Properties sentences = new Properties();
        try (InputStreamReader in = new InputStreamReader(
                open(dev.planetfall.language.Messages.class, name + ".properties"), StandardCharsets.UTF_8)) {
            sentences.load(in);
        }
        return sentences;
    }

    private static InputStream open(Class<?> beside, String name) {
        return Objects.requireNonNull(beside.getResourceAsStream(name), name);
    }
}
