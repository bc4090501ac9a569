package dev.planetfall.faults;

/** What goes wrong. */
enum Fault {
    PROGRAM_KILLED("the program is killed"),
    SOURCE_KILLED("the source is killed and started again"),
    TARGET_KILLED("the target is killed and started again"),
    WORKERS_ENDED("the sessions and workers of the copy are ended");

    private final String words;

    Fault(String words) {
        this.words = words;
    }

    @Override
    public String toString() {
        return words;
    }
}
