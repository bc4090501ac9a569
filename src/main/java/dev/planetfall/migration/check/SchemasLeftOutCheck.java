package dev.planetfall.migration.check;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.CheckGroup;
import dev.planetfall.migration.CheckName;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Scope;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Schemas and tables of people that the scope leaves out, so that nobody forgets them.
 */
final class SchemasLeftOutCheck implements Check {
    private static final String CONTENTS = """
            SELECT n.nspname AS schema, count(c.oid) AS tables, coalesce(sum(greatest(c.reltuples, 0)), 0)::bigint AS rows
            FROM pg_namespace n
            LEFT JOIN pg_class c ON c.relnamespace = n.oid AND c.relkind IN ('r', 'p') AND %s
            WHERE n.nspname = ANY (?) AND %s GROUP BY 1 ORDER BY 1
            """.formatted(Spotted.NOT_OF_EXTENSION, Catalog.USER_SCHEMAS);

    @Override
    public CheckName name() {
        return new CheckName(
                "schemas-left-out",
                Messages.text("check.schemas-left-out.what-the-scope-leaves-out"),
                CheckGroup.TABLES_AND_KEYS);
    }

    @Override
    public void run(MigrationContext context, Consumer<Finding> findings) {
        Scope scope = context.plan().scope();
        List<String> out = context.source().withReadOnlySession(session -> leftOut(session, scope));
        findings.accept(
                out.isEmpty()
                        ? Finding.passed(id(), Messages.text("check.schemas-left-out.the-scope-leaves-no-schema"))
                        : Finding.note(
                                        id(),
                                        Messages.plural("check.schemas-left-out.schemas-and-tables-of-the", out.size()),
                                        Messages.text("check.schemas-left-out.nothing-of-them-will-be"))
                                .withDetails(out));
    }

    private static List<String> leftOut(Session session, Scope scope) {
        List<String> lines = new ArrayList<>(session.query(
                CONTENTS,
                row -> Messages.text(
                        "check.schemas-left-out.schema-about",
                        row.text("schema"),
                        Messages.plural("count.table", row.number("tables")),
                        Messages.plural("count.row", row.number("rows"))),
                List.copyOf(scope.excludedSchemas())));
        new Catalog(session)
                .tables().stream()
                        .filter(table -> scope.includesSchema(table.name().schema()))
                        .filter(table -> !scope.includes(table.name()))
                        .forEach(table -> lines.add(Messages.plural(
                                "check.schemas-left-out.table-about-rows", table.estimatedRows(), table.name())));
        return lines;
    }
}
