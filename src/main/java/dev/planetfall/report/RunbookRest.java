package dev.planetfall.report;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.Side;
import dev.planetfall.postgres.LargeObjects;
import dev.planetfall.postgres.QualifiedName;
import dev.planetfall.report.Runbook.Answer;
import dev.planetfall.report.Runbook.Block;
import dev.planetfall.report.Runbook.Where;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What replication does not carry: rows of unlogged tables, large objects and sequences. */
record RunbookRest(RunbookSql sql) {
    List<Block> there() {
        List<Block> blocks = new ArrayList<>(unlogged(Side.SOURCE));
        if (sql.plan().scope().includes(LargeObjects.TABLE)) {
            blocks.add(new Block(
                    Where.SOURCE,
                    Messages.text("report.runbook-rest.how-many-large-objects-there"),
                    "SELECT count(*) FROM pg_largeobject_metadata;"));
            blocks.add(new Block(
                    Where.SHELL,
                    Messages.text("report.runbook-rest.large-objects-with-their-numbers"),
                    new RunbookShell(sql).copyLargeObjects()));
        }
        blocks.add(sequences(Side.SOURCE, ""));
        return blocks;
    }

    List<Block> back() {
        List<Block> blocks = new ArrayList<>(unlogged(Side.TARGET));
        if (sql.plan().scope().includes(LargeObjects.TABLE)) {
            blocks.add(new Block(
                    Where.TARGET,
                    Messages.text("report.runbook-rest.large-objects-that-only-planetscale", RunbookSql.MAY_WRITE),
                    """
                    SELECT format('SELECT lo_from_bytea(%s, %L) WHERE NOT EXISTS (SELECT FROM pg_largeobject_metadata WHERE oid = %s);',
                        oid, lo_get(oid), oid)
                    FROM pg_largeobject_metadata ORDER BY oid;""",
                    Answer.SCRIPT));
        }
        blocks.add(sequences(Side.TARGET, Messages.text("report.runbook-rest.behind", RunbookSql.MAY_WRITE)));
        return blocks;
    }

    private Block sequences(Side from, String behind) {
        return new Block(
                Where.on(from),
                behind.isEmpty()
                        ? Messages.text(
                                "report.runbook-rest.sequences-run-this-on-and",
                                from.named(),
                                from.other().named())
                        : Messages.text(
                                "report.runbook-rest.sequences-run-this-on-and-the",
                                from.named(),
                                from.other().named(),
                                behind),
                sql.sequences(),
                Answer.SCRIPT);
    }

    private List<Block> unlogged(Side from) {
        if (sql.tables().unlogged().isEmpty()) {
            return List.of();
        }
        Side to = from.other();
        return List.of(
                new Block(
                        Where.on(to),
                        Messages.text("report.runbook-rest.unlogged-tables-what-an-earlier"),
                        sql.tables().unlogged().stream()
                                .map(QualifiedName::quoted)
                                .collect(Collectors.joining(",\n  ", RunbookSql.MAY_WRITE + "\nTRUNCATE\n  ", ";"))),
                new Block(
                        Where.SHELL,
                        Messages.text("report.runbook-rest.their-rows-where-one-refers"),
                        new RunbookShell(sql).copyUnlogged(from, to)));
    }
}
