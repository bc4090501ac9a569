package dev.planetfall.migration.check;

import dev.planetfall.migration.CheckGroup;
import dev.planetfall.migration.CheckName;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Quantities;
import dev.planetfall.postgres.Catalog;
import java.util.List;
import java.util.function.Consumer;

/** Objects on storage of their own, which PlanetScale does not have: there everything lies in one place. */
final class TablespacesCheck implements Check {
    private static final String OBJECTS = """
            SELECT n.nspname AS schema, c.relname AS name, 'tablespace ' || quote_ident(s.spcname) AS about
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_tablespace s ON s.oid = c.reltablespace
            WHERE %s AND %s ORDER BY 1, 2
            """.formatted(Catalog.USER_SCHEMAS, Spotted.NOT_OF_EXTENSION);

    @Override
    public CheckName name() {
        return new CheckName("tablespaces", "Tablespaces", CheckGroup.TYPES_AND_FEATURES);
    }

    @Override
    public void run(MigrationContext context, Consumer<Finding> findings) {
        List<Spotted> objects = context.source()
                .withReadOnlySession(
                        session -> Spotted.inScope(session, context.plan().scope(), OBJECTS));
        findings.accept(
                objects.isEmpty()
                        ? Finding.passed(id(), "Everything in scope lies in the source's default tablespace.")
                        : Finding.note(
                                        id(),
                                        Quantities.count(objects.size(), "table or index", "tables and indexes")
                                                + " of the source lie in other tablespaces; on PlanetScale everything lies"
                                                + " in one.",
                                        "Nothing to do. Count all tablespaces when you choose the disk of PlanetScale.")
                                .withDetails(Spotted.lines(objects)));
    }
}
