package dev.planetfall.ui.help;

/** What a person wants to be explained, and where that is remembered. Called on the JavaFX thread. */
public interface HelpChoice {
    /** Whether pages show what happens on them. One choice for all pages. */
    boolean isOpen();

    void setOpen(boolean open);

    /** Whether the first steps were read, so that nobody shows them again. */
    boolean isWelcomed();

    void setWelcomed();

    /** Remembers until the program ends. */
    static HelpChoice inMemory() {
        return new HelpChoice() {
            private boolean open;
            private boolean welcomed;

            @Override
            public boolean isOpen() {
                return open;
            }

            @Override
            public void setOpen(boolean newOpen) {
                open = newOpen;
            }

            @Override
            public boolean isWelcomed() {
                return welcomed;
            }

            @Override
            public void setWelcomed() {
                welcomed = true;
            }
        };
    }
}
