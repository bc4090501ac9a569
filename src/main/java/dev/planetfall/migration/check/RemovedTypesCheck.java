package dev.planetfall.migration.check;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.CheckGroup;
import dev.planetfall.migration.CheckName;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.Listing;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Scope;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What newer versions of PostgreSQL no longer have: types of columns, operators written behind their operand, and aggregates
 * over functions whose arguments changed.
 *
 * @see <a href="https://www.postgresql.org/docs/14/release-14.html">Version 14</a>
 */
final class RemovedTypesCheck implements Check {
    private static final String COLUMNS = """
            SELECT n.nspname AS schema, c.relname AS name, a.attname AS column, e.typname AS type
            FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p', 'v', 'm', 'c', 'f')
            JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_type t ON t.oid = a.atttypid
            JOIN pg_type e ON e.oid = CASE WHEN t.typlen = -1 AND t.typelem <> 0 THEN t.typelem
                                           WHEN t.typtype = 'd' THEN t.typbasetype ELSE t.oid END
            WHERE e.typnamespace = 'pg_catalog'::regnamespace AND e.typname::text <> ALL (?)
              AND a.attnum > 0 AND NOT a.attisdropped AND %s
            ORDER BY 1, 2, 3, 4
            """.formatted(Catalog.USER_SCHEMAS);

    private static final String TYPES =
            "SELECT typname AS type FROM pg_type WHERE typnamespace = 'pg_catalog'::regnamespace";

    /** Version 14 took postfix operators away, and gave array functions arguments that old aggregates do not fit. */
    private static final String BEFORE_14 = """
            SELECT n.nspname AS schema, o.oprname AS name, NULL AS over
            FROM pg_operator o JOIN pg_namespace n ON n.oid = o.oprnamespace WHERE o.oprkind = 'r' AND %1$s
            UNION ALL
            SELECT n.nspname, p.proname, f.proname
            FROM pg_aggregate a JOIN pg_proc p ON p.oid = a.aggfnoid JOIN pg_namespace n ON n.oid = p.pronamespace
            JOIN pg_proc f ON f.oid = a.aggtransfn AND f.pronamespace = 'pg_catalog'::regnamespace
            WHERE f.proname IN ('array_append', 'array_prepend', 'array_cat', 'array_remove', 'array_replace')
              AND a.aggtranstype IN ('anyarray'::regtype, 'anyelement'::regtype) AND %1$s
            ORDER BY 1, 2
            """.formatted(Catalog.USER_SCHEMAS);

    @Override
    public CheckName name() {
        return new CheckName(
                "removed-types",
                Messages.text("check.removed-types.types-and-operators-of-old"),
                CheckGroup.TYPES_AND_FEATURES);
    }

    @Override
    public void run(MigrationContext context, Consumer<Finding> findings) {
        Scope scope = context.plan().scope();
        List<String> known =
                context.target().withReadOnlySession(session -> session.query(TYPES, row -> row.text("type")));
        List<Spotted> gone = context.source().withReadOnlySession(session -> {
            List<Spotted> all = new ArrayList<>(Spotted.inScope(
                    session,
                    scope,
                    row -> Messages.text("check.removed-types.column-has-type", row.text("column"), row.text("type")),
                    COLUMNS,
                    known));
            if (!new Catalog(session).version().isAtLeast(14)) {
                all.addAll(Spotted.inScope(session, scope, RemovedTypesCheck::before14, BEFORE_14));
            }
            return all;
        });
        findings.accept(
                gone.isEmpty()
                        ? Finding.passed(id(), Messages.text("check.removed-types.planetscales-version-has-every-type"))
                        : Finding.blocker(
                                        id(),
                                        Messages.plural(
                                                "check.removed-types.planetscales-version-of-postgresql-no",
                                                gone.size(),
                                                Listing.of(Spotted.names(gone))),
                                        Messages.text("check.removed-types.the-schema-cannot-be-made"))
                                .withDetails(Spotted.lines(gone)));
    }

    private static String before14(Row row) {
        return row.optionalText("over")
                .map(function -> Messages.text("check.removed-types.is-an-aggregate-over", function))
                .orElseGet(() -> Messages.text("check.removed-types.is-written-behind-its-operand"));
    }
}
