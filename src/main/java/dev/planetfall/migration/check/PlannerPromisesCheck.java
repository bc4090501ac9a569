package dev.planetfall.migration.check;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.CheckGroup;
import dev.planetfall.migration.CheckName;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.Listing;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.Session;
import java.util.List;
import java.util.function.Consumer;

/** Functions that promise the planner what only a superuser may declare. They are made without the promise. */
final class PlannerPromisesCheck implements Check {
    private static final String FUNCTIONS = """
            SELECT n.nspname AS schema, p.proname AS name,
                   concat_ws(', ', CASE WHEN p.proleakproof THEN 'LEAKPROOF' END, %s) AS about
            FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
            WHERE (p.proleakproof OR %s) AND %s
              AND NOT EXISTS (SELECT FROM pg_depend x WHERE x.classid = 'pg_proc'::regclass AND x.objid = p.oid
                              AND x.deptype IN ('e', 'i'))
            ORDER BY 1, 2
            """;

    @Override
    public CheckName name() {
        return new CheckName(
                "planner-promises",
                Messages.text("check.planner-promises.promises-to-the-query-planner"),
                CheckGroup.TYPES_AND_FEATURES);
    }

    @Override
    public void run(MigrationContext context, Consumer<Finding> findings) {
        List<Spotted> functions = context.source()
                .withReadOnlySession(
                        session -> Spotted.inScope(session, context.plan().scope(), query(session)));
        boolean mayPromise = context.target()
                .withReadOnlySession(session -> new Catalog(session).role())
                .superuser();
        findings.accept(
                functions.isEmpty() || mayPromise
                        ? Finding.passed(id(), Messages.text("check.planner-promises.no-function-promises-the-planner"))
                        : Finding.note(
                                        id(),
                                        Messages.plural(
                                                "check.planner-promises.functions-lose-leakproof-or-support",
                                                functions.size(),
                                                Listing.of(Spotted.names(functions))),
                                        Messages.text("check.planner-promises.they-return-the-same-as"))
                                .withDetails(Spotted.lines(functions)));
    }

    private static String query(Session session) {
        boolean supports = new Catalog(session).version().isAtLeast(12);
        return FUNCTIONS.formatted(
                supports ? "'SUPPORT ' || nullif(p.prosupport::oid, 0)::regproc" : "NULL",
                supports ? "p.prosupport::oid <> 0" : "false",
                Catalog.USER_SCHEMAS);
    }
}
