package dev.planetfall.migration.check;

import dev.planetfall.migration.CheckGroup;
import dev.planetfall.migration.CheckName;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Remedy;
import dev.planetfall.migration.Side;
import dev.planetfall.migration.freeze.FreezeRight;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.RoleFacts;
import dev.planetfall.postgres.ServerVersion;
import dev.planetfall.postgres.Session;
import java.util.function.Consumer;

/**
 * Whether the source may subscribe to PlanetScale after the cutover, so that rolling back loses nothing, and how much PlanetScale keeps
 * for it meanwhile. The move itself needs neither; the Cut over page tries it out.
 *
 * @see <a href="https://www.postgresql.org/docs/current/logical-replication-security.html">Who may subscribe</a>
 */
final class WayBackCheck implements ReplicationCheck {
    private static final int GRANTABLE = 16;

    @Override
    public CheckName name() {
        return new CheckName("way-back", "Way back to the source", CheckGroup.TARGET);
    }

    @Override
    public void run(MigrationContext context, Consumer<Finding> findings) {
        context.source().withReadOnlySession(session -> {
            findings.accept(ofSource(session));
            return true;
        });
        FreezeRight right = context.target().withReadOnlySession(FreezeRight::of);
        if (!right.leavesReplication()) {
            findings.accept(Finding.note(
                    id(),
                    "Role " + right.role() + " cannot stop the writers of PlanetScale for a way back: " + right.reason()
                            + ".",
                    "A roll back would be refused. " + right.advice()));
        }
        String limit = context.target()
                .withReadOnlySession(session -> new Catalog(session).setting("max_slot_wal_keep_size"))
                .orElse("-1");
        if (!limit.equals("-1")) {
            findings.accept(Finding.note(
                    id(),
                    "PlanetScale keeps at most " + limit + " MB of log for the way back (max_slot_wal_keep_size).",
                    "If the source cannot be reached for so long that more is written, the way back is lost. Raise it in the"
                            + " PlanetScale dashboard under Clusters, Parameters, if that could happen."));
        }
    }

    private Finding ofSource(Session session) {
        RoleFacts role = new Catalog(session).role();
        ServerVersion version = new Catalog(session).version();
        if (role.maySubscribe()) {
            return Finding.passed(
                    id(), "Role " + role.name() + " may subscribe on the source, so there can be a way back.");
        }
        Finding finding = Finding.note(
                id(),
                "Role " + role.name()
                        + " may not subscribe on the source, so there may be no way back without loss after the cutover.",
                version.isAtLeast(GRANTABLE)
                        ? "If you want one, let an administrator of the source run the statement below."
                        : "Before version 16 only a superuser may, or the role that the provider made for it. The Cut over page tries"
                                + " it; without it, decide beforehand until when you would go back and write off what was written"
                                + " since.");
        return version.isAtLeast(GRANTABLE)
                ? finding.withRemedy(new Remedy(
                                Side.SOURCE,
                                "GRANT pg_create_subscription TO " + role.name().quoted() + ";",
                                "The role may subscribe to other servers from then on.",
                                "REVOKE pg_create_subscription FROM "
                                        + role.name().quoted() + ";")
                        .byAdministrator())
                : finding;
    }
}
