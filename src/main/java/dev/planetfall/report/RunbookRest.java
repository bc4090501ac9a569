package dev.planetfall.report;

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
                    "How many large objects there are. Leave the next out when there are none:",
                    "SELECT count(*) FROM pg_largeobject_metadata;"));
            blocks.add(new Block(
                    Where.SHELL,
                    "Large objects, with their numbers; they belong to the role of the second command. It stops at one that PlanetScale has already: remove that with SELECT"
                            + " lo_unlink(number), if nobody needs it.",
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
                    "Large objects that only PlanetScale has: run this on PlanetScale, and the statements that it prints on the source,"
                            + " behind " + RunbookSql.MAY_WRITE
                            + " Those that were changed stay as the source has them.",
                    """
                    SELECT format('SELECT lo_from_bytea(%s, %L) WHERE NOT EXISTS (SELECT FROM pg_largeobject_metadata WHERE oid = %s);',
                        oid, lo_get(oid), oid)
                    FROM pg_largeobject_metadata ORDER BY oid;""",
                    Answer.SCRIPT));
        }
        blocks.add(sequences(Side.TARGET, ", behind " + RunbookSql.MAY_WRITE));
        return blocks;
    }

    private Block sequences(Side from, String behind) {
        return new Block(
                Where.on(from),
                "Sequences: run this on " + from.named() + ", and the statements that it prints on "
                        + from.other().named() + (behind.isEmpty() ? "." : behind),
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
                        "Unlogged tables: what an earlier try left in them.",
                        sql.tables().unlogged().stream()
                                .map(QualifiedName::quoted)
                                .collect(Collectors.joining(",\n  ", RunbookSql.MAY_WRITE + "\nTRUNCATE\n  ", ";"))),
                new Block(
                        Where.SHELL,
                        "Their rows. Where one refers to another, the other comes first.",
                        new RunbookShell(sql).copyUnlogged(from, to)));
    }
}
