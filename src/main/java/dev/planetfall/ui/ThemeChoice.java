package dev.planetfall.ui;

/** Where the choice between light and dark is remembered. Called on the JavaFX thread. */
public interface ThemeChoice {
    boolean dark();

    void choose(boolean dark);

    /** Remembers until the program ends. */
    static ThemeChoice inMemory() {
        return new ThemeChoice() {
            private boolean chosen;

            @Override
            public boolean dark() {
                return chosen;
            }

            @Override
            public void choose(boolean dark) {
                chosen = dark;
            }
        };
    }
}
