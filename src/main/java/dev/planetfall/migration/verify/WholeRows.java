package dev.planetfall.migration.verify;

import dev.planetfall.migration.Side;
import dev.planetfall.postgres.Session;
import java.math.BigInteger;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The rows of one table on one server as a heap in which equal rows are counted: all that is known of a table without a key. */
final class WholeRows {
    /** So many parts that a part which differs is soon listed, and few enough to be added up in little memory. */
    private static final int PARTS = 4_096;

    private static final String SHOWN = "left((t.*)::text, 500)";

    private final String hash;
    private final String from;
    private final String tally;

    WholeRows(ComparedTable table, Side side, RowForm form) {
        List<ComparedColumn> columns = table.on(side).columns();
        hash = form.hashOf(columns);
        tally = form.tallyOf(columns);
        from = " FROM ONLY " + table.name().quoted() + " t";
    }

    /** What all rows add up to. */
    Tally tally(Session session) {
        return tally(session, "");
    }

    /** What the rows in this part of the table's file add up to. */
    Tally tally(Session session, Blocks blocks) {
        return tally(session, blocks.where());
    }

    /** What the rows add up to in each part; rows that are equal are in the same part on both servers. */
    Map<Integer, Tally> parts(Session session) {
        Map<Integer, Tally> parts = new HashMap<>();
        session.query(
                "SELECT part, count(*) AS rows, sum(hash)::text AS total FROM (SELECT hash, (hash & " + (PARTS - 1)
                        + ")::int AS part FROM (SELECT " + hash + " AS hash" + from + ") h) p GROUP BY part",
                row -> parts.put(
                        row.integer("part"), new Tally(row.number("rows"), new BigInteger(row.text("total")))));
        return parts;
    }

    /** How many rows there are of each kind, in these parts alone. */
    Map<Long, Long> hashes(Session session, Collection<Integer> parts) {
        Map<Long, Long> hashes = new HashMap<>();
        String wanted = parts.stream().map(String::valueOf).collect(Collectors.joining(", "));
        session.query(
                "SELECT hash, count(*) AS rows FROM (SELECT " + hash + " AS hash" + from + ") h WHERE (hash & "
                        + (PARTS - 1) + ") IN (" + wanted + ") GROUP BY hash",
                row -> hashes.put(row.number("hash"), row.number("rows")));
        return hashes;
    }

    /** The beginning of one row of each of these kinds, as text. */
    Map<Long, String> texts(Session session, Collection<Long> hashes) {
        Map<Long, String> texts = new HashMap<>();
        if (!hashes.isEmpty()) {
            session.query(
                    "SELECT hash, min(shown) AS shown FROM (SELECT " + hash + " AS hash, " + SHOWN + " AS shown" + from
                            + ") h WHERE hash = ANY (?::bigint[]) GROUP BY hash",
                    row -> texts.put(row.number("hash"), row.text("shown")),
                    hashes.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}")));
        }
        return texts;
    }

    private Tally tally(Session session, String where) {
        return session.queryOne(
                "SELECT " + tally + from + where,
                row -> new Tally(row.number("rows"), new BigInteger(row.text("total"))));
    }
}
