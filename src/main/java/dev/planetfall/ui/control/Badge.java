package dev.planetfall.ui.control;

/** A word in a coloured pill, such as a table's state. */
public record Badge(String text, Tone tone) {
    /** What the colour says; the word must say it too. */
    public enum Tone {
        NEUTRAL,
        ACCENT,
        SUCCESS,
        WARNING,
        DANGER
    }
}
