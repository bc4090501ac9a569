package dev.planetfall.migration.aftercare;

import dev.planetfall.migration.CheckGroup;
import dev.planetfall.migration.CheckName;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.Listing;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Quantities;
import dev.planetfall.migration.Remedy;
import dev.planetfall.migration.Scope;
import dev.planetfall.migration.Side;
import dev.planetfall.migration.check.Check;
import dev.planetfall.postgres.QualifiedName;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Whether materialized views are filled on PlanetScale as they were on the source, and since when. */
final class FilledViewsCheck implements Check {
    private static final String VIEWS = """
            SELECT n.nspname AS schema, c.relname AS relation, c.relname AS name,
                   CASE WHEN c.relispopulated THEN 'filled' ELSE 'empty' END AS about
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'm' AND %s ORDER BY 1, 2
            """.formatted(Held.OF_PEOPLE);

    @Override
    public CheckName name() {
        return new CheckName("filled-views", "Materialized views on PlanetScale", CheckGroup.AFTER_THE_MOVE);
    }

    @Override
    public void run(MigrationContext context, Consumer<Finding> findings) {
        Scope scope = context.plan().scope();
        Set<QualifiedName> wanted =
                context.source().withReadOnlySession(session -> Held.inScope(session, scope, VIEWS)).stream()
                        .filter(view -> view.about().equals("filled"))
                        .map(Held::name)
                        .collect(Collectors.toSet());
        List<Held> there = context.target().withReadOnlySession(session -> Held.inScope(session, scope, VIEWS));
        List<Held> empty = there.stream()
                .filter(view -> view.about().equals("empty") && wanted.contains(view.name()))
                .toList();
        if (there.isEmpty()) {
            findings.accept(Finding.passed(id(), "PlanetScale has no materialized view in scope."));
        } else {
            findings.accept((empty.isEmpty() ? filled(there) : empty(empty))
                    .withDetails(there.stream().map(view -> line(context, view)).toList()));
        }
    }

    private Finding filled(List<Held> views) {
        return Finding.note(
                id(),
                Quantities.count(views.size(), "materialized view") + (views.size() == 1 ? " is" : " are")
                        + " on PlanetScale as on the source.",
                "PostgreSQL never refreshes them by itself: let the job that did it on the source do it on PlanetScale from"
                        + " now on.");
    }

    private Finding empty(List<Held> views) {
        return Finding.warning(
                        id(),
                        Quantities.count(views.size(), "materialized view")
                                + " cannot be read on PlanetScale, because "
                                + (views.size() == 1 ? "it is" : "they are") + " empty there: "
                                + Listing.of(views.stream().map(Held::name).toList()) + ".",
                        "Refresh each on PlanetScale, and let the job that did it on the source do it there from now on.")
                .withRemedy(new Remedy(
                        Side.TARGET,
                        views.stream()
                                .map(view -> "REFRESH MATERIALIZED VIEW "
                                        + view.name().quoted() + ";")
                                .collect(Collectors.joining("\n")),
                        "Computes the rows of each view. Nobody can read a view meanwhile.",
                        ""));
    }

    private static String line(MigrationContext context, Held view) {
        return view.name() + ": " + view.about()
                + context.state().views().stream()
                        .filter(refresh -> refresh.view().equals(view.name()))
                        .findFirst()
                        .map(refresh -> refresh.failed()
                                ? ", could not be refreshed during the migration: " + refresh.problem()
                                : ", refreshed during the migration in " + Quantities.duration(refresh.took()))
                        .orElse("");
    }
}
