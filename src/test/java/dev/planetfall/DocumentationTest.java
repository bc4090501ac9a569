package dev.planetfall;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DocumentationTest {
    private static final Path DOCS = Path.of("src", "docs");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#]+)(#[^)]*)?\\)");

    @Test
    void leadsNobodyAstray() throws IOException {
        List<String> lost = new ArrayList<>();
        for (Path page : pages()) {
            LINK.matcher(Files.readString(page))
                    .results()
                    .map(link -> link.group(1))
                    .filter(link -> !link.startsWith("http"))
                    .filter(link -> !Files.exists(page.toAbsolutePath().resolveSibling(link)))
                    .forEach(link -> lost.add(page + " -> " + link));
        }
        assertThat(lost).isEmpty();
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.walk(DOCS)) {
            return Stream.concat(
                            Stream.of(Path.of("README.md")),
                            files.filter(file -> file.toString().endsWith(".md")))
                    .toList();
        }
    }
}
