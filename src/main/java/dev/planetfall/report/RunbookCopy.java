package dev.planetfall.report;

import dev.planetfall.migration.Scope;
import dev.planetfall.migration.Side;
import dev.planetfall.report.Runbook.Answer;
import dev.planetfall.report.Runbook.Block;
import dev.planetfall.report.Runbook.Chapter;
import dev.planetfall.report.Runbook.Where;
import java.util.List;

/** How schema and rows get to PlanetScale. */
final class RunbookCopy {
    private RunbookCopy() {}

    static Chapter schema(RunbookSql sql) {
        return new Chapter(
                "Copy the schema",
                "pg_dump must not be older than the source. It asks for the password of each role, or takes it from PGPASSWORD."
                        + " Read what psql complains about: an extension that PlanetScale does not offer, or an object that needs a"
                        + " superuser, is to be made otherwise or left out.",
                List.of(new Block(
                        Where.SHELL,
                        "Tables, indexes, keys and everything else, without rows:",
                        new RunbookShell(sql).copySchema())));
    }

    static Chapter replicate(RunbookSql sql) {
        return new Chapter(
                "Copy the rows and follow the changes",
                "The source needs wal_level = logical, a free replication slot, and a role that may replicate; every table needs a"
                        + " primary key or another replica identity, or its UPDATE and DELETE fail from the publication on. The"
                        + " application goes on writing. From the subscription on, the source keeps its log until PlanetScale took"
                        + " it.",
                List.of(
                        new Block(Where.SOURCE, "Settings:", "SHOW wal_level;"),
                        new Block(Where.TARGET, "A table with one row, by which is seen what has arrived:", marker()),
                        new Block(
                                Where.SOURCE,
                                "The same, with the row:",
                                marker() + "\nINSERT INTO " + RunbookSql.MARKER + " VALUES (" + sql.migration()
                                        + ", 0, clock_timestamp());"),
                        new Block(Where.SOURCE, "", sql.publication(false)),
                        new Block(
                                Where.TARGET,
                                "The copy begins. Put the password of the source's role in the place of "
                                        + Runbook.SOURCE_PASSWORD
                                        + "; PlanetScale keeps it as long as the subscription is there.",
                                sql.subscription(Side.SOURCE, false)),
                        new Block(
                                Where.TARGET,
                                "Tables that are not live yet:",
                                "SELECT r.srrelid::regclass AS waiting, r.srsubstate AS state FROM pg_subscription_rel r\n"
                                        + "JOIN pg_subscription s ON s.oid = r.srsubid WHERE s.subname = '"
                                        + sql.plainName(false) + "' AND r.srsubstate <> 'r';",
                                Answer.NO_ROWS),
                        new Block(
                                Where.SOURCE,
                                "How far PlanetScale is behind. What is kept fills the source's disk; wait until it is small:",
                                "SELECT active, pg_size_pretty(pg_wal_lsn_diff(pg_current_wal_lsn(), confirmed_flush_lsn)) AS behind,\n"
                                        + "    pg_size_pretty(pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn)) AS kept\n"
                                        + "FROM pg_replication_slots WHERE slot_name = '" + sql.plainName(false)
                                        + "';"),
                        new Block(Where.TARGET, "Statistics for the planner:", "ANALYZE;")));
    }

    static Chapter dump(RunbookSql sql) {
        return new Chapter(
                "Copy schema and rows",
                "pg_dump must not be older than the source. It asks for the password of each role, or takes it from PGPASSWORD."
                        + " What is written on the source after it began stays behind. Sequences come with the rows.",
                List.of(
                        new Block(Where.SHELL, "", new RunbookShell(sql).copyEverything()),
                        new Block(Where.TARGET, "Statistics for the planner:", "ANALYZE;")));
    }

    private static String marker() {
        return "CREATE SCHEMA IF NOT EXISTS " + Scope.OWN_SCHEMA.quoted()
                + ";\nCREATE TABLE IF NOT EXISTS " + RunbookSql.MARKER
                + "\n    (migration text PRIMARY KEY, beat bigint NOT NULL, written_at timestamptz NOT NULL);";
    }
}
