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

/** How changes flow back to the source after the cutover, and how everything is removed. */
final class RunbookReturn {
    private final RunbookSql sql;

    RunbookReturn(RunbookSql sql) {
        this.sql = sql;
    }

    Chapter arm() {
        return new Chapter(
                Messages.text("report.runbook-return.keep-a-way-back"),
                Messages.text("report.runbook-return.before-the-application-writes-to"),
                blocksToArm());
    }

    private List<Block> blocksToArm() {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block(
                Where.TARGET,
                Messages.text("report.runbook-return.the-way-there-ends-and"),
                "DROP SUBSCRIPTION " + sql.name(false) + ";"));
        blocks.add(new Block(Where.TARGET, "", sql.publication(true)));
        if (sql.survivesFailover()) {
            blocks.add(new Block(
                    Where.TARGET, Messages.text("report.runbook-return.a-slot-that-survives-when"), sql.slotBack()));
        }
        blocks.add(new Block(
                Where.SOURCE,
                Messages.text("report.runbook-return.put-the-password-of-planetscales", Runbook.TARGET_PASSWORD),
                RunbookSql.MAY_WRITE + "\n" + sql.subscription(Side.TARGET, true)));
        blocks.add(new Block(
                Where.TARGET,
                Messages.text("report.runbook-return.now-point-the-application-at"),
                "SELECT active, pg_size_pretty(pg_wal_lsn_diff(pg_current_wal_lsn(), confirmed_flush_lsn)) AS behind\n"
                        + "FROM pg_replication_slots WHERE slot_name = '" + sql.plainName(true) + "';"));
        return blocks;
    }

    Chapter rollBack() {
        List<Block> blocks = new ArrayList<>(RunbookCutover.freeze(sql, Side.TARGET));
        blocks.addAll(List.of(
                new Block(Where.TARGET, Messages.text("report.runbook-return.the-marker"), sql.beat(), Answer.NOTED),
                new Block(
                        Where.TARGET,
                        Messages.text("report.runbook-return.the-end-of-the-log"),
                        "SELECT pg_current_wal_lsn() AS \"LSN\";",
                        Answer.NOTED),
                new Block(
                        Where.SOURCE,
                        Messages.text("report.runbook-return.it-has-arrived"),
                        sql.beatSeen(),
                        Answer.TRUE),
                new Block(
                        Where.TARGET,
                        Messages.text("report.runbook-return.and-the-source-has-confirmed"),
                        sql.confirmed(true),
                        Answer.TRUE),
                new Block(
                        Where.SOURCE,
                        Messages.text("report.runbook-return.the-way-back-ends"),
                        RunbookSql.MAY_WRITE + "\nDROP SUBSCRIPTION " + sql.name(true) + ";")));
        blocks.addAll(new RunbookRest(sql).back());
        blocks.addAll(RunbookCutover.letGo(sql, Side.SOURCE));
        return new Chapter(
                Messages.text("report.runbook-return.go-back-to-the-source"),
                Messages.text("report.runbook-return.only-if-you-must-it"),
                blocks);
    }

    Chapter cleanUp() {
        List<Block> blocks = new ArrayList<>(List.of(
                new Block(
                        Where.SOURCE,
                        Messages.text("report.runbook-return.unless-you-went-back-which"),
                        RunbookSql.MAY_WRITE + "\nDROP SUBSCRIPTION IF EXISTS " + sql.name(true) + ";"),
                new Block(
                        Where.SOURCE,
                        Messages.text("report.runbook-return.if-the-source-is-to"),
                        sql.freeze().lifting()),
                new Block(Where.SOURCE, "", withoutPublication(false))));
        blocks.addAll(RunbookCutover.letGo(sql, Side.TARGET).subList(0, 2));
        blocks.add(new Block(Where.TARGET, "", withoutPublication(true)));
        blocks.add(left(Where.SOURCE));
        blocks.add(left(Where.TARGET));
        return new Chapter(
                Messages.text("report.runbook-return.clean-up"),
                Messages.text("report.runbook-return.when-nobody-wants-to-go"),
                blocks);
    }

    private Block left(Where where) {
        return new Block(
                where,
                Messages.text("report.runbook-return.nothing-is-left"),
                "SELECT slot_name FROM pg_replication_slots WHERE slot_name IN ('" + sql.plainName(false) + "', '"
                        + sql.plainName(true) + "')\nUNION ALL SELECT pubname FROM pg_publication WHERE pubname IN ('"
                        + sql.plainName(false) + "', '" + sql.plainName(true) + "');",
                Answer.NO_ROWS);
    }

    private String withoutPublication(boolean back) {
        return RunbookSql.MAY_WRITE + "\nDROP PUBLICATION IF EXISTS " + sql.name(back) + ";\nDROP TABLE IF EXISTS "
                + RunbookSql.MARKER + ";\n" + RunbookFreeze.forget()
                + "\nDROP SCHEMA IF EXISTS " + Scope.OWN_SCHEMA.quoted()
                + ";";
    }
}
