package dev.planetfall.faults;

import java.util.Locale;
import java.util.regex.Pattern;

/** What goes wrong during a cutover. */
enum Blow {
    PROGRAM_KILLED("the program is killed", ""),
    SOURCE_KILLED("the source is killed and started again", ""),
    TARGET_KILLED("PlanetScale is killed and started again", ""),
    /** What applies changes begins late after that, and must not be needed any more. */
    BOTH_KILLED("both servers are killed and started again before the program notices", ""),
    WORKERS_ENDED("WAL senders and apply workers are ended", ""),
    SESSIONS_ENDED("the program's sessions are ended", ""),
    CUT_SHORTLY("the network is away for 1 s", ""),
    CUT_LONG("the network is away for 60 s", ""),
    STATEMENT_TIMEOUT("the roles' statement_timeout becomes 20 ms", "statement timeout|statement_timeout|time limit"),
    DISK_FULL("PlanetScale's disk is full", "disk|space|refuses"),
    COLUMN_ADDED("a column is added on the source", "lacks|column|refuses"),
    SLOT_DROPPED("somebody drops the slot that is read from", "slot"),
    RESTING_SLOT_DROPPED("somebody drops the slot of the other direction", "slot|way back could not be begun"),
    TRANSACTION_OPEN("a transaction stays open on both servers", "transaction"),
    PASSWORD_CHANGED("the passwords of both roles are changed", "password");

    private final String words;
    private final String said;

    /** @param said a pattern of what people must be told where it was not got over unnoticed */
    Blow(String words, String said) {
        this.words = words;
        this.said = said;
    }

    /** Whether it can happen at this moment, and is another case than at others. */
    boolean strikes(Moment moment) {
        return switch (this) {
            // While nothing runs that could be broken off there is nothing to kill.
            case PROGRAM_KILLED -> moment != Moment.FOLLOWING;
            case SOURCE_KILLED, TARGET_KILLED, BOTH_KILLED, WORKERS_ENDED, SESSIONS_ENDED, CUT_SHORTLY -> true;
            // Where writers wait, the work is taken back long before, so that the moments differ little.
            case CUT_LONG ->
                switch (moment) {
                    case FREEZING, DRAINING, ARMED, FOLLOWING, BACK_DRAINING, BACK_ARMED -> true;
                    default -> false;
                };
            case STATEMENT_TIMEOUT, PASSWORD_CHANGED ->
                switch (moment) {
                    case PREPARING, FREEZING, DRAINING, ARMING, FOLLOWING, BACK_DRAINING, BACK_ARMING -> true;
                    default -> false;
                };
            case DISK_FULL ->
                switch (moment) {
                    case PREPARING, FREEZING, FOLLOWING, BACK_DRAINING -> true;
                    default -> false;
                };
            case COLUMN_ADDED, SLOT_DROPPED ->
                switch (moment) {
                    case PREPARING, FREEZING, DRAINING, ARMED, FOLLOWING, BACK_DRAINING, HANDED_BACK -> true;
                    default -> false;
                };
            case RESTING_SLOT_DROPPED ->
                switch (moment) {
                    case DRAINING, ARMING, BACK_DRAINING, BACK_ARMING -> true;
                    default -> false;
                };
            case TRANSACTION_OPEN ->
                switch (moment) {
                    case PREPARING, FREEZING, DRAINING, BACK_PREPARING, BACK_FREEZING -> true;
                    default -> false;
                };
        };
    }

    /** Whether somebody who hears this knows what it is about. */
    boolean isToldBy(String sentences) {
        return Pattern.compile(said).matcher(sentences.toLowerCase(Locale.ROOT)).find();
    }

    @Override
    public String toString() {
        return words;
    }
}
