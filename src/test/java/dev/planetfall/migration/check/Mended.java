package dev.planetfall.migration.check;

import dev.planetfall.migration.Remedy;
import dev.planetfall.postgres.Database;

/** Runs a remedy the way the runner does: all of it or nothing of it. */
final class Mended {
    private Mended() {}

    static void by(Remedy remedy, Database database) {
        run(remedy.sql(), database);
    }

    static void takenBack(Remedy remedy, Database database) {
        run(remedy.undo(), database);
    }

    private static void run(String sql, Database database) {
        database.withScriptSession(session -> {
            session.execute("SET lock_timeout = '5s'");
            session.execute(sql);
            return true;
        });
    }
}
