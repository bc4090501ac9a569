package dev.planetfall.report;

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
                "Keep a way back",
                "Before the application writes to PlanetScale: what it writes there then flows back to the source, which goes on refusing"
                        + " writes of anybody else. PlanetScale needs wal_level = logical, and a role that may replicate; the source must"
                        + " reach PlanetScale, and its role may create subscriptions. Without a way back run only the first statement.",
                blocksToArm());
    }

    private List<Block> blocksToArm() {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block(
                Where.TARGET,
                "The way there ends, and with it its slot on the source; otherwise changes would go round in a circle:",
                "DROP SUBSCRIPTION " + sql.name(false) + ";"));
        blocks.add(new Block(Where.TARGET, "", sql.publication(true)));
        if (sql.survivesFailover()) {
            blocks.add(new Block(
                    Where.TARGET,
                    "A slot that survives when another server of PlanetScale takes over; put its name into the settings of failover"
                            + " there, too:",
                    sql.slotBack()));
        }
        blocks.add(new Block(
                Where.SOURCE,
                "Put the password of PlanetScale's role in the place of " + Runbook.TARGET_PASSWORD + ":",
                RunbookSql.MAY_WRITE + "\n" + sql.subscription(Side.TARGET, true)));
        blocks.add(new Block(
                Where.TARGET,
                "Now point the application at PlanetScale. How far the source is behind:",
                "SELECT active, pg_size_pretty(pg_wal_lsn_diff(pg_current_wal_lsn(), confirmed_flush_lsn)) AS behind\n"
                        + "FROM pg_replication_slots WHERE slot_name = '" + sql.plainName(true) + "';"));
        return blocks;
    }

    Chapter rollBack() {
        List<Block> blocks = new ArrayList<>(RunbookCutover.freeze(sql, Side.TARGET));
        blocks.addAll(List.of(
                new Block(Where.TARGET, "The marker:", sql.beat(), Answer.NOTED),
                new Block(
                        Where.TARGET,
                        "The end of the log behind it:",
                        "SELECT pg_current_wal_lsn() AS \"LSN\";",
                        Answer.NOTED),
                new Block(Where.SOURCE, "It has arrived:", sql.beatSeen(), Answer.TRUE),
                new Block(Where.TARGET, "And the source has confirmed the log:", sql.confirmed(true), Answer.TRUE),
                new Block(
                        Where.SOURCE,
                        "The way back ends:",
                        RunbookSql.MAY_WRITE + "\nDROP SUBSCRIPTION " + sql.name(true) + ";")));
        blocks.addAll(new RunbookRest(sql).back());
        blocks.addAll(RunbookCutover.letGo(sql, Side.SOURCE));
        return new Chapter(
                "Go back to the source",
                "Only if you must. It is the cutover the other way round; nothing that was written to PlanetScale is lost. At the end"
                        + " point the application at the source.",
                blocks);
    }

    Chapter cleanUp() {
        List<Block> blocks = new ArrayList<>(List.of(
                new Block(
                        Where.SOURCE,
                        "Unless you went back, which has ended it:",
                        RunbookSql.MAY_WRITE + "\nDROP SUBSCRIPTION IF EXISTS " + sql.name(true) + ";"),
                new Block(
                        Where.SOURCE,
                        "If the source is to refuse writes from now on, these are the statements that would let it write again one"
                                + " day. Keep them:",
                        sql.freeze().lifting()),
                new Block(Where.SOURCE, "", withoutPublication(false))));
        blocks.addAll(RunbookCutover.letGo(sql, Side.TARGET).subList(0, 2));
        blocks.add(new Block(Where.TARGET, "", withoutPublication(true)));
        blocks.add(left(Where.SOURCE));
        blocks.add(left(Where.TARGET));
        return new Chapter(
                "Clean up",
                "When nobody wants to go back any more. As long as a slot is there, its server keeps log, which fills its disk.",
                blocks);
    }

    private Block left(Where where) {
        return new Block(
                where,
                "Nothing is left:",
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
