package dev.planetfall.faults;

/** What goes wrong during a cutover. */
enum Blow {
    PROGRAM_KILLED("the program is killed"),
    SOURCE_KILLED("the source is killed and started again"),
    TARGET_KILLED("PlanetScale is killed and started again"),
    /** What applies changes begins late after that, and must not be needed any more. */
    BOTH_KILLED("both servers are killed and started again before the program notices"),
    WORKERS_ENDED("WAL senders and apply workers are ended"),
    SESSIONS_ENDED("the program's sessions are ended"),
    CUT_SHORTLY("the network is away for 1 s"),
    CUT_LONG("the network is away for 20 s");

    private final String words;

    Blow(String words) {
        this.words = words;
    }

    @Override
    public String toString() {
        return words;
    }
}
