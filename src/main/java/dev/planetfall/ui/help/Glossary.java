package dev.planetfall.ui.help;

import dev.planetfall.language.Language;
import dev.planetfall.language.Messages;
import java.text.Collator;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Words that not everybody knows, each with a sentence or two. A new word is one line here and two messages. */
public final class Glossary {
    private static final List<String> IDS = List.of(
            "blocker",
            "checksum",
            "could-not-check",
            "cutover",
            "drain",
            "drift",
            "extension",
            "finding",
            "freeze",
            "generated-column",
            "heartbeat",
            "journal",
            "lag",
            "large-object",
            "logical-replication",
            "lsn",
            "marker",
            "materialized-view",
            "method",
            "pooler",
            "publication",
            "rehearsal",
            "remnant",
            "replica-identity",
            "role",
            "row-level-security",
            "runbook",
            "schema",
            "scope",
            "sequence",
            "slot",
            "snapshot",
            "source",
            "subscription",
            "table-states",
            "target",
            "unlogged",
            "verified",
            "wal",
            "way-back");

    private Glossary() {}

    /**
     * One word.
     *
     * @param id stable, such as {@code replica-identity}
     * @param term as a heading
     */
    public record Entry(String id, String term, String meaning) {
        private boolean mentions(String words) {
            return (term + " " + meaning).toLowerCase(Locale.ROOT).contains(words);
        }
    }

    /** All of it, in the order of the alphabet of the language. */
    public static List<Entry> entries() {
        Collator alphabet = Collator.getInstance(Language.current().locale());
        return IDS.stream()
                .map(Glossary::entry)
                .sorted(Comparator.comparing(Entry::term, alphabet))
                .toList();
    }

    /** Those that have these words in the term or its meaning; all when nothing is looked for. */
    public static List<Entry> search(String words) {
        String wanted = words.strip().toLowerCase(Locale.ROOT);
        return entries().stream().filter(entry -> entry.mentions(wanted)).toList();
    }

    /** @throws IllegalArgumentException when there is no such word, which is a fault of the program */
    public static Entry entry(String id) {
        if (!IDS.contains(id)) {
            throw new IllegalArgumentException("The glossary has no " + id);
        }
        return new Entry(id, Messages.text("glossary." + id + ".term"), Messages.text("glossary." + id + ".meaning"));
    }
}
