package dev.planetfall.migration.check;

import dev.planetfall.migration.Finding;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.ReplicationNames;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.Conninfo;
import dev.planetfall.postgres.DatabaseException;
import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.Session;
import dev.planetfall.postgres.SqlLiteral;
import dev.planetfall.postgres.SqlState;
import java.util.function.Consumer;

/**
 * Whether the target itself reaches the source: the rows flow from server to server, and a firewall may admit this computer
 * and not PlanetScale. A subscription that is rolled back tries it, and leaves nothing on either side.
 */
final class TargetReachesSourceCheck implements Check {
    @Override
    public String id() {
        return "target-reaches-source";
    }

    @Override
    public String title() {
        return "PlanetScale reaches the source";
    }

    @Override
    public void run(MigrationContext context, Consumer<Finding> findings) {
        try {
            context.target().useSession(session -> probe(context, session));
            findings.accept(Finding.passed(id(), "PlanetScale logged in to the source by itself."));
        } catch (DatabaseException e) {
            if (e.state().isConnectionLoss() && !e.state().equals(SqlState.CONNECTION_FAILURE)) {
                throw e;
            }
            findings.accept(judge(e));
        }
    }

    /** The publication does not exist yet, about which the server only warns. */
    private static void probe(MigrationContext context, Session target) {
        Identifier name = new Identifier(
                ReplicationNames.PREFIX + "probe_" + context.plan().id());
        String conninfo = Conninfo.forSubscription(context.plan().source(), name.name());
        target.hiding(context.plan().source().password());
        boolean refresh = new Catalog(target).publicationExists(name);
        target.rolledBack(() -> {
            target.execute("CREATE SUBSCRIPTION " + name.quoted() + " CONNECTION " + SqlLiteral.quote(conninfo)
                    + " PUBLICATION " + name.quoted()
                    + " WITH (create_slot = false, enabled = false, copy_data = false, slot_name = NONE)");
            return refresh;
        });
    }

    private Finding judge(DatabaseException refusal) {
        if (refusal.state().equals(SqlState.INSUFFICIENT_PRIVILEGE)) {
            return Finding.unknown(
                    id(),
                    "Whether PlanetScale reaches the source could not be tried: " + refusal.getMessage(),
                    "Give PlanetScale's role the right to subscribe, then check again.");
        }
        return Finding.blocker(
                id(),
                "PlanetScale could not log in to the source: " + refusal.getMessage(),
                "Let the source's firewall and IP allow-list admit PlanetScale, and use a host name that is known outside this"
                        + " computer's network.");
    }
}
