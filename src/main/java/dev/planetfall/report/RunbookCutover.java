package dev.planetfall.report;

import dev.planetfall.migration.Side;
import dev.planetfall.report.Runbook.Answer;
import dev.planetfall.report.Runbook.Block;
import dev.planetfall.report.Runbook.Chapter;
import dev.planetfall.report.Runbook.Where;
import java.util.List;

/** How the application is moved without losing a row. */
final class RunbookCutover {
    private final RunbookSql sql;

    RunbookCutover(RunbookSql sql) {
        this.sql = sql;
    }

    Chapter freeze() {
        return new Chapter(
                "Stop writes on the source",
                "From here on the application cannot write. Only the owner of the database may do this. To go back at any moment before"
                        + " the application uses PlanetScale: "
                        + sql.unfreeze(Side.SOURCE).replace('\n', ' '),
                List.of(
                        new Block(
                                Where.SOURCE,
                                "Prepared transactions may still write; commit or roll back each of them first:",
                                "SELECT gid FROM pg_prepared_xacts WHERE database = current_database();",
                                Answer.NO_ROWS),
                        new Block(Where.SOURCE, "Sessions that begin from now on only read:", sql.freeze(Side.SOURCE)),
                        new Block(
                                Where.SOURCE,
                                "Sessions that began before are ended. Run it again after a second: those that come back only read.",
                                sql.endSessions())));
    }

    Chapter prove() {
        return new Chapter(
                "Prove that everything arrived",
                "Transactions arrive in the order in which they were committed, so a marker that is written last proves that everything"
                        + " before it has arrived.",
                List.of(
                        new Block(Where.SOURCE, "The marker:", sql.beat(), Answer.NOTED),
                        new Block(
                                Where.SOURCE,
                                "The end of the log behind it:",
                                "SELECT pg_current_wal_lsn() AS \"LSN\";",
                                Answer.NOTED),
                        new Block(Where.TARGET, "It has arrived:", sql.beatSeen(), Answer.TRUE),
                        new Block(
                                Where.SOURCE,
                                "And PlanetScale has confirmed the log up to there:",
                                sql.confirmed(false),
                                Answer.TRUE)));
    }

    Chapter finish() {
        return new Chapter(
                "Bring what replication does not carry",
                "Large objects and unlogged tables are not replicated: copy them with pg_dump now, if the application uses any.",
                List.of(
                        new Block(
                                Where.SOURCE,
                                "Sequences: run this on the source, and the statements that it prints on PlanetScale.",
                                sql.sequences(),
                                Answer.SCRIPT),
                        new Block(
                                Where.TARGET,
                                "Materialized views: run the statements that this prints.",
                                "SELECT format('REFRESH MATERIALIZED VIEW %I.%I;', n.nspname, c.relname) FROM pg_class c\nJOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'm' ORDER BY c.oid;",
                                Answer.SCRIPT)));
    }

    Chapter compare() {
        return new Chapter(
                "Compare the rows",
                "Both servers must answer the same, row by row. A table whose definition was edited on PlanetScale differs.",
                List.of(
                        new Block(Where.SOURCE, "", sql.comparable() + "\n" + sql.checksums()),
                        new Block(Where.TARGET, "", sql.comparable() + "\n" + sql.checksums())));
    }

    /** Without replication there is no way back but this. */
    Chapter letGo() {
        return new Chapter(
                "If you stay with the source",
                "As long as the application has not written to PlanetScale, the source is complete. This lets it write again:",
                List.of(
                        new Block(Where.SOURCE, "", sql.unfreeze(Side.SOURCE)),
                        new Block(Where.SOURCE, "", sql.endSessions())));
    }
}
