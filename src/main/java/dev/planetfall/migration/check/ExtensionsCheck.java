package dev.planetfall.migration.check;

import dev.planetfall.migration.CheckGroup;
import dev.planetfall.migration.CheckName;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Quantities;
import dev.planetfall.migration.provider.Provider;
import dev.planetfall.migration.provider.Providers;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.DatabaseException;
import dev.planetfall.postgres.Extension;
import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Whether PlanetScale takes every extension of the source. Proved by making each in a transaction that is rolled back: a
 * list of available extensions names some that a managed host then refuses.
 */
final class ExtensionsCheck implements Check {
    /** Part of every database. */
    private static final Identifier BUILT_IN = new Identifier("plpgsql");

    @Override
    public CheckName name() {
        return new CheckName("extensions", "Extensions of the source on PlanetScale", CheckGroup.EXTENSIONS);
    }

    @Override
    public void run(MigrationContext context, Consumer<Finding> findings) {
        Provider provider = Providers.of(context.plan().source());
        List<Identifier> wanted = new ArrayList<>(
                installed(context.source().withReadOnlySession(session -> new Catalog(session).extensions())));
        wanted.remove(BUILT_IN);
        List<Identifier> platform =
                wanted.stream().filter(provider.excludedExtensions()::contains).toList();
        wanted.removeAll(platform);
        if (!platform.isEmpty()) {
            findings.accept(Finding.note(
                    id(),
                    "Extensions that belong to " + provider.name() + " are not asked for: " + Listing.of(platform)
                            + ".",
                    "Check that nothing of the application needs them."));
        }
        findings.accept(judge(wanted, refused(context, wanted)));
    }

    private Finding judge(List<Identifier> wanted, Map<Identifier, String> refused) {
        if (wanted.isEmpty()) {
            return Finding.passed(id(), "The source uses no extension that PlanetScale would need.");
        }
        if (refused.isEmpty()) {
            return Finding.passed(
                    id(),
                    "PlanetScale has or takes " + Quantities.count(wanted.size(), "extension") + " of the source: "
                            + Listing.of(wanted) + ".");
        }
        return Finding.blocker(
                        id(),
                        "PlanetScale refuses " + Quantities.count(refused.size(), "extension") + " of the source: "
                                + Listing.of(refused.keySet()) + ".",
                        "Enable each in the PlanetScale dashboard under Extensions; where it is not offered, stop using it"
                                + " on the source and drop it there.")
                .withDetails(refused.entrySet().stream()
                        .map(entry -> entry.getKey() + ": " + entry.getValue())
                        .toList());
    }

    /** What the server said to each extension that it would not make. */
    private static Map<Identifier, String> refused(MigrationContext context, List<Identifier> wanted) {
        return context.target().withSession(session -> {
            Set<Identifier> there = Set.copyOf(installed(new Catalog(session).extensions()));
            Map<Identifier, String> refused = new TreeMap<>();
            for (Identifier extension : wanted) {
                context.throwIfCancelled();
                if (!there.contains(extension)) {
                    refusal(session, extension).ifPresent(said -> refused.put(extension, said));
                }
            }
            return refused;
        });
    }

    private static Optional<String> refusal(Session session, Identifier extension) {
        try {
            return session.rolledBack(() -> {
                session.execute("SET LOCAL lock_timeout = '5s'");
                session.execute("CREATE EXTENSION " + extension.quoted() + " CASCADE");
                return Optional.empty();
            });
        } catch (DatabaseException e) {
            if (e.state().isConnectionLoss()) {
                throw e;
            }
            return Optional.of(e.getMessage().lines().findFirst().orElse(""));
        }
    }

    private static List<Identifier> installed(List<Extension> extensions) {
        return extensions.stream().map(Extension::name).collect(Collectors.toList());
    }
}
