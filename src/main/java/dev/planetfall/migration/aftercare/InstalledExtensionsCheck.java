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
import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.Session;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Which extensions PlanetScale has in an older version than it could, and which it lacks. */
final class InstalledExtensionsCheck implements Check {
    private static final String NAMES = "SELECT extname FROM pg_extension ORDER BY 1";

    private static final String BEHIND = """
            SELECT e.extname, e.extversion AS installed, a.default_version AS offered
            FROM pg_extension e JOIN pg_available_extensions a ON a.name = e.extname
            WHERE a.default_version <> e.extversion ORDER BY 1
            """;

    @Override
    public CheckName name() {
        return new CheckName(
                "installed-extensions",
                Messages.text("aftercare.installed-extensions-check.extensions-on-planetscale"),
                CheckGroup.AFTER_THE_MOVE);
    }

    @Override
    public void run(MigrationContext context, Consumer<Finding> findings) {
        List<Identifier> wanted = context.source().withReadOnlySession(InstalledExtensionsCheck::names);
        List<Identifier> there = context.target().withReadOnlySession(InstalledExtensionsCheck::names);
        List<Behind> behind = context.target()
                .withReadOnlySession(session -> session.query(
                        BEHIND,
                        row -> new Behind(row.identifier("extname"), row.text("installed"), row.text("offered"))));
        List<Identifier> missing =
                wanted.stream().filter(name -> !there.contains(name)).toList();
        if (!behind.isEmpty()) {
            findings.accept(behind(behind));
        }
        if (!missing.isEmpty()) {
            findings.accept(Finding.note(
                    id(),
                    Messages.plural(
                            "aftercare.installed-extensions-check.extensions-of-the-source-are",
                            missing.size(),
                            Listing.of(missing, missing.size())),
                    Messages.text("aftercare.installed-extensions-check.an-extension-of-the-sources")));
        }
        if (behind.isEmpty() && missing.isEmpty()) {
            findings.accept(Finding.passed(
                    id(), Messages.text("aftercare.installed-extensions-check.planetscale-has-every-extension-of")));
        }
    }

    private Finding behind(List<Behind> behind) {
        return Finding.note(
                        id(),
                        Messages.plural(
                                "aftercare.installed-extensions-check.extensions-on-planetscale-could-be",
                                behind.size(),
                                Listing.of(behind.stream().map(Behind::name).toList())),
                        Messages.text("aftercare.installed-extensions-check.read-what-changed-before-you"))
                .withDetails(behind.stream().map(Behind::line).toList())
                .withRemedy(new Remedy(
                        Side.TARGET,
                        behind.stream()
                                .map(each -> "ALTER EXTENSION " + each.name().quoted() + " UPDATE;")
                                .collect(Collectors.joining("\n")),
                        Messages.text("aftercare.installed-extensions-check.brings-each-to-the-version"),
                        ""));
    }

    private static List<Identifier> names(Session session) {
        return session.query(NAMES, row -> row.identifier("extname"));
    }

    private record Behind(Identifier name, String installed, String offered) {
        String line() {
            return Messages.text("aftercare.installed-extensions-check.offered", name, installed, offered);
        }
    }
}
