package dev.planetfall.ui;

import java.util.Optional;

/** What the person wants the windows to look like, and what the system says of it. Called on the JavaFX thread. */
public interface ThemeChoice {
    /** Empty for what the system prefers. */
    Optional<Palette> chosen();

    /** Remembers it; empty for what the system prefers. */
    void choose(Optional<Palette> palette);

    /** {@link Palette#LIGHT} where the system does not tell. */
    Palette ofSystem();

    /** Whether nothing should move that need not. */
    boolean reducesMotion();

    /** Remembers until the program ends; light, and nothing moves. */
    static ThemeChoice inMemory() {
        return new ThemeChoice() {
            private Optional<Palette> chosen = Optional.empty();

            @Override
            public Optional<Palette> chosen() {
                return chosen;
            }

            @Override
            public void choose(Optional<Palette> palette) {
                chosen = palette;
            }

            @Override
            public Palette ofSystem() {
                return Palette.LIGHT;
            }

            @Override
            public boolean reducesMotion() {
                return true;
            }
        };
    }
}
