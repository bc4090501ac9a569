package dev.planetfall.migration.run;

/** What sessions have in common that measure beside the work. */
final class Measuring {
    /** A measurement that waits is no measurement. */
    static final String PATIENCE = "SET statement_timeout = '10s'; SET lock_timeout = '2s'";

    private Measuring() {}
}
