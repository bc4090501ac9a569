package dev.planetfall.migration.aftercare;

import dev.planetfall.migration.CheckGroup;
import dev.planetfall.migration.CheckName;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Quantities;
import dev.planetfall.migration.Remedy;
import dev.planetfall.migration.Side;
import dev.planetfall.migration.check.Check;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Whether every index on PlanetScale was built to its end. */
final class BuiltIndexesCheck implements Check {
    private static final String INVALID = """
            SELECT n.nspname AS schema, t.relname AS relation, c.relname AS name, '' AS about
            FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_class t ON t.oid = i.indrelid
            JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE NOT (i.indisvalid AND i.indisready) AND c.relkind = 'i' AND %s ORDER BY 1, 2, 3
            """.formatted(Held.OF_PEOPLE);

    @Override
    public CheckName name() {
        return new CheckName("built-indexes", "Indexes on PlanetScale", CheckGroup.AFTER_THE_MOVE);
    }

    @Override
    public void run(MigrationContext context, Consumer<Finding> findings) {
        List<Held> invalid = context.target()
                .withReadOnlySession(
                        session -> Held.inScope(session, context.plan().scope(), INVALID));
        findings.accept(
                invalid.isEmpty()
                        ? Finding.passed(id(), "Every index in scope is valid on PlanetScale.")
                        : Finding.warning(
                                        id(),
                                        Quantities.count(invalid.size(), "index", "indexes")
                                                + (invalid.size() == 1 ? " is" : " are")
                                                + " not valid on PlanetScale, so that no query uses "
                                                + (invalid.size() == 1 ? "it." : "them."),
                                        "Build each again, one statement after another: they run in no transaction.")
                                .withDetails(invalid.stream()
                                        .map(index -> index.name() + " on " + index.table())
                                        .toList())
                                .withRemedy(new Remedy(
                                        Side.TARGET,
                                        invalid.stream()
                                                .map(index -> "REINDEX INDEX CONCURRENTLY "
                                                        + index.name().quoted() + ";")
                                                .collect(Collectors.joining("\n")),
                                        "Builds each index again. Readers and writers go on meanwhile.",
                                        "")));
    }
}
