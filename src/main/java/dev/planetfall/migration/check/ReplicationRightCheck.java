package dev.planetfall.migration.check;

import dev.planetfall.migration.Finding;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Remedy;
import dev.planetfall.migration.Side;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.ConnectionFailedException;
import dev.planetfall.postgres.DatabaseException;
import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.RoleFacts;
import java.util.function.Consumer;

/**
 * Whether the source's role may replicate. The attribute is not inherited and providers have their own ways of granting it,
 * so the answer is a replication connection that is really opened.
 */
final class ReplicationRightCheck implements Check {
    @Override
    public String id() {
        return "replication-right";
    }

    @Override
    public String title() {
        return "The right to replicate from the source";
    }

    @Override
    public void run(MigrationContext context, Consumer<Finding> findings) {
        try {
            context.source()
                    .withReplicationSession(session -> session.query("IDENTIFY_SYSTEM", row -> row.text("systemid")));
            findings.accept(Finding.passed(id(), "The source's role opened a replication connection."));
        } catch (ConnectionFailedException refused) {
            findings.accept(refused(context, refused));
        } catch (DatabaseException refused) {
            findings.accept(refused(context, refused));
        }
    }

    private Finding refused(MigrationContext context, DatabaseException refusal) {
        RoleFacts role = context.source().withReadOnlySession(session -> new Catalog(session).role());
        if (role.mayReplicate()) {
            return Finding.unknown(
                    id(),
                    "The source's role has the right, but a replication connection failed: " + refusal.getMessage(),
                    "Check that the address is not a pooler and that the server admits replication connections from here.");
        }
        String sql = "ALTER ROLE " + new Identifier(role.name().name()).quoted() + " REPLICATION";
        return Finding.blocker(
                        id(),
                        "Role " + role.name() + " may not replicate from the source.",
                        "Let an administrator of the source grant it, or connect as a role that has it.")
                .withRemedy(new Remedy(
                        Side.SOURCE,
                        sql,
                        "The role may open replication connections.",
                        sql.replace("REPLICATION", "NOREPLICATION")));
    }
}
