package dev.planetfall.migration.check;

import dev.planetfall.language.Messages;
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
        return new CheckName(
                "provider-limits", Messages.text("check.provider-limits.what-the-host-of-the"), CheckGroup.CONNECTION);
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
                            Messages.text("check.provider-limits.the-source-cannot-be-migrated", instead.get(0)),
                            provider.keepsRowsInTables()
                                    ? Messages.text(
                                            "check.provider-limits.the-method-does-the-latter",
                                            String.join(" ", instead.subList(1, instead.size())),
                                            Method.DUMP_AND_RESTORE.title())
                                    : String.join(" ", instead.subList(1, instead.size())) + "")
                    .withDetails(provider.limits());
        }
        List<String> limits = limits(provider, method);
        return limits.isEmpty()
                ? Finding.note(
                        id(), Messages.text("check.provider-limits.no-limits-of-the-sources", provider.name()), "")
                : Finding.note(
                                id(),
                                Messages.text("check.provider-limits.the-source-is-hosted-by", provider.name()),
                                Messages.text("check.provider-limits.read-the-list-before-the"))
                        .withDetails(limits);
    }

    private static List<String> limits(Provider provider, Method method) {
        return method.replicates()
                ? Stream.concat(provider.limits().stream(), provider.limitsOfReplication().stream())
                        .toList()
                : provider.limits();
    }
}
