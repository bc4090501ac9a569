package dev.planetfall.migration.copy;

import dev.planetfall.migration.Scope;
import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.QualifiedName;
import dev.planetfall.postgres.Row;
import dev.planetfall.postgres.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Which chunks of which tables are on the target: a table there, written in the same transaction as the rows themselves, so that
 * neither a crash nor a connection lost during a commit can leave it behind or ahead of them. It also tells which rows of the
 * target this program brought there and may take away again.
 */
final class ChunkLedger {
    static final QualifiedName TABLE = new QualifiedName(Scope.OWN_SCHEMA, new Identifier("chunk"));

    private static final String NAME = TABLE.quoted();

    /** Each one takes a lock, of which a server with the defaults has some thousands. */
    private static final int TABLES_AT_ONCE = 1000;

    /** Partitioned tables all of whose rows are in the given tables. */
    private static final String WHOLE_TREES = """
            WITH ours AS (SELECT to_regclass(name)::oid AS oid FROM unnest(?::text[]) AS name)
            SELECT DISTINCT n.nspname AS schema, c.relname AS name FROM ours, pg_partition_ancestors(ours.oid) a
            JOIN pg_class c ON c.oid = a.relid AND c.relkind = 'p' JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE NOT EXISTS (SELECT FROM pg_partition_tree(c.oid) p WHERE p.isleaf AND p.relid NOT IN (SELECT oid FROM ours))
            """;

    private ChunkLedger() {}

    /** Makes schema and table where they are missing. */
    static void create(Session target) {
        if (!exists(target)) {
            target.execute("CREATE SCHEMA IF NOT EXISTS " + Scope.OWN_SCHEMA.quoted());
            target.execute("CREATE TABLE IF NOT EXISTS " + NAME
                    + " (migration text, number int, moment text NOT NULL, schema text NOT NULL, name text NOT NULL,"
                    + " first_block bigint NOT NULL, end_block bigint, bytes bigint NOT NULL, rows bigint,"
                    + " PRIMARY KEY (migration, number))");
        }
    }

    static boolean exists(Session target) {
        return target.queryOne("SELECT to_regclass(?) IS NOT NULL AS found", row -> row.flag("found"), NAME);
    }

    /** Writes down what is to be copied, and of which moment. */
    static void plan(Session target, String migration, String moment, List<Chunk> chunks) {
        target.update(
                "INSERT INTO " + NAME + " (migration, moment, number, schema, name, first_block, end_block, bytes)"
                        + " SELECT ?, ?, c.number::int, c.schema, c.name, c.first::bigint, nullif(c.last, '')::bigint,"
                        + " c.bytes::bigint FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])"
                        + " AS c (number, schema, name, first, last, bytes)",
                migration,
                moment,
                each(chunks, Chunk::number),
                each(chunks, chunk -> chunk.table().schema().name()),
                each(chunks, chunk -> chunk.table().name().name()),
                each(chunks, Chunk::firstBlock),
                each(
                        chunks,
                        chunk -> chunk.endBlock().isPresent()
                                ? Long.toString(chunk.endBlock().getAsLong())
                                : ""),
                each(chunks, Chunk::bytes));
    }

    /**
     * Says, in the transaction that wrote its rows, that a chunk is there.
     *
     * @return false when it was there already, or the copy was begun anew meanwhile: then the transaction must not be committed
     */
    static boolean complete(Session target, String migration, String moment, Chunk chunk, long rows) {
        return target.update(
                        "UPDATE " + NAME
                                + " SET rows = ? WHERE migration = ? AND moment = ? AND number = ? AND rows IS NULL",
                        rows,
                        migration,
                        moment,
                        chunk.number())
                == 1;
    }

    /** Whether the chunk is there, asked when a connection was lost and nobody knows. */
    static boolean isComplete(Session target, String migration, String moment, Chunk chunk) {
        return target.queryOne(
                "SELECT EXISTS (SELECT FROM " + NAME
                        + " WHERE migration = ? AND moment = ? AND number = ? AND rows IS NOT NULL) AS done",
                row -> row.flag("done"),
                migration,
                moment,
                chunk.number());
    }

