package dev.planetfall.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One scale of type and one grid of distances, for the style sheet and for the code. */
class DesignScaleTest {
    private static final Path STYLE = Path.of("src", "main", "resources", "dev", "planetfall", "ui", "wizard.css");
    private static final Path SOURCES = Path.of("src", "main", "java", "dev", "planetfall", "ui");

    /** Pixels. */
    private static final Set<String> TYPE = Set.of("12px", "13px", "14px", "16px", "20px", "24px");

    /** Of what belongs together; everything else keeps twice as much. */
    private static final int GRID = 4;

    private static final Pattern SIZE = Pattern.compile("font-size: *([^;]+);");
    private static final Pattern DISTANCE =
            Pattern.compile("-fx-(?:[a-z-]*padding|[a-z-]*spacing|[a-z-]*gap): *([^;]+);");
    private static final Pattern DISTANCE_IN_CODE =
            Pattern.compile("(?:new [VH]Box\\(|super\\(|set(?:Spacing|[HV]gap|GraphicTextGap)\\(|GAP = )(\\d+)\\b[^.]");
    private static final Pattern STYLE_IN_CODE =
            Pattern.compile("new (?:[a-z.]*)Insets\\(|\\.setStyle\\(|Font\\.font\\(|\\.setFont\\(|\\.setIconSize\\(");

    @Test
    void letsNoTextHaveASizeOfItsOwn() throws IOException {
        assertThat(all(SIZE, Files.readString(STYLE))
                        .map(size -> size.group(1).strip())
                        .filter(size -> !TYPE.contains(size)))
                .isEmpty();
    }

    @Test
    void keepsDistancesOnTheGrid() throws IOException {
        assertThat(all(DISTANCE, Files.readString(STYLE))
                        .filter(distance -> Stream.of(distance.group(1).strip().split("\\s+"))
                                .anyMatch(part -> !isOnGrid(part)))
                        .map(MatchResult::group))
                .isEmpty();
    }

    @Test
    void leavesLooksToTheStyleSheet() throws IOException {
        List<String> strays = new ArrayList<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file :
                    files.filter(name -> name.toString().endsWith(".java")).toList()) {
                String code = Files.readString(file);
                Stream.concat(
                                all(STYLE_IN_CODE, code),
                                all(DISTANCE_IN_CODE, code).filter(distance -> !isOnGrid(distance.group(1))))
                        .forEach(found -> strays.add(file.getFileName() + ": " + found.group()));
            }
        }

        assertThat(strays).isEmpty();
    }

    private static boolean isOnGrid(String pixels) {
        boolean line = pixels.equals("1");
        return line || (pixels.matches("\\d+") && Integer.parseInt(pixels) % GRID == 0);
    }

    private static Stream<MatchResult> all(Pattern pattern, String text) {
        return pattern.matcher(text).results();
    }
}
