package dev.planetfall.migration.check;

import dev.planetfall.language.Messages;
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
        return new CheckName("way-back", Messages.text("check.way-back.way-back-to-the-source"), CheckGroup.TARGET);
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
                    Messages.text("check.way-back.role-cannot-stop-the-writers", right.role(), right.reason()),
                    Messages.text("check.way-back.a-roll-back-would-be", right.advice())));
        }
        String limit = context.target()
                .withReadOnlySession(session -> new Catalog(session).setting("max_slot_wal_keep_size"))
                .orElse("-1");
        if (!limit.equals("-1")) {
            findings.accept(Finding.note(
                    id(),
                    Messages.text("check.way-back.planetscale-keeps-at-most-mb", limit),
                    Messages.text("check.way-back.if-the-source-cannot-be")));
        }
    }

    private Finding ofSource(Session session) {
        RoleFacts role = new Catalog(session).role();
        ServerVersion version = new Catalog(session).version();
        if (role.maySubscribe()) {
            return Finding.passed(id(), Messages.text("check.way-back.role-may-subscribe-on-the", role.name()));
        }
        Finding finding = Finding.note(
                id(),
                Messages.text("check.way-back.role-may-not-subscribe-on", role.name()),
                Messages.text(
                        version.isAtLeast(GRANTABLE)
                                ? "check.way-back.if-you-want-one-let"
                                : "check.way-back.before-version-16-only-a"));
        return version.isAtLeast(GRANTABLE)
                ? finding.withRemedy(new Remedy(
                                Side.SOURCE,
                                "GRANT pg_create_subscription TO " + role.name().quoted() + ";",
                                Messages.text("check.way-back.the-role-may-subscribe-to"),
                                "REVOKE pg_create_subscription FROM "
                                        + role.name().quoted() + ";")
                        .byAdministrator())
                : finding;
    }
}
