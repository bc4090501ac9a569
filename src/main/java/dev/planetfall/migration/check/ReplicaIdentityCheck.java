package dev.planetfall.migration.check;

import dev.planetfall.migration.Finding;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Quantities;
import dev.planetfall.migration.Remedy;
import dev.planetfall.migration.Side;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.QualifiedName;
import dev.planetfall.postgres.ReplicaIdentity;
import dev.planetfall.postgres.Session;
import dev.planetfall.postgres.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Whether every table can name the rows it changes. Publishing a table that cannot makes the application's own UPDATE and
 * DELETE fail at once, so this is the check that protects the source.
 */
final class ReplicaIdentityCheck implements Check {
    /** A unique index over columns that are never NULL, whole and checked at once, can stand for a primary key. */
    private static final String USABLE_INDEX = """
            SELECT ic.relname AS name FROM pg_index i JOIN pg_class ic ON ic.oid = i.indexrelid
            WHERE i.indrelid = ?::regclass AND i.indisunique AND i.indisvalid AND i.indimmediate
              AND i.indpred IS NULL AND i.indexprs IS NULL
              AND NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = i.indrelid AND NOT a.attnotnull
                              AND a.attnum = ANY (i.indkey::int2[]))
            ORDER BY i.indnatts, ic.relname LIMIT 1
            """;

    /**
     * Rows are found by comparing all columns, which these types cannot: applying a change then fails with "could not
     * identify an equality operator". The base type of a domain and the element of an array count.
     */
    private static final String INCOMPARABLE_COLUMN = """
            SELECT a.attname || ' of type ' || format_type(a.atttypid, a.atttypmod) AS name
            FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
            LEFT JOIN pg_type e ON e.oid = CASE WHEN t.typtype = 'd' THEN t.typbasetype ELSE t.typelem END
            WHERE a.attrelid = ?::regclass AND a.attnum > 0 AND NOT a.attisdropped
              AND (t.typname = ANY (?::text[]) OR e.typname = ANY (?::text[]) AND t.typcategory IN ('A', 'U', 'G'))
            ORDER BY a.attnum LIMIT 1
            """;

    private static final List<String> INCOMPARABLE_TYPES = List.of(
            "json", "xml", "point", "line", "lseg", "box", "path", "polygon", "circle", "jsonpath", "refcursor");

    @Override
    public String id() {
        return "replica-identity";
    }

    @Override
    public String title() {
        return "Replica identity of every table";
    }

    @Override
    public void run(MigrationContext context, Consumer<Finding> findings) {
        context.source().withReadOnlySession(session -> {
            List<Table> tables = new Catalog(session)
                    .tables().stream()
                            .filter(table ->
                                    table.replicates() && context.plan().scope().includes(table.name()))
                            .toList();
            report(session, tables, findings);
            return tables;
        });
    }

    private void report(Session session, List<Table> tables, Consumer<Finding> findings) {
        List<QualifiedName> without = named(tables, ReplicaIdentity.NONE);
        if (!without.isEmpty()) {
            findings.accept(without(session, without));
        }
        List<QualifiedName> full = named(tables, ReplicaIdentity.FULL);
        if (!full.isEmpty()) {
            findings.accept(Finding.warning(
                            id(),
                            Quantities.count(full.size(), "table") + " name a changed row by all its columns.",
                            "It works, but each change makes PlanetScale search the table; a primary key is faster.")
                    .withDetails(full.stream().map(QualifiedName::toString).toList()));
        }
        if (without.isEmpty()) {
            findings.accept(Finding.passed(
                    id(), "All " + Quantities.count(tables.size(), "table") + " can name the rows they change."));
        }
    }

    private Finding without(Session session, List<QualifiedName> tables) {
        List<String> details = new ArrayList<>();
        List<String> statements = new ArrayList<>();
        for (QualifiedName table : tables) {
            Optional<Identifier> index =
                    session.queryFirst(USABLE_INDEX, row -> row.identifier("name"), table.quoted());
            Optional<String> obstacle = session.queryFirst(
                    INCOMPARABLE_COLUMN,
                    row -> row.text("name"),
                    table.quoted(),
                    INCOMPARABLE_TYPES,
                    INCOMPARABLE_TYPES);
            if (index.isPresent()) {
                details.add(table + ": the unique index " + index.get() + " can serve");
                statements.add("ALTER TABLE " + table.quoted() + " REPLICA IDENTITY USING INDEX "
                        + index.get().quoted() + ";");
            } else if (obstacle.isPresent()) {
                details.add(table + ": needs a primary key, because column " + obstacle.get() + " cannot be compared");
            } else {
                details.add(table + ": all columns can serve; a primary key is better");
                statements.add("ALTER TABLE " + table.quoted() + " REPLICA IDENTITY FULL;");
            }
        }
        Finding finding = Finding.blocker(
                        id(),
                        Quantities.count(tables.size(), "table")
                                + " on the source cannot name the rows they change: once published, UPDATE and DELETE there"
                                + " would fail.",
                        "Give each a primary key, or let the statements below choose another identity.")
                .withDetails(details);
        return statements.isEmpty() ? finding : finding.withRemedy(remedy(statements, tables));
    }

    private static Remedy remedy(List<String> statements, List<QualifiedName> tables) {
        String undo = tables.stream()
                .map(table -> "ALTER TABLE " + table.quoted() + " REPLICA IDENTITY DEFAULT;")
                .collect(Collectors.joining("\n"));
        return new Remedy(
                Side.SOURCE,
                String.join("\n", statements),
                "Changes on the source which columns name a changed row. The data stays as it is.",
                undo);
    }

    private static List<QualifiedName> named(List<Table> tables, ReplicaIdentity identity) {
        return tables.stream()
                .filter(table -> table.replicaIdentity() == identity)
                .map(Table::name)
                .toList();
    }
}
