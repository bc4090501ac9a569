package dev.planetfall.migration.check;

import dev.planetfall.migration.CheckGroup;
import dev.planetfall.migration.CheckName;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Side;
import dev.planetfall.migration.provider.Provider;
import dev.planetfall.migration.provider.Providers;
import dev.planetfall.postgres.ConnectionSettings;
import dev.planetfall.postgres.Database;
import dev.planetfall.postgres.DatabaseException;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Whether both addresses lead to the servers themselves. Judged by the address, and where nobody knows that, by whose server
 * answers there.
 */
final class PoolerHostCheck implements Check {
    @Override
    public CheckName name() {
        return new CheckName("pooler-host", "Direct addresses", CheckGroup.CONNECTION);
    }

    @Override
    public void run(MigrationContext context, Consumer<Finding> findings) {
        boolean sourcePooled = report(context, Side.SOURCE, findings);
        boolean targetPooled = report(context, Side.TARGET, findings);
        if (!sourcePooled && !targetPooled) {
            findings.accept(Finding.passed(id(), "Neither address looks like a connection pooler's."));
        }
    }

    private boolean report(MigrationContext context, Side side, Consumer<Finding> findings) {
        ConnectionSettings settings = context.plan().settings(side);
        Provider provider = provider(context.database(side));
        if (!provider.isPooled(settings)) {
            return false;
        }
        Optional<ConnectionSettings> direct = provider.direct(settings);
        String place = settings.host() + " port " + settings.port();
        findings.accept(
                direct.isPresent()
                        ? Finding.blocker(
                                id(),
                                "The " + side.label() + " address " + place + " is a connection pooler of "
                                        + provider.name() + ", " + harm(context) + ".",
                                "Use " + direct.get().host() + " port "
                                        + direct.get().port() + " with user "
                                        + direct.get().user() + " instead.")
                        : Finding.warning(
                                id(),
                                "The " + side.label() + " address " + place + " looks like a connection pooler's.",
                                (context.plan().method().replicates()
                                                ? "No replication passes through a pooler"
                                                : "A pooler may change the session in the middle of a copy")
                                        + ": use the address of the server itself, unless this is it."));
        return true;
    }

    private static String harm(MigrationContext context) {
        return context.plan().method().replicates()
                ? "through which no replication passes"
                : "which may change the session in the middle of a copy";
    }

    /**
     * In a plain session, as a pooler refuses one with options. The address tells, too: of a
     * pooler of one's own before somebody's server, and where nobody answers.
     */
    private static Provider provider(Database database) {
        ConnectionSettings settings = database.settings();
        try {
            Provider found = Providers.of(settings, database.withSession(Providers::marks));
            return found.isPooled(settings) ? found : Providers.of(settings);
        } catch (DatabaseException e) {
            return Providers.of(settings);
        }
    }
}
