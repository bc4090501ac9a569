package dev.planetfall.migration.check;

import dev.planetfall.language.Messages;
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
        return new CheckName("pooler-host", Messages.text("check.pooler-host.direct-addresses"), CheckGroup.CONNECTION);
    }

    @Override
    public void run(MigrationContext context, Consumer<Finding> findings) {
        boolean sourcePooled = report(context, Side.SOURCE, findings);
        boolean targetPooled = report(context, Side.TARGET, findings);
        if (!sourcePooled && !targetPooled) {
            findings.accept(Finding.passed(id(), Messages.text("check.pooler-host.neither-address-looks-like-a")));
        }
    }

    private boolean report(MigrationContext context, Side side, Consumer<Finding> findings) {
        ConnectionSettings settings = context.plan().settings(side);
        Provider provider = provider(context.database(side));
        if (!provider.isPooled(settings)) {
            return false;
        }
        Optional<ConnectionSettings> direct = provider.direct(settings);
        String place = Messages.text("check.pooler-host.port", settings.host(), settings.port());
        findings.accept(
                direct.isPresent()
                        ? Finding.blocker(
                                id(),
                                Messages.text(
                                        "check.pooler-host.the-address-is-a-connection",
                                        side.label(),
                                        place,
                                        provider.name(),
                                        harm(context)),
                                Messages.text(
                                        "check.pooler-host.use-port-with-user-instead",
                                        direct.get().host(),
                                        direct.get().port(),
                                        direct.get().user()))
                        : Finding.warning(
                                id(),
                                Messages.text("check.pooler-host.the-address-looks-like-a", side.label(), place),
                                Messages.text(
                                        context.plan().method().replicates()
                                                ? "check.pooler-host.no-replication-passes-through-a"
                                                : "check.pooler-host.a-pooler-may-change-the")));
        return true;
    }

    private static String harm(MigrationContext context) {
        return Messages.text(
                context.plan().method().replicates()
                        ? "check.pooler-host.through-which-no-replication-passes"
                        : "check.pooler-host.which-may-change-the-session");
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
