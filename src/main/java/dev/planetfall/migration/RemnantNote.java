package dev.planetfall.migration;

import dev.planetfall.language.Messages;

/** What else is to be said of something a migration left, put into words from the short code by which a query tells it. */
public final class RemnantNote {
    private RemnantNote() {}

    /**
     * @param code empty, {@code DISABLED}, {@code ORPHANED}, {@code WHOLE}, or {@code KEEPS} with a number of bytes behind a space
     * @return to stand behind the name, after a comma; empty when nothing is to be said
     */
    public static String of(String code) {
        String[] parts = code.split(" ", 2);
        return switch (parts[0]) {
            case "" -> "";
            case "DISABLED" -> Messages.text("migration.remnant-note.disabled");
            case "KEEPS" ->
                Messages.text("migration.remnant-note.keeps-of-log", Quantities.bytes(Long.parseLong(parts[1])));
            case "ORPHANED" -> Messages.text("migration.remnant-note.of-a-subscription-that-is");
            case "WHOLE" -> Messages.text("migration.remnant-note.with-everything-in-it");
            default -> throw new IllegalArgumentException("Unknown note: " + code);
        };
    }
}
