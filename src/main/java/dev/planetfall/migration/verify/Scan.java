package dev.planetfall.migration.verify;

/** What came of adding up one table on one server. */
sealed interface Scan {
    /** All its rows were read. */
    record Added(Tally tally) implements Scan {}

    /** A row as text is longer than the server can hold, so it must be digested piece by piece. */
    record RowTooLong() implements Scan {}

    /** @param problem a sentence for people */
    record Failed(String problem) implements Scan {}
}
