package dev.planetfall.migration.aftercare;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.CheckGroup;
import dev.planetfall.migration.CheckName;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.Listing;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Remedy;
import dev.planetfall.migration.Side;
import dev.planetfall.migration.check.Check;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Whether PlanetScale has statistics of every table, without which its plans for queries are guesses. */
final class StatisticsCheck implements Check {
    /** From version 14 on a table that was never analyzed has fewer than no rows; before, none on more than no pages. */
    private static final String WITHOUT = """
            SELECT n.nspname AS schema, c.relname AS relation, c.relname AS name, '' AS about
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'm') AND c.relpersistence <> 't' AND pg_relation_size(c.oid) > 0
              AND (c.reltuples < 0 OR c.reltuples = 0 AND c.relpages > 0)
              AND (c.relkind = 'r' OR c.relispopulated) AND %s
            ORDER BY 1, 2
            """.formatted(Held.OF_PEOPLE);

    @Override
    public CheckName name() {
        return new CheckName(
                "statistics",
                Messages.text("aftercare.statistics-check.statistics-on-planetscale"),
                CheckGroup.AFTER_THE_MOVE);
    }

    @Override
    public void run(MigrationContext context, Consumer<Finding> findings) {
        List<Held> without = context.target()
                .withReadOnlySession(
                        session -> Held.inScope(session, context.plan().scope(), WITHOUT));
        findings.accept(
                without.isEmpty()
                        ? Finding.passed(
                                id(), Messages.text("aftercare.statistics-check.planetscale-has-statistics-of-every"))
                        : Finding.warning(
                                        id(),
                                        Messages.plural(
                                                "aftercare.statistics-check.planetscale-has-no-statistics-of",
                                                without.size(),
                                                Listing.of(without.stream()
                                                        .map(Held::name)
                                                        .toList())),
                                        Messages.text("aftercare.statistics-check.queries-may-be-slow-until"))
                                .withRemedy(new Remedy(
                                        Side.TARGET,
                                        without.stream()
                                                .map(table -> "ANALYZE "
                                                        + table.name().quoted() + ";")
                                                .collect(Collectors.joining("\n")),
                                        Messages.text("aftercare.statistics-check.reads-a-sample-of-each"),
                                        "")));
    }
}
