package dev.planetfall.ui.help;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.language.Language;
import dev.planetfall.language.Messages;
import dev.planetfall.ui.Samples;
import dev.planetfall.ui.WizardPage;
import dev.planetfall.ui.page.WizardPages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.api.FxToolkit;

/** Whether who meets a word finds out what it means. */
class GlossaryTest {
    private static final Path DOCUMENT = Path.of("src", "docs", "glossary.md");
    private static final String HEAD = """
            # Glossary

            Words as this program uses them; PostgreSQL's own terms are kept where there is one. The window shows the same
            (Shift+F1), in its language: the words are in `messages.properties`, under `glossary`, and a test compares this page
            with them.

            | term | meaning |
            |---|---|
            """;

    /** What a developer who never ran a server does not know, as texts may use it, and the word that explains it. */
    private static final Map<String, String> JARGON = new TreeMap<>(Map.ofEntries(
            Map.entry("publications?|Publikation(en)?", "publication"),
            Map.entry("subscriptions?|Subskription(en)?", "subscription"),
            Map.entry("(replication |Replikations-)?slots?", "slot"),
            Map.entry("wal|write-ahead log", "wal"),
            Map.entry("lsn", "lsn"),
            Map.entry("lag|Rückstand", "lag"),
            Map.entry("replica identity|Replikatidentität", "replica-identity"),
            Map.entry("sequences?|Sequenz(en)?", "sequence"),
            Map.entry("snapshot", "snapshot"),
            Map.entry("pooler", "pooler"),
            Map.entry("schema", "schema"),
            Map.entry("scope|Umfang", "scope"),
            Map.entry("logical replication|logische Replikation", "logical-replication"),
            Map.entry("marker( table)?|Marker(tabelle)?", "marker"),
            Map.entry("checksums?|Prüfsummen?", "checksum"),
            Map.entry("large objects?", "large-object"),
            Map.entry("unlogged( tables)?|unlogged-Tabellen", "unlogged"),
            Map.entry("materialized views?|materialisierten? Sichten?", "materialized-view"),
            Map.entry("extensions?|Erweiterung(en)?", "extension"),
            Map.entry("runbook", "runbook"),
            Map.entry("way back|Rückweg", "way-back"),
            Map.entry("journal", "journal"),
            Map.entry("findings?|Befunde?", "finding")));

    /** The words of titles of pages that name a thing of their own; the others say what everybody does. */
    private static final Map<String, String> TITLES = Map.of(
            "Source", "source",
            "PlanetScale", "target",
            "Scope", "scope",
            "Checks", "finding",
            "Schema", "schema",
            "Replicate", "logical-replication",
            "Verify", "verified",
            "Sequences", "sequence",
            "Cut over", "cutover");

    private static final Set<String> PLAIN_TITLES = Set.of("Home", "Disk size", "Finish");

    @AfterEach
    void speakEnglishAgain() {
        Language.choose(Language.ENGLISH);
    }

    @Test
    void isTheSameInTheDocumentation() throws IOException {
        String table = Glossary.entries().stream()
                .map(entry -> "| **" + entry.term() + "** | " + entry.meaning() + " |\n")
                .collect(Collectors.joining());

        if (Boolean.getBoolean("planetfall.docs.write")) {
            Files.writeString(DOCUMENT, HEAD + table);
        }
        assertThat(DOCUMENT).hasContent(HEAD + table);
    }

    @ParameterizedTest
    @EnumSource
    void hasEveryWordInEveryLanguage(Language language) {
        Language.choose(language);

        assertThat(messages()).hasSize(2 * Glossary.entries().size());
        assertThat(Glossary.entries()).allSatisfy(entry -> {
            assertThat(entry.term()).isNotBlank();
            assertThat(entry.meaning()).endsWith(".");
        });
    }

    @ParameterizedTest
    @EnumSource
    void explainsTheJargonOfEachPageWhereItIsFirstMet(Language language) {
        Language.choose(language);

        Map<String, String> helps = helps();
        assertThat(helps).hasSizeGreaterThan(12);
        helps.forEach((page, text) -> {
            assertThat(unexplained(text)).as(page).isEmpty();
            assertThat(marked(text)).as(page).allSatisfy(Glossary::entry);
        });
    }

    @Test
    void knowsTheWordOfEachTitle() throws Exception {
        FxToolkit.registerPrimaryStage();
        List<String> titles = new ArrayList<>();
        FxToolkit.setupFixture(() -> WizardPages.all(Samples.wizard()).stream()
                .map(WizardPage::title)
                .forEach(titles::add));

        assertThat(titles)
                .containsExactlyInAnyOrderElementsOf(Stream.concat(TITLES.keySet().stream(), PLAIN_TITLES.stream())
                        .toList());
        assertThat(TITLES.values()).allSatisfy(Glossary::entry);
    }

    @Test
    void findsWordsByWhatTheyMean() {
        assertThat(Glossary.search(" FILLS the disk"))
                .extracting(Glossary.Entry::id)
                .containsExactly("slot");
        assertThat(Glossary.search("")).isEqualTo(Glossary.entries());
        assertThat(Glossary.search("no such word")).isEmpty();
    }

    /** The texts of each page's help by its id, joined. */
    private static Map<String, String> helps() {
        Map<String, String> helps = new TreeMap<>();
        for (String key : new TreeSet<>(bundle().keySet())) {
            if (key.matches("help\\.[a-z-]+\\.(happens|on-.*)")) {
                helps.merge(
                        key.substring("help.".length(), key.lastIndexOf('.')),
                        Messages.text(key),
                        (one, other) -> one + " " + other);
            }
        }
        return helps;
    }

    private static Set<String> marked(String text) {
        return MarkedText.of(text).parts().stream()
                .flatMap(part -> part.entry().stream())
                .collect(Collectors.toSet());
    }

    private static List<String> unexplained(String text) {
        String plain = MarkedText.of(text).parts().stream()
                .filter(part -> part.entry().isEmpty())
                .map(MarkedText.Part::words)
                .collect(Collectors.joining(" "));
        return JARGON.entrySet().stream()
                .filter(word -> Pattern.compile("\\b(" + word.getKey() + ")\\b", Pattern.CASE_INSENSITIVE)
                        .matcher(plain)
                        .find())
                .map(Map.Entry::getValue)
                .filter(id -> !marked(text).contains(id))
                .toList();
    }

    private static Set<String> messages() {
        return bundle().keySet().stream()
                .filter(key -> key.startsWith("glossary."))
                .collect(Collectors.toSet());
    }

    private static ResourceBundle bundle() {
        return ResourceBundle.getBundle(
                "dev.planetfall.language.messages",
                Language.current().locale(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }
}
