package dev.planetfall.report;

import dev.planetfall.language.Messages;
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
                Messages.text("report.runbook-copy.copy-the-schema"),
                Messages.text("report.runbook-copy.pg-dump-must-not-be-older"),
                List.of(new Block(
                        Where.SHELL,
                        Messages.text("report.runbook-copy.tables-indexes-keys-and-everything"),
                        new RunbookShell(sql).copySchema())));
    }

    static Chapter replicate(RunbookSql sql) {
        return new Chapter(
                Messages.text("report.runbook-copy.copy-the-rows-and-follow"),
                Messages.text("report.runbook-copy.the-source-needs-wal-level"),
                List.of(
                        new Block(Where.SOURCE, Messages.text("report.runbook-copy.settings"), "SHOW wal_level;"),
                        new Block(Where.TARGET, Messages.text("report.runbook-copy.a-table-with-one-row"), marker()),
                        new Block(
                                Where.SOURCE,
                                Messages.text("report.runbook-copy.the-same-with-the-row"),
                                marker() + "\nINSERT INTO " + RunbookSql.MARKER + " VALUES (" + sql.migration()
                                        + ", 0, clock_timestamp());"),
                        new Block(Where.SOURCE, "", sql.publication(false)),
                        new Block(
                                Where.TARGET,
                                Messages.text("report.runbook-copy.the-copy-begins-put-the", Runbook.SOURCE_PASSWORD),
                                sql.subscription(Side.SOURCE, false)),
                        new Block(
                                Where.TARGET,
                                Messages.text("report.runbook-copy.tables-that-are-not-live"),
                                "SELECT r.srrelid::regclass AS waiting, r.srsubstate AS state FROM pg_subscription_rel r\n"
                                        + "JOIN pg_subscription s ON s.oid = r.srsubid WHERE s.subname = '"
                                        + sql.plainName(false) + "' AND r.srsubstate <> 'r';",
                                Answer.NO_ROWS),
                        new Block(
                                Where.SOURCE,
                                Messages.text("report.runbook-copy.how-far-planetscale-is-behind"),
                                "SELECT active, pg_size_pretty(pg_wal_lsn_diff(pg_current_wal_lsn(), confirmed_flush_lsn)) AS behind,\n"
                                        + "    pg_size_pretty(pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn)) AS kept\n"
                                        + "FROM pg_replication_slots WHERE slot_name = '" + sql.plainName(false)
                                        + "';"),
                        new Block(
                                Where.TARGET,
                                Messages.text("report.runbook-copy.statistics-for-the-planner"),
                                "ANALYZE;")));
    }

    static Chapter dump(RunbookSql sql) {
        return new Chapter(
                Messages.text("report.runbook-copy.copy-schema-and-rows"),
                Messages.text("report.runbook-copy.pg-dump-must-not-be"),
                List.of(
                        new Block(Where.SHELL, "", new RunbookShell(sql).copyEverything()),
                        new Block(
                                Where.TARGET,
                                Messages.text("report.runbook-copy.statistics-for-the-planner"),
                                "ANALYZE;")));
    }

    private static String marker() {
        return "CREATE SCHEMA IF NOT EXISTS " + Scope.OWN_SCHEMA.quoted()
                + ";\nCREATE TABLE IF NOT EXISTS " + RunbookSql.MARKER
                + "\n    (migration text PRIMARY KEY, beat bigint NOT NULL, written_at timestamptz NOT NULL);";
    }
}
