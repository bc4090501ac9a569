package dev.planetfall.migration.check;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.CheckGroup;
import dev.planetfall.migration.CheckName;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.provider.Providers;
import dev.planetfall.postgres.ConnectionSettings;
import java.util.Optional;
import java.util.function.Consumer;

/** Whether both servers are in the same region. Judged by the addresses alone, and only where both tell. */
final class RegionCheck implements Check {
    @Override
    public CheckName name() {
        return new CheckName("region", Messages.text("check.region.region-of-both-servers"), CheckGroup.CONNECTION);
    }

    @Override
    public void run(MigrationContext context, Consumer<Finding> findings) {
        Optional<String> source = region(context.plan().source());
        Optional<String> target = region(context.plan().target());
        if (source.isEmpty() || target.isEmpty()) {
            findings.accept(Finding.note(id(), Messages.text("check.region.the-addresses-do-not-tell"), ""));
        } else if (plain(source.get()).equals(plain(target.get()))) {
            findings.accept(Finding.passed(id(), Messages.text("check.region.both-servers-are-in-the", source.get())));
        } else {
            findings.accept(Finding.note(
                    id(),
                    Messages.text("check.region.the-source-is-in-the", source.get(), target.get()),
                    Messages.text("check.region.the-copy-takes-longer-over")));
        }
    }

    private static Optional<String> region(ConnectionSettings settings) {
        return Providers.of(settings).region(settings);
    }

    /** PlanetScale writes {@code useast1} as well as {@code us-east-1}. */
    private static String plain(String region) {
        return region.replace("-", "");
    }
}