    /** The moment whose rows are all there; empty while some are missing or nothing was copied. */
    static Optional<String> wholeMoment(Session target, String migration) {
        return exists(target)
                ? target.queryFirst(
                        "SELECT moment FROM " + NAME
                                + " WHERE migration = ? GROUP BY moment HAVING count(*) = count(rows)",
                        row -> row.text("moment"),
                        migration)
                : Optional.empty();
    }

    /** From now on no moment is whole, although the rows are there. */
    static void outdate(Session target, String migration) {
        if (exists(target)) {
            target.update(
                    "INSERT INTO " + NAME + " (migration, number, moment, schema, name, first_block, bytes)"
                            + " SELECT migration, -1, moment, schema, name, 0, 0 FROM " + NAME
                            + " WHERE migration = ? LIMIT 1 ON CONFLICT DO NOTHING",
                    migration);
        }
    }

    /** Each table of the copy. */
    static List<Progress> progress(Session target, String migration) {
        return exists(target)
                ? target.query(
                        "SELECT schema, name, count(*) AS chunks, count(rows) AS done, sum(bytes) AS total,"
                                + " coalesce(sum(bytes) FILTER (WHERE rows IS NOT NULL), 0) AS copied,"
                                + " coalesce(sum(rows), 0) AS rows FROM " + NAME
                                + " WHERE migration = ? GROUP BY 1, 2 ORDER BY 1, 2",
                        Progress::read,
                        migration)
                : List.of();
    }

    /**
     * Empties the tables that this migration filled and forgets the copy. Interrupted, it goes on with the next call.
     *
     * @param target in autocommit
     */
    static void takeAway(Session target, String migration) {
        if (exists(target)) {
            List<QualifiedName> filled = progress(target, migration).stream()
                    .filter(table -> table.done() > 0)
                    .map(Progress::table)
                    .collect(Collectors.toCollection(ArrayList::new));
            for (int i = 0; i < filled.size(); i += TABLES_AT_ONCE) {
                truncate(target, migration, filled.subList(i, Math.min(filled.size(), i + TABLES_AT_ONCE)));
            }
            forget(target, migration);
        }
    }

    /** Removes the migration's lines, and the table with the last of them. */
    private static void forget(Session target, String migration) {
        if (exists(target)) {
            target.update("DELETE FROM " + NAME + " WHERE migration = ?", migration);
            if (target.queryOne("SELECT NOT EXISTS (SELECT FROM " + NAME + ") AS none", row -> row.flag("none"))) {
                target.execute("DROP TABLE IF EXISTS " + NAME);
            }
        }
    }

    /** A table that others refer to can only be emptied together with these. */
    private static void truncate(Session target, String migration, List<QualifiedName> tables) {
        List<String> there = target.query(
                "SELECT name FROM unnest(?::text[]) AS name WHERE to_regclass(name) IS NOT NULL",
                row -> row.text("name"),
                tables.stream().map(QualifiedName::quoted).toList());
        List<String> all = new ArrayList<>(there.stream().map("ONLY "::concat).toList());
        target.query(WHOLE_TREES, row -> row.qualifiedName("schema", "name"), there)
                .forEach(root -> all.add(root.quoted()));
        target.inTransaction(() -> {
            if (!all.isEmpty()) {
                target.execute("TRUNCATE " + String.join(", ", all));
            }
            return target.update(
                    "UPDATE " + NAME + " SET rows = NULL WHERE migration = ? AND (schema, name) IN"
                            + " (SELECT s, n FROM unnest(?::text[], ?::text[]) AS t (s, n))",
                    migration,
                    tables.stream().map(table -> table.schema().name()).toList(),
                    tables.stream().map(table -> table.name().name()).toList());
        });
    }

    private static List<String> each(List<Chunk> chunks, Function<Chunk, Object> value) {
        return chunks.stream().map(value).map(Object::toString).toList();
    }

    /**
     * How much of one table is there.
     *
     * @param done chunks
     * @param copied bytes of {@code total}, by the source's measure
     */
    record Progress(QualifiedName table, long chunks, long done, long copied, long total, long rows) {
        private static Progress read(Row row) {
            return new Progress(
                    row.qualifiedName("schema", "name"),
                    row.number("chunks"),
                    row.number("done"),
                    row.number("copied"),
                    row.number("total"),
                    row.number("rows"));
        }

        boolean isCopied() {
            return done == chunks;
        }
    }
}
