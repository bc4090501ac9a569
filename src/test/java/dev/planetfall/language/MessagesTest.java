package dev.planetfall.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MessagesTest {
    private static final Path SOURCES = Path.of("src", "main", "java");
    private static final Path TEMPLATES = Path.of("src", "main", "resources", "dev", "planetfall", "report");
    private static final Path FILES = Path.of("src", "main", "resources", "dev", "planetfall", "language");
    private static final Pattern SAID = Pattern.compile("Messages\\.(?:text|dates|plural)\\(\\s*\"([^\"]+)\""
            + "|(?:\\{\\{#say}}|\\$\\{bundle:|descriptionKey = \")([a-z]+\\.[a-z0-9.-]+)");
    /** One of two sentences, by a condition. */
    private static final Pattern EITHER =
            Pattern.compile("\\?\\s+\"([a-z]+(?:\\.[a-z0-9-]+){2,})\"\\s+:\\s+\"([a-z]+(?:\\.[a-z0-9-]+){2,})\"");

    private static final Pattern NAMED = Pattern.compile("[\"}:]([a-z]+(?:\\.[a-z0-9-]+)+)[\"|{}]");
    private static final Pattern PLACE = Pattern.compile("\\{\\d+}|%(?:\\d\\$)?[sd]");
    /**
     * Put together from parts: units of progress are part of their keys; what explains a page has the page's id in it, and an entry of
     * the glossary its own, for which there are tests of their own.
     */
    private static final Pattern PUT_TOGETHER = Pattern.compile(
            "migration\\.progress\\..*|glossary\\..*|help\\.[a-z-]+\\.(happens|on-source|on-planetscale|on-computer)");

    @AfterEach
    void speakEnglishAgain() {
        Language.choose(Language.ENGLISH);
    }

    @Test
    void everyKeyThatIsNamedHasAMessage() throws IOException {
        Set<String> keys = messages("messages.properties").keySet();

        assertThat(said()).hasSizeGreaterThan(2000).allSatisfy(key -> {
            boolean whole = keys.contains(key);
            boolean both = keys.contains(key + ".one") && keys.contains(key + ".other");
            assertThat(whole || both).as(key).isTrue();
        });
    }

    @Test
    void everyMessageIsNamedSomewhere() throws IOException {
        Set<String> named = named();

        assertThat(messages("messages.properties").keySet())
                .filteredOn(key -> !PUT_TOGETHER.matcher(key).matches())
                .map(key -> key.replaceFirst("\\.(one|other)$", ""))
                .allMatch(named::contains);
    }

    @Test
    void germanSaysEverythingThatEnglishSays() throws IOException {
        Map<String, String> english = messages("messages.properties");
        Map<String, String> german = messages("messages_de.properties");

        assertThat(german.keySet()).isEqualTo(english.keySet());
        assertThat(english)
                .allSatisfy((key, pattern) ->
                        assertThat(places(german.get(key))).as(key).isEqualTo(places(pattern)));
    }

    @Test
    void everyApostropheIsWrittenTwice() throws IOException {
        for (String file : List.of("messages.properties", "messages_de.properties")) {
            assertThat(messages(file))
                    .allSatisfy((key, pattern) -> assertThat(
                                    pattern.replace("''", "").replace("'{'", "").replace("'}'", ""))
                            .as(key)
                            .doesNotContain("'"));
        }
    }

    @Test
    void formsSentencesAndNumbersByLanguage() {
        assertThat(Messages.text("migration.log-forecast.limit", "5 GB")).isEqualTo("Limit 5 GB");
        assertThat(Messages.plural("count.table", 1)).isEqualTo("1 table");
        assertThat(Messages.plural("count.table", 1_234)).isEqualTo("1,234 tables");

        Language.choose(Language.GERMAN);

        assertThat(Messages.text("migration.log-forecast.limit", "5 GB")).isEqualTo("Grenze 5 GB");
        assertThat(Messages.plural("count.table", 1)).isEqualTo("1 Tabelle");
        assertThat(Messages.plural("count.table", 1_234)).isEqualTo("1.234 Tabellen");
    }

    @Test
    void speaksEnglishWhereALanguageIsNotKnown() {
        assertThat(Stream.of("de", "de_AT", "de-CH", "en-GB", "fr", "C", ""))
                .extracting(Language::of)
                .containsExactly(
                        Language.GERMAN,
                        Language.GERMAN,
                        Language.GERMAN,
                        Language.ENGLISH,
                        Language.ENGLISH,
                        Language.ENGLISH,
                        Language.ENGLISH);
    }

    private static Set<String> said() throws IOException {
        String everything = everything();
        return Stream.of(SAID, EITHER)
                .flatMap(pattern -> pattern.matcher(everything).results())
                .flatMap(found -> Stream.of(found.group(1), found.group(2)))
                .filter(key -> key != null && !key.endsWith("."))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> named() throws IOException {
        return NAMED.matcher(everything())
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }

    private static List<String> places(String pattern) {
        return PLACE.matcher(pattern).results().map(MatchResult::group).sorted().toList();
    }

    private static String everything() throws IOException {
        StringBuilder text = new StringBuilder();
        for (Path folder : List.of(SOURCES, TEMPLATES)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    text.append(Files.readString(file));
                }
            }
        }
        return text.toString();
    }

    private static Map<String, String> messages(String file) throws IOException {
        Properties found = new Properties();
        try (Reader reader = Files.newBufferedReader(FILES.resolve(file))) {
            found.load(reader);
        }
        return new TreeMap<>(
                found.stringPropertyNames().stream().collect(Collectors.toMap(key -> key, found::getProperty)));
    }
}
