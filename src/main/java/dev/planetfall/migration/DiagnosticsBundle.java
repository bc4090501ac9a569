package dev.planetfall.migration;

import java.util.List;

/**
 * What a person may hand on when something went wrong.
 *
 * @param parts as they will be written
 * @param redactions what was taken out of them
 */
public record DiagnosticsBundle(List<Part> parts, List<Redaction> redactions) {
    public DiagnosticsBundle {
        parts = List.copyOf(parts);
        redactions = List.copyOf(redactions);
    }

    /**
     * A text file.
     *
     * @param name without a folder
     */
    public record Part(String name, String text) {}

    /**
     * Things of one kind that were replaced.
     *
     * @param what in words, such as "names of servers"
     */
    public record Redaction(String what, long count) {}
}
