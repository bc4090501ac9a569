package dev.planetfall.report;

import dev.planetfall.language.Messages;
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
    private static final String LET_GO = Messages.text("report.runbook-cutover.if-you-stay-with-the");

    private final RunbookSql sql;

    RunbookCutover(RunbookSql sql) {
        this.sql = sql;
    }

    Chapter freeze() {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block(
                Where.SOURCE,
                Messages.text("report.runbook-cutover.prepared-transactions-may-still-write"),
                "SELECT gid FROM pg_prepared_xacts WHERE database = current_database();",
                Answer.NO_ROWS));
        blocks.addAll(freeze(sql, Side.SOURCE));
        return new Chapter(
                Messages.text("report.runbook-cutover.stop-writes-on-the-source"),
                Messages.text("report.runbook-cutover.from-here-on-the-application", LET_GO),
                blocks);
    }

    /** For either server. */
    static List<Block> freeze(RunbookSql sql, Side side) {
        Where where = Where.on(side);
        return List.of(
                new Block(
                        where,
                        Messages.text("report.runbook-cutover.what-is-set-for-the"),
                        sql.freeze().remember()),
                new Block(
                        where,
                        Messages.text("report.runbook-cutover.sessions-that-begin-from-now"),
                        sql.freeze().impose(side)),
                new Block(
                        where,
                        Messages.text("report.runbook-cutover.roles-that-could-write-all"),
                        sql.freeze().escaping(),
                        Answer.NO_ROWS),
                new Block(
                        where,
                        Messages.text("report.runbook-cutover.sessions-that-began-before-are"),
                        RunbookFreeze.endSessions()));
    }

    /** Every setting as it was. */
    static List<Block> letGo(RunbookSql sql, Side side) {
        Where where = Where.on(side);
        return List.of(
                new Block(
                        where,
                        Messages.text("report.runbook-cutover.writes-are-allowed-again-and"),
                        sql.freeze().lift()),
                new Block(
                        where,
                        Messages.text("report.runbook-cutover.roles-that-could-not-be"),
                        sql.freeze().stillStopped(),
                        Answer.NO_ROWS),
                new Block(
                        where,
                        Messages.text("report.runbook-cutover.sessions-that-only-read-are"),
                        RunbookFreeze.endSessions()));
    }

    Chapter prove() {
        return new Chapter(
                Messages.text("report.runbook-cutover.prove-that-everything-arrived"),
                Messages.text("report.runbook-cutover.transactions-arrive-in-the-order"),
                List.of(
                        new Block(
                                Where.SOURCE,
                                Messages.text("report.runbook-cutover.the-marker"),
                                sql.beat(),
                                Answer.NOTED),
                        new Block(
                                Where.SOURCE,
                                Messages.text("report.runbook-cutover.the-end-of-the-log"),
                                "SELECT pg_current_wal_lsn() AS \"LSN\";",
                                Answer.NOTED),
                        new Block(
                                Where.TARGET,
                                Messages.text("report.runbook-cutover.it-has-arrived"),
                                sql.beatSeen(),
                                Answer.TRUE),
                        new Block(
                                Where.SOURCE,
                                Messages.text("report.runbook-cutover.and-planetscale-has-confirmed-the"),
                                sql.confirmed(false),
                                Answer.TRUE)));
    }

    Chapter finish() {
        List<Block> blocks = new ArrayList<>(new RunbookRest(sql).there());
        blocks.add(new Block(
                Where.TARGET,
                Messages.text("report.runbook-cutover.materialized-views-run-the-statements"),
                "SELECT format('REFRESH MATERIALIZED VIEW %I.%I;', n.nspname, c.relname) FROM pg_class c\nJOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'm' ORDER BY c.oid;",
                Answer.SCRIPT));
        return new Chapter(
                Messages.text("report.runbook-cutover.bring-what-replication-does-not"),
                Messages.text(
                        sql.tables().unlogged().isEmpty()
                                ? "report.runbook-cutover.large-objects-the-positions-of"
                                : "report.runbook-cutover.large-objects-the-rows-of"),
                blocks);
    }

    Chapter compare() {
        return new Chapter(
                Messages.text("report.runbook-cutover.compare-the-rows"),
                Messages.text("report.runbook-cutover.both-servers-must-answer-the"),
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
                    Messages.text("report.runbook-cutover.what-was-remembered-is-of"),
                    RunbookSql.MAY_WRITE + "\n" + RunbookFreeze.forget() + "\nDROP SCHEMA IF EXISTS "
                            + Scope.OWN_SCHEMA.quoted() + ";"));
        }
        return new Chapter(LET_GO, Messages.text("report.runbook-cutover.only-as-long-as-the"), blocks);
    }
}
