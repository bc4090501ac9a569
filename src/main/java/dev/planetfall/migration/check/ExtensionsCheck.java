package dev.planetfall.migration.check;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.CheckGroup;
import dev.planetfall.migration.CheckName;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.Listing;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.provider.Provider;
import dev.planetfall.migration.provider.Providers;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.Extension;
import dev.planetfall.postgres.Identifier;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Whether PlanetScale takes every extension of the source. Proved by making each as the schema copy would, in a transaction
 * that is rolled back: a list of available extensions names some that a managed host then refuses. What PlanetScale
 * publishes tells what to do about a refusal.
 */
final class ExtensionsCheck implements Check {
    @Override
    public CheckName name() {
        return new CheckName(
                "extensions", Messages.text("check.extensions.extensions-of-the-source-on"), CheckGroup.EXTENSIONS);
    }

    @Override
    public void run(MigrationContext context, Consumer<Finding> findings) {
        Provider provider = Providers.of(context.source());
        List<Extension> wanted = context.source().withReadOnlySession(session -> WantedExtensions.of(context, session));
        List<Identifier> platform =
                context.source().withReadOnlySession(session -> new Catalog(session).extensions()).stream()
                        .map(Extension::name)
                        .filter(provider.excludedExtensions()::contains)
                        .toList();
        if (!platform.isEmpty()) {
            findings.accept(Finding.note(
                    id(),
                    Messages.text(
                            "check.extensions.extensions-that-belong-to-are", provider.name(), Listing.of(platform)),
                    Messages.text("check.extensions.check-that-nothing-of-the")));
        }
        Map<Identifier, String> refused = refused(context, wanted);
        if (refused.isEmpty()) {
            findings.accept(passed(wanted));
        } else {
            Map<Identifier, List<String>> dependents = context.source()
                    .withReadOnlySession(session -> WantedExtensions.dependents(session, refused.keySet()));
            new RefusedExtensions(id(), wanted, refused, dependents).findings().forEach(findings);
        }
    }

    private Finding passed(List<Extension> wanted) {
        return Finding.passed(
                id(),
                wanted.isEmpty()
                        ? Messages.text("check.extensions.the-source-uses-no-extension")
                        : Messages.plural(
                                "check.extensions.planetscale-has-or-takes-extensions",
                                wanted.size(),
                                Listing.of(wanted.stream().map(Extension::name).toList())));
    }

    /** What the server said to each extension that it would not make. */
    private static Map<Identifier, String> refused(MigrationContext context, List<Extension> wanted) {
        return context.target().withSession(session -> {
            Set<Identifier> there = new Catalog(session)
                    .extensions().stream().map(Extension::name).collect(Collectors.toSet());
            Map<Identifier, String> refused = new TreeMap<>();
            for (Extension extension : wanted) {
                context.throwIfCancelled();
                if (!there.contains(extension.name())) {
                    ExtensionTrial.refusal(session, extension.name())
                            .ifPresent(said -> refused.put(extension.name(), said));
                }
            }
            return refused;
        });
    }
}
