package dev.planetfall.cli;

/** How the program ends, as the shell sees it. */
enum ExitCode {
    /** All phases asked for were done. */
    DONE(0),
    /** A step failed or was stopped; it can be resumed. */
    STEP_FAILED(1),
    /** The command line cannot be understood. Nothing was done. */
    USAGE(2),
    /** A finding stands in the way. */
    BLOCKED(3),
    /** All phases were done, but the tables were not proven equal. */
    NOT_VERIFIED(4);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }
}
