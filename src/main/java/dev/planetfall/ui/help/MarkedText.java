package dev.planetfall.ui.help;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A sentence in which words of the glossary are marked: {@code The [slot|replication slot] keeps log} shows "replication slot" and
 * explains it with the entry {@code slot}.
 */
record MarkedText(List<Part> parts) {
    private static final Pattern MARK = Pattern.compile("\\[([a-z-]+)\\|([^]]+)]");

    /** @param entry of the glossary; empty for plain words */
    record Part(String words, Optional<String> entry) {}

    static MarkedText of(String marked) {
        List<Part> parts = new ArrayList<>();
        Matcher mark = MARK.matcher(marked);
        int read = 0;
        while (mark.find()) {
            addPlain(parts, marked.substring(read, mark.start()));
            parts.add(new Part(mark.group(2), Optional.of(mark.group(1))));
            read = mark.end();
        }
        addPlain(parts, marked.substring(read));
        return new MarkedText(List.copyOf(parts));
    }

    /** As it is read, without marks. */
    String plain() {
        return parts.stream().map(Part::words).collect(Collectors.joining());
    }

    private static void addPlain(List<Part> parts, String words) {
        if (!words.isEmpty()) {
            parts.add(new Part(words, Optional.empty()));
        }
    }
}
