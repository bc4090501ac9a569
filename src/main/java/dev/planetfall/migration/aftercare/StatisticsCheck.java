package dev.planetfall.migration.aftercare;

import dev.planetfall.migration.CheckGroup;
import dev.planetfall.migration.CheckName;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.Listing;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Quantities;
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
        return new CheckName("statistics", "Statistics on PlanetScale", CheckGroup.AFTER_THE_MOVE);
    }

    @Override
    public void run(MigrationContext context, Consumer<Finding> findings) {
        List<Held> without = context.target()
                .withReadOnlySession(
                        session -> Held.inScope(session, context.plan().scope(), WITHOUT));
        findings.accept(
                without.isEmpty()
                        ? Finding.passed(id(), "PlanetScale has statistics of every table in scope that holds rows.")
                        : Finding.warning(
                                        id(),
                                        "PlanetScale has no statistics of "
                                                + Quantities.count(without.size(), "table") + ": "
                                                + Listing.of(without.stream()
                                                        .map(Held::name)
                                                        .toList()) + ".",
                                        "Queries may be slow until they are collected. PlanetScale does it by itself sooner or"
                                                + " later; the statements do it now.")
                                .withRemedy(new Remedy(
                                        Side.TARGET,
                                        without.stream()
                                                .map(table -> "ANALYZE "
                                                        + table.name().quoted() + ";")
                                                .collect(Collectors.joining("\n")),
                                        "Reads a sample of each table. Readers and writers go on meanwhile.",
                                        "")));
    }
}
