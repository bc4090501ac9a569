package dev.planetfall.migration.check;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.CheckGroup;
import dev.planetfall.migration.CheckName;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.Listing;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Quantities;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.Row;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Materialized views, whose rows are not replicated but computed on PlanetScale. */
final class MaterializedViewsCheck implements Check {
    private static final String VIEWS =
            """
            SELECT n.nspname AS schema, c.relname AS name,
                   CASE WHEN c.relispopulated THEN (%s)::bigint END AS bytes
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind = 'm' AND %s AND %s ORDER BY 1, 2
            """.formatted(Catalog.TABLE_BYTES, Catalog.USER_SCHEMAS, Spotted.NOT_OF_EXTENSION);

    @Override
    public CheckName name() {
        return new CheckName(
                "materialized-views",
                Messages.text("check.materialized-views.materialized-views"),
                CheckGroup.TYPES_AND_FEATURES);
    }

    @Override
    public void run(MigrationContext context, Consumer<Finding> findings) {
        List<Spotted> views = context.source()
                .withReadOnlySession(session ->
                        Spotted.inScope(session, context.plan().scope(), MaterializedViewsCheck::size, VIEWS));
        findings.accept(
                views.isEmpty()
                        ? Finding.passed(id(), Messages.text("check.materialized-views.no-materialized-view-is-in"))
                        : Finding.note(
                                        id(),
                                        Messages.plural(
                                                "check.materialized-views.materialized-views-will-be-filled",
                                                views.size(),
                                                Listing.of(Spotted.names(views))),
                                        Messages.text("check.materialized-views.their-rows-are-computed-not"))
                                .withDetails(Spotted.lines(views)));
    }

    private static String size(Row row) {
        OptionalLong bytes = row.optionalNumber("bytes");
        return bytes.isPresent()
                ? Quantities.bytes(bytes.getAsLong())
                : Messages.text("check.materialized-views.never-filled-on-the-source");
    }
}
