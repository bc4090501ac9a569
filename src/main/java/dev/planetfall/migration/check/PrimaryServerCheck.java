package dev.planetfall.migration.check;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.CheckGroup;
import dev.planetfall.migration.CheckName;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.Method;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Side;
import dev.planetfall.migration.provider.Providers;
import dev.planetfall.postgres.ConnectionSettings;
import dev.planetfall.postgres.Database;
import java.util.function.Consumer;

/**
 * Whether both addresses lead to primary servers. A replica can neither publish nor be written to, and an address for
 * reading may lead to one after any failover.
 *
 * @see <a href="https://www.postgresql.org/docs/current/functions-admin.html#FUNCTIONS-RECOVERY-INFO">pg_is_in_recovery</a>
 */
final class PrimaryServerCheck implements Check {
    @Override
    public CheckName name() {
        return new CheckName(
                "primary-server",
                Messages.text("check.primary-server.primary-servers-not-replicas"),
                CheckGroup.CONNECTION);
    }

    @Override
    public void run(MigrationContext context, Consumer<Finding> findings) {
        boolean source = report(context, Side.SOURCE, findings);
        boolean target = report(context, Side.TARGET, findings);
        if (!source && !target) {
            findings.accept(Finding.passed(id(), Messages.text("check.primary-server.both-servers-are-primaries")));
        }
    }

    private boolean report(MigrationContext context, Side side, Consumer<Finding> findings) {
        ConnectionSettings settings = context.plan().settings(side);
        if (Providers.of(settings).isForReading(settings)) {
            findings.accept(Finding.blocker(
                    id(),
                    Messages.text(
                            "check.primary-server.the-address-with-user-is",
                            side.label(),
                            settings.host(),
                            settings.user()),
                    advice(context.plan().method())));
            return true;
        }
        if (isReplica(context.database(side))) {
            findings.accept(Finding.blocker(
                    id(),
                    Messages.text("check.primary-server.the-address-leads-to-a", side.label(), settings.host()),
                    advice(context.plan().method())));
            return true;
        }
        return false;
    }

    private static String advice(Method method) {
        return Messages.text(
                method.replicates()
                        ? "check.primary-server.use-the-address-of-the"
                        : "check.primary-server.use-the-address-of-the-primary");
    }

    private static boolean isReplica(Database database) {
        return database.withReadOnlySession(session ->
                session.queryOne("SELECT pg_is_in_recovery() AS in_recovery", row -> row.flag("in_recovery")));
    }
}
