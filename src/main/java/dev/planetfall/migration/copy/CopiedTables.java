package dev.planetfall.migration.copy;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.Listing;
import dev.planetfall.migration.StepFailedException;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.QualifiedName;
import dev.planetfall.postgres.Session;
import dev.planetfall.postgres.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds out how each table is carried: which columns, and whether in binary form, which is faster and keeps large values small. */
final class CopiedTables {
    /**
     * The binary form of a value is the same on all servers if its type is built in, but for those whose form holds numbers that
     * each server gives out by itself: names of objects, and rows and arrays of types that people made. XML is checked anew as
     * text. An enum's form is its label.
     */
    private static final String COLUMNS = """
            SELECT n.nspname AS schema, c.relname AS name, a.attname AS column, format_type(a.atttypid, a.atttypmod) AS type,
                   (t.typtype = 'e' OR (t.oid < 16384 AND t.typtype IN ('b', 'r', 'm') AND t.typsend <> 0
                     AND t.typname !~ '^_?reg' AND t.typname NOT IN ('xml', '_xml', 'aclitem', '_aclitem'))) AS binary
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped %s
            JOIN pg_type t ON t.oid = a.atttypid
            WHERE c.relkind = 'r' AND %s ORDER BY 1, 2, a.attnum
            """;

    private static final String BLOCKS = """
            SELECT n.nspname AS schema, c.relname AS name, pg_relation_size(c.oid) / current_setting('block_size')::bigint AS blocks
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'r' AND %s
            """;

    private static final int NAMES_IN_A_SENTENCE = 5;

    private CopiedTables() {}

    /**
     * How the tables are carried, in the given order.
     *
     * @throws StepFailedException when the target lacks one of them or one of their columns
     */
    static List<CopiedTable> of(List<Table> tables, Session source, Session target) {
        Map<QualifiedName, List<Column>> here = columns(source);
        Map<QualifiedName, List<Column>> there = columns(target);
        Map<QualifiedName, Long> blocks = blocks(source);
        refuseMissing(tables, here, there);
        return tables.stream()
                .map(table -> {
                    List<Column> columns = here.getOrDefault(table.name(), List.of());
                    Set<Column> same = Set.copyOf(there.getOrDefault(table.name(), List.of()));
                    boolean binary = columns.stream().allMatch(column -> column.binary() && same.contains(column));
                    return new CopiedTable(
                            table.name(),
                            columns.stream().map(Column::name).toList(),
                            binary && !columns.isEmpty(),
                            blocks.getOrDefault(table.name(), 0L),
                            table.tableBytes());
                })
                .toList();
    }

    private static Map<QualifiedName, List<Column>> columns(Session session) {
        String notGenerated = new Catalog(session).version().isAtLeast(12) ? "AND a.attgenerated = ''" : "";
        Map<QualifiedName, List<Column>> columns = new HashMap<>();
        session.query(
                COLUMNS.formatted(notGenerated, Catalog.USER_SCHEMAS),
                row -> columns.computeIfAbsent(row.qualifiedName("schema", "name"), table -> new ArrayList<>())
                        .add(new Column(row.identifier("column"), row.text("type"), row.flag("binary"))));
        return columns;
    }

    private static Map<QualifiedName, Long> blocks(Session source) {
        return source
                .query(
                        BLOCKS.formatted(Catalog.USER_SCHEMAS),
                        row -> Map.entry(row.qualifiedName("schema", "name"), row.number("blocks")))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static void refuseMissing(
            List<Table> tables, Map<QualifiedName, List<Column>> here, Map<QualifiedName, List<Column>> there) {
        List<String> missing = new ArrayList<>();
        for (Table table : tables) {
            Set<Identifier> present = there.getOrDefault(table.name(), List.of()).stream()
                    .map(Column::name)
                    .collect(Collectors.toSet());
            here.getOrDefault(table.name(), List.of()).stream()
                    .map(Column::name)
                    .filter(column -> !present.contains(column))
                    .forEach(column -> missing.add(table.name() + "." + column));
        }
        if (!missing.isEmpty()) {
            throw new StepFailedException(
                    Messages.text(
                            missing.size() > NAMES_IN_A_SENTENCE
                                    ? "copy.copied-tables.nothing-was-copied-planetscale-lacks"
                                    : "copy.copied-tables.nothing-was-copied-planetscale-lacks-which",
                            Listing.of(missing, NAMES_IN_A_SENTENCE)),
                    Messages.text("copy.copied-tables.copy-the-schema-again-on"));
        }
    }

    /** @param type as SQL names it, with its modifier */
    private record Column(Identifier name, String type, boolean binary) {}
}
