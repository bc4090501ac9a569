package dev.planetfall.migration.run;

import dev.planetfall.migration.MigrationEvent.RemedyApplied;
import dev.planetfall.migration.MigrationEvent.RemedyUndone;
import dev.planetfall.migration.Remedy;
import dev.planetfall.migration.Side;

/** Carries out what a finding offers, after the person confirmed it, and takes it back. */
final class RemedyRunner {
    /** A remedy that waits for a lock makes the application wait behind it. */
    private static final String PATIENCE = "SET lock_timeout = '5s'";

    private final RunContext context;

    RemedyRunner(RunContext context) {
        this.context = context;
    }

    /**
     * Runs the remedy's SQL as it was shown, all of it or nothing of it.
     *
     * @throws dev.planetfall.postgres.DatabaseException with the server's own words when it refused
     */
    void apply(Remedy remedy) {
        run(remedy.side(), remedy.sql());
        context.report(new RemedyApplied(context.clock().instant(), remedy));
    }

    /**
     * Runs the remedy's undo. Does nothing on the server when there is none.
     *
     * @throws dev.planetfall.postgres.DatabaseException with the server's own words when it refused
     */
    void takeBack(Remedy remedy) {
        if (!remedy.undo().isEmpty()) {
            run(remedy.side(), remedy.undo());
        }
        context.report(new RemedyUndone(context.clock().instant(), remedy));
    }

    private void run(Side side, String sql) {
        context.database(side).withScriptSession(session -> {
            session.execute(PATIENCE);
            session.execute(sql);
            return true;
        });
    }
}
