package dev.planetfall.migration.check;

import dev.planetfall.migration.CheckGroup;
import dev.planetfall.migration.CheckName;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Quantities;
import dev.planetfall.postgres.Catalog;
import java.util.List;
import java.util.function.Consumer;

/**
 * Large objects, which logical replication does not carry, and the columns that seem to hold their numbers.
 *
 * @see <a href="https://www.postgresql.org/docs/current/logical-replication-restrictions.html">Restrictions</a>
 */
final class LargeObjectsCheck implements Check {
    private static final String COUNT = "SELECT count(*) AS objects FROM pg_largeobject_metadata";

    private static final String COLUMNS = """
            SELECT n.nspname AS schema, c.relname AS name, a.attname || ' (' || format_type(a.atttypid, NULL) || ')' AS about
            FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p')
            JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_type t ON t.oid = a.atttypid
            WHERE a.attnum > 0 AND NOT a.attisdropped AND %s AND %s
              AND (a.atttypid = 'oid'::regtype OR t.typtype = 'd' AND t.typbasetype = 'oid'::regtype)
            ORDER BY 1, 2, 3
            """.formatted(Catalog.USER_SCHEMAS, Spotted.NOT_OF_EXTENSION);

    @Override
    public CheckName name() {
        return new CheckName("large-objects", "Large objects", CheckGroup.TYPES_AND_FEATURES);
    }

    @Override
    public void run(MigrationContext context, Consumer<Finding> findings) {
        findings.accept(context.source().withReadOnlySession(session -> {
            long objects = session.queryOne(COUNT, row -> row.number("objects"));
            return objects == 0
                    ? Finding.passed(id(), "The source holds no large objects.")
                    : found(objects, Spotted.inScope(session, context.plan().scope(), COLUMNS));
        }));
    }

    private Finding found(long objects, List<Spotted> columns) {
        String columnsSaid = columns.isEmpty()
                ? ", and no column in scope seems to name them"
                : ", and " + Quantities.count(columns.size(), "column") + " in scope may name them";
        return Finding.warning(
                        id(),
                        "The source holds " + Quantities.count(objects, "large object")
                                + ", which replication does not carry" + columnsSaid + ".",
                        "When the application has stopped writing, move them by hand: pg_dump --data-only --blobs --no-owner"
                                + " --exclude-schema='*' on the source, psql on PlanetScale. They keep their numbers. If"
                                + " nothing names them any more, vacuumlo removes them.")
                .withDetails(Spotted.lines(columns));
    }
}
