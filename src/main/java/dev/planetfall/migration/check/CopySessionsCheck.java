package dev.planetfall.migration.check;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.CheckGroup;
import dev.planetfall.migration.CheckName;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.Method;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.postgres.ConnectionFailedException;
import dev.planetfall.postgres.Database;
import dev.planetfall.postgres.DatabaseException;
import dev.planetfall.postgres.SqlLiteral;
import java.util.function.Consumer;

/**
 * What a copy through this computer needs of the servers: the source shows several sessions the same moment, tried with two of them,
 * and the role of PlanetScale may keep an account of the copy there.
 *
 * @see <a href="https://www.postgresql.org/docs/current/functions-admin.html#FUNCTIONS-SNAPSHOT-SYNCHRONIZATION">Snapshot
 *     synchronization</a>
 */
final class CopySessionsCheck implements Check {
    @Override
    public CheckName name() {
        return new CheckName(
                "copy-sessions",
                Messages.text("check.copy-sessions.sessions-that-copy-through-this"),
                CheckGroup.PERMISSIONS);
    }

    @Override
    public boolean concerns(Method method) {
        return method.copiesThroughThisComputer();
    }

    @Override
    public void run(MigrationContext context, Consumer<Finding> findings) {
        findings.accept(moment(context.source()));
        context.target().withReadOnlySession(session -> {
            boolean may = session.queryOne(
                    "SELECT has_database_privilege(current_database(), 'CREATE') AS may", row -> row.flag("may"));
            if (!may) {
                findings.accept(Finding.blocker(
                        id(),
                        Messages.text("check.copy-sessions.the-role-of-planetscale-may"),
                        Messages.text("check.copy-sessions.connect-as-planetscales-default-role")));
            }
            return true;
        });
    }

    private Finding moment(Database source) {
        try {
            source.useSession(first -> {
                first.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
                String name = first.queryOne("SELECT pg_export_snapshot() AS name", row -> row.text("name"));
                source.useSession(second -> {
                    second.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
                    second.execute("SET TRANSACTION SNAPSHOT " + SqlLiteral.quote(name));
                    second.execute("ROLLBACK");
                });
                first.execute("ROLLBACK");
            });
            return Finding.passed(id(), Messages.text("check.copy-sessions.the-source-shows-several-sessions"));
        } catch (ConnectionFailedException e) {
            throw e;
        } catch (DatabaseException e) {
            return Finding.blocker(
                    id(),
                    Messages.text("check.copy-sessions.the-source-does-not-show", e.getMessage()),
                    Messages.text("check.copy-sessions.a-copy-through-this-computer"));
        }
    }
}
