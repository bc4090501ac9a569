package dev.planetfall.migration.run;

import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Remedy;

/** Carries out what a finding offers, after the person confirmed it. */
public final class RemedyRun {
    private RemedyRun() {}

    /**
     * Runs the remedy's SQL as it was shown, on the server it names. Blocks.
     *
     * @return the remedy, for who waits for it
     * @throws dev.planetfall.postgres.DatabaseException with the server's own words when it refused
     */
    public static Remedy run(MigrationContext context, Remedy remedy) {
        context.database(remedy.side()).useSession(session -> session.execute(remedy.sql()));
        return remedy;
    }
}
