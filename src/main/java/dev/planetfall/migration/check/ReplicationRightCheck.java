package dev.planetfall.migration.check;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.CheckGroup;
import dev.planetfall.migration.CheckName;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Remedy;
import dev.planetfall.migration.Side;
import dev.planetfall.postgres.ConnectionFailedException;
import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.SqlState;
import java.util.function.Consumer;

/**
 * Whether the source lets this role replicate. Asked by really opening a replication session, as PlanetScale will: an
 * attribute in a catalog says nothing of hosts that have rules of their own.
 *
 * @see <a href="https://www.postgresql.org/docs/current/protocol-replication.html">IDENTIFY_SYSTEM</a>
 */
final class ReplicationRightCheck implements ReplicationCheck {
    /** Amazon's role that stands for the attribute, which nobody but Amazon may give. */
    private static final Identifier AMAZONS_ROLE = new Identifier("rds_replication");

    @Override
    public CheckName name() {
        return new CheckName(
                "replication-right",
                Messages.text("check.replication-right.right-to-replicate-from-the"),
                CheckGroup.PERMISSIONS);
    }

    @Override
    public void run(MigrationContext context, Consumer<Finding> findings) {
        String user = context.plan().source().user();
        try {
            context.source()
                    .withReplicationSession(
                            session -> session.queryOne("IDENTIFY_SYSTEM", row -> row.text("systemid")));
            findings.accept(
                    Finding.passed(id(), Messages.text("check.replication-right.role-may-replicate-from-the", user)));
        } catch (ConnectionFailedException e) {
            if (!e.state().equals(SqlState.INSUFFICIENT_PRIVILEGE)) {
                throw e;
            }
            findings.accept(missingRight(context, user));
        }
    }

    private Finding missingRight(MigrationContext context, String user) {
        Finding finding = Finding.blocker(
                id(),
                Messages.text("check.replication-right.role-may-not-replicate-from", user),
                Messages.text("check.replication-right.let-an-administrator-of-the"));
        Identifier role = new Identifier(user);
        boolean onAmazon = context.source()
                .withReadOnlySession(session -> session.queryOne(
                        "SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = ?) AS found",
                        row -> row.flag("found"),
                        AMAZONS_ROLE));
        String right = onAmazon ? "GRANT " + AMAZONS_ROLE.quoted() + " TO " + role.quoted() : replication(role, "");
        String back = onAmazon ? "REVOKE " + AMAZONS_ROLE.quoted() + " FROM " + role.quoted() : replication(role, "NO");
        return finding.withRemedy(new Remedy(
                Side.SOURCE,
                right + ";",
                Messages.text("check.replication-right.only-an-administrator-of-the"),
                back + ";"));
    }

    private static String replication(Identifier role, String no) {
        return "ALTER ROLE " + role.quoted() + " " + no + "REPLICATION";
    }
}
