package dev.planetfall.report;

import dev.planetfall.migration.Scope;
import dev.planetfall.migration.Side;
import dev.planetfall.report.Runbook.Answer;
import dev.planetfall.report.Runbook.Block;
import dev.planetfall.report.Runbook.Chapter;
import dev.planetfall.report.Runbook.Where;
import java.util.ArrayList;
import java.util.List;

/** How the application is moved without losing a row. */
final class RunbookCutover {
    private static final String LET_GO = "If you stay with the source";

    private final RunbookSql sql;

    RunbookCutover(RunbookSql sql) {
        this.sql = sql;
    }

    Chapter freeze() {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block(
                Where.SOURCE,
                "Prepared transactions may still write; commit or roll back each of them first:",
                "SELECT gid FROM pg_prepared_xacts WHERE database = current_database();",
                Answer.NO_ROWS));
        blocks.addAll(freeze(sql, Side.SOURCE));
        return new Chapter(
                "Stop writes on the source",
                "From here on the application cannot write. Only the owner of the database may do this; a role that has a setting of its"
                        + " own can be stopped by itself or by who may change it. To go back at any moment before the application"
                        + " uses PlanetScale, do what the chapter \"" + LET_GO + "\" says.",
                blocks);
    }

    /** For either server. */
    static List<Block> freeze(RunbookSql sql, Side side) {
        Where where = Where.on(side);
        return List.of(
                new Block(
                        where,
                        "What is set for the database, and for roles that have a setting of their own, is remembered before it is"
                                + " changed:",
                        sql.freeze().remember()),
                new Block(
                        where,
                        "Sessions that begin from now on only read:",
                        sql.freeze().impose(side)),
                new Block(
                        where,
                        "Roles that could write all the same: let somebody stop them who may change them.",
                        sql.freeze().escaping(),
                        Answer.NO_ROWS),
                new Block(
                        where,
                        "Sessions that began before are ended. Run it again after a second: those that come back only read.",
                        RunbookFreeze.endSessions()));
    }

    /** Every setting as it was. */
    static List<Block> letGo(RunbookSql sql, Side side) {
        Where where = Where.on(side);
        return List.of(
                new Block(
                        where,
                        "Writes are allowed again, and every setting is as it was:",
                        sql.freeze().lift()),
                new Block(
                        where,
                        "Roles that could not be let on, by number, and what they had set: let somebody do it who may change them.",
                        sql.freeze().stillStopped(),
                        Answer.NO_ROWS),
                new Block(where, "Sessions that only read are ended:", RunbookFreeze.endSessions()));
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
        List<Block> blocks = new ArrayList<>(new RunbookRest(sql).there());
        blocks.add(new Block(
                Where.TARGET,
                "Materialized views: run the statements that this prints.",
                "SELECT format('REFRESH MATERIALIZED VIEW %I.%I;', n.nspname, c.relname) FROM pg_class c\nJOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'm' ORDER BY c.oid;",
                Answer.SCRIPT));
        return new Chapter(
                "Bring what replication does not carry",
                "Large objects, " + (sql.tables().unlogged().isEmpty() ? "" : "the rows of unlogged tables, ")
                        + "the positions of sequences, and what materialized views show.",
                blocks);
    }

    Chapter compare() {
        return new Chapter(
                "Compare the rows",
                "Both servers must answer the same, row by row. A table whose definition was edited on PlanetScale differs.",
                List.of(
                        new Block(Where.SOURCE, "", sql.comparable() + "\n" + sql.checksums()),
                        new Block(Where.TARGET, "", sql.comparable() + "\n" + sql.checksums())));
    }

    /** Without a way back there is no other. */
    Chapter letGo() {
        List<Block> blocks = new ArrayList<>(letGo(sql, Side.SOURCE));
        if (!sql.plan().method().replicates()) {
            blocks.add(new Block(
                    Where.SOURCE,
                    "What was remembered is of no more use:",
                    RunbookSql.MAY_WRITE + "\n" + RunbookFreeze.forget() + "\nDROP SCHEMA IF EXISTS "
                            + Scope.OWN_SCHEMA.quoted() + ";"));
        }
        return new Chapter(
                LET_GO,
                "Only as long as the application has not written to PlanetScale: until then the source is complete. It takes writes again"
                        + " by this:",
                blocks);
    }
}
