package dev.planetfall.migration.check;

import dev.planetfall.migration.Finding;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Quantities;
import dev.planetfall.migration.provider.Providers;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.DatabaseException;
import dev.planetfall.postgres.Extension;
import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Whether the target takes every extension of the source. A list of what is available can name extensions that are not
 * allowed, so each is really created and rolled back.
 */
final class ExtensionsCheck implements Check {
    private static final Identifier ALWAYS_THERE = new Identifier("plpgsql");

    @Override
    public String id() {
        return "extensions";
    }

    @Override
    public String title() {
        return "Extensions on PlanetScale";
    }

    @Override
    public void run(MigrationContext context, Consumer<Finding> findings) {
        Set<Identifier> ofTheProvider = Providers.of(context.plan().source()).excludedExtensions();
        List<Extension> wanted =
                context.source().withReadOnlySession(session -> new Catalog(session).extensions()).stream()
                        .filter(extension -> !extension.name().equals(ALWAYS_THERE))
                        .filter(extension -> !ofTheProvider.contains(extension.name()))
                        .toList();
        findings.accept(context.target().withSession(session -> judge(session, wanted)));
    }

    private Finding judge(Session target, List<Extension> wanted) {
        Set<Identifier> installed =
                new Catalog(target).extensions().stream().map(Extension::name).collect(Collectors.toSet());
        List<String> refused = new ArrayList<>();
        for (Extension extension : wanted) {
            if (!installed.contains(extension.name())) {
                refusal(target, extension).ifPresent(reason -> refused.add(extension.name() + ": " + reason));
            }
        }
        if (refused.isEmpty()) {
            return Finding.passed(
                    id(),
                    wanted.isEmpty()
                            ? "The source uses no extensions."
                            : "PlanetScale takes " + Quantities.count(wanted.size(), "extension") + " of the source: "
                                    + wanted.stream()
                                            .map(extension -> extension.name().name())
                                            .collect(Collectors.joining(", "))
                                    + ".");
        }
        return Finding.blocker(
                        id(),
                        "PlanetScale did not take " + Quantities.count(refused.size(), "extension") + " of the source.",
                        "Enable them in PlanetScale's dashboard under Cluster configuration, Extensions, or leave out what needs"
                                + " them.")
                .withDetails(refused);
    }

    private static Optional<String> refusal(Session target, Extension extension) {
        try {
            target.rolledBack(() -> {
                target.execute("CREATE EXTENSION " + extension.name().quoted() + " CASCADE");
                return true;
            });
            return Optional.empty();
        } catch (DatabaseException e) {
            if (e.state().isConnectionLoss()) {
                throw e;
            }
            return Optional.of(e.getMessage());
        }
    }
}
