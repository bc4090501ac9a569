package dev.planetfall.migration.check;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.CheckGroup;
import dev.planetfall.migration.CheckName;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.postgres.Catalog;
import java.util.List;
import java.util.function.Consumer;

/** Objects on storage of their own, which PlanetScale does not have: there everything lies in one place. */
final class TablespacesCheck implements Check {
    private static final String OBJECTS = """
            SELECT n.nspname AS schema, c.relname AS name, quote_ident(s.spcname) AS tablespace
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_tablespace s ON s.oid = c.reltablespace
            WHERE %s AND %s ORDER BY 1, 2
            """.formatted(Catalog.USER_SCHEMAS, Spotted.NOT_OF_EXTENSION);

    @Override
    public CheckName name() {
        return new CheckName(
                "tablespaces", Messages.text("check.tablespaces.tablespaces"), CheckGroup.TYPES_AND_FEATURES);
    }

    @Override
    public void run(MigrationContext context, Consumer<Finding> findings) {
        List<Spotted> objects = context.source()
                .withReadOnlySession(session -> Spotted.inScope(
                        session,
                        context.plan().scope(),
                        row -> Messages.text("check.tablespaces.tablespace", row.text("tablespace")),
                        OBJECTS));
        findings.accept(
                objects.isEmpty()
                        ? Finding.passed(id(), Messages.text("check.tablespaces.everything-in-scope-lies-in"))
                        : Finding.note(
                                        id(),
                                        Messages.plural("check.tablespaces.tables-and-indexes-of-the", objects.size()),
                                        Messages.text("check.tablespaces.nothing-to-do-count-all"))
                                .withDetails(Spotted.lines(objects)));
    }
}
