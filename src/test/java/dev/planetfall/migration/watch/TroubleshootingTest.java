package dev.planetfall.migration.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.ErrorMeaning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whether the page that people read says what the program says. */
class TroubleshootingTest {
    private static final Path PAGE = Path.of("src", "docs", "troubleshooting.md");
    private static final String MARK =
            "<!-- From here on written by TroubleshootingTest, out of the error catalogue. -->\n";

    @Test
    void saysOfEveryErrorWhatTheProgramSaysOfIt() throws IOException {
        String page = Files.readString(PAGE);
        String written = page.substring(0, page.indexOf(MARK) + MARK.length()) + errors();

        if (Boolean.getBoolean("planetfall.docs.write")) {
            Files.writeString(PAGE, written);
        }
        assertThat(PAGE).hasContent(written);
    }

    private static String errors() {
        return wordsByMeaning().entrySet().stream()
                .map(entry -> section(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining());
    }

    private static Map<ErrorMeaning, Set<String>> wordsByMeaning() {
        Map<ErrorMeaning, Set<String>> words = new LinkedHashMap<>();
        Stream.of(SlotErrors.ALL, TableErrors.ALL, RightErrors.ALL, ServerErrors.ALL)
                .flatMap(List::stream)
                .forEach(error -> words.computeIfAbsent(error.meaning(), meaning -> new LinkedHashSet<>())
                        .addAll(readable(error.words().pattern())));
        assertThat(words.keySet()).containsExactlyElementsOf(ErrorCatalogue.meanings());
        return words;
    }

    private static String section(ErrorMeaning meaning, Set<String> words) {
        String lines = meaning.lines().stream().map(line -> "- " + line + "\n").collect(Collectors.joining());
        return "\n### " + meaning.id() + "\n\n"
                + words.stream().map(each -> "`" + each + "`").collect(Collectors.joining(", "))
                + "\n\n" + lines;
    }

    /** What a server may say, as people read it: of what may be there or not, nothing; of what is one or the other, the first. */
    private static List<String> readable(String pattern) {
        return alternatives(pattern).stream().map(TroubleshootingTest::simple).toList();
    }

    private static List<String> alternatives(String pattern) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        StringBuilder part = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char next = pattern.charAt(i);
            depth += next == '(' ? 1 : next == ')' ? -1 : 0;
            if (next == '|' && depth == 0) {
                parts.add(part.toString());
                part.setLength(0);
            } else {
                part.append(next);
            }
        }
        parts.add(part.toString());
        return parts;
    }

    private static String simple(String pattern) {
        return pattern.replaceAll("\\([^()]*\\)\\?", "")
                .replaceAll("\\(([^()|]*)\\|[^()]*\\)", "$1")
                .replaceAll("\\[\\^[^]]*][*+]", "...")
                .replaceAll("\\\\S(\\.\\*|\\+)", "...")
                .replaceAll("(?<!\\\\)\\.(?= )", "")
                .replaceAll("\\\\(.)", "$1")
                .replaceAll("\\.\\*", " ... ")
                .replaceAll("\\.\\?", "")
                .replaceAll("(?<=[s\"])\\?", "")
                .replaceAll("  +", " ")
                .strip();
    }
}
