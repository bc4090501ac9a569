package dev.planetfall.migration.aftercare;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.CheckGroup;
import dev.planetfall.migration.CheckName;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.MigrationContext;
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
        return new CheckName(
                "built-indexes",
                Messages.text("aftercare.built-indexes-check.indexes-on-planetscale"),
                CheckGroup.AFTER_THE_MOVE);
    }

    @Override
    public void run(MigrationContext context, Consumer<Finding> findings) {
        List<Held> invalid = context.target()
                .withReadOnlySession(
                        session -> Held.inScope(session, context.plan().scope(), INVALID));
        findings.accept(
                invalid.isEmpty()
                        ? Finding.passed(id(), Messages.text("aftercare.built-indexes-check.every-index-in-scope-is"))
                        : Finding.warning(
                                        id(),
                                        Messages.plural(
                                                "aftercare.built-indexes-check.indexes-are-not-valid-on",
                                                invalid.size()),
                                        Messages.text("aftercare.built-indexes-check.build-each-again-one-statement"))
                                .withDetails(invalid.stream()
                                        .map(index -> Messages.text(
                                                "aftercare.built-indexes-check.on", index.name(), index.table()))
                                        .toList())
                                .withRemedy(new Remedy(
                                        Side.TARGET,
                                        invalid.stream()
                                                .map(index -> "REINDEX INDEX CONCURRENTLY "
                                                        + index.name().quoted() + ";")
                                                .collect(Collectors.joining("\n")),
                                        Messages.text("aftercare.built-indexes-check.builds-each-index-again-readers"),
                                        "")));
    }
}
