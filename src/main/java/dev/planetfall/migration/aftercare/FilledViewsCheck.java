package dev.planetfall.migration.aftercare;

import dev.planetfall.language.Messages;
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
        return new CheckName(
                "filled-views",
                Messages.text("aftercare.filled-views-check.materialized-views-on-planetscale"),
                CheckGroup.AFTER_THE_MOVE);
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
            findings.accept(Finding.passed(
                    id(), Messages.text("aftercare.filled-views-check.planetscale-has-no-materialized-view")));
        } else {
            findings.accept((empty.isEmpty() ? filled(there) : empty(empty))
                    .withDetails(there.stream().map(view -> line(context, view)).toList()));
        }
    }

    private Finding filled(List<Held> views) {
        return Finding.note(
                id(),
                Messages.plural("aftercare.filled-views-check.materialized-views-are-on-planetscale", views.size()),
                Messages.text("aftercare.filled-views-check.postgresql-never-refreshes-them-by"));
    }

    private Finding empty(List<Held> views) {
        return Finding.warning(
                        id(),
                        Messages.plural(
                                "aftercare.filled-views-check.materialized-views-cannot-be-read",
                                views.size(),
                                Listing.of(views.stream().map(Held::name).toList())),
                        Messages.text("aftercare.filled-views-check.refresh-each-on-planetscale-and"))
                .withRemedy(new Remedy(
                        Side.TARGET,
                        views.stream()
                                .map(view -> "REFRESH MATERIALIZED VIEW "
                                        + view.name().quoted() + ";")
                                .collect(Collectors.joining("\n")),
                        Messages.text("aftercare.filled-views-check.computes-the-rows-of-each"),
                        ""));
    }

    private static String line(MigrationContext context, Held view) {
        String filled = Messages.text(
                view.about().equals("filled")
                        ? "aftercare.filled-views-check.filled"
                        : "aftercare.filled-views-check.empty");
        return view.name() + ": " + filled
                + context.state().views().stream()
                        .filter(refresh -> refresh.view().equals(view.name()))
                        .findFirst()
                        .map(refresh -> refresh.failed()
                                ? Messages.text(
                                        "aftercare.filled-views-check.could-not-be-refreshed-during", refresh.problem())
                                : Messages.text(
                                        "aftercare.filled-views-check.refreshed-during-the-migration-in",
                                        Quantities.duration(refresh.took())))
                        .orElse("");
    }
}
