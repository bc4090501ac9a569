package dev.planetfall.migration.check;

import dev.planetfall.migration.CheckGroup;
import dev.planetfall.migration.CheckName;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.Method;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.provider.Provider;
import dev.planetfall.migration.provider.Providers;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What is known of whoever hosts the source, and that no question to the server would answer. */
final class ProviderLimitsCheck implements Check {
    @Override
    public CheckName name() {
        return new CheckName("provider-limits", "What the host of the source allows", CheckGroup.CONNECTION);
    }

    @Override
    public void run(MigrationContext context, Consumer<Finding> findings) {
        findings.accept(judge(Providers.of(context.source()), context.plan().method()));
    }

    Finding judge(Provider provider, Method method) {
        List<String> instead = provider.insteadOfReplication();
        if (!instead.isEmpty() && (method.replicates() || !provider.keepsRowsInTables())) {
            return Finding.blocker(
                            id(),
                            "The source cannot be migrated while it is in use. " + instead.get(0),
                            String.join(" ", instead.subList(1, instead.size()))
                                    + (provider.keepsRowsInTables()
                                            ? " The method \"" + Method.DUMP_AND_RESTORE.title() + "\" does the latter."
                                            : ""))
                    .withDetails(provider.limits());
        }
        List<String> limits = limits(provider, method);
        return limits.isEmpty()
                ? Finding.passed(id(), "No limits of the source's host, " + provider.name() + ", are known.")
                : Finding.note(
                                id(),
                                "The source is hosted by " + provider.name()
                                        + ", of which a migration has to know the following.",
                                "Read the list before the copy begins.")
                        .withDetails(limits);
    }

    private static List<String> limits(Provider provider, Method method) {
        return method.replicates()
                ? Stream.concat(provider.limits().stream(), provider.limitsOfReplication().stream())
                        .toList()
                : provider.limits();
    }
}
