package dev.planetfall.migration.check;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.CheckGroup;
import dev.planetfall.migration.CheckName;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.MigrationContext;
import java.util.function.Consumer;

/**
 * A source that nobody writes to by default, as a cutover leaves it: the application may write elsewhere already. That a role of its
 * own is read-only, such as one for reports, is nothing to look at.
 *
 * @see <a href="https://www.postgresql.org/docs/current/runtime-config-client.html#GUC-DEFAULT-TRANSACTION-READ-ONLY">manual</a>
 */
final class ReadOnlySourceCheck implements Check {
    /** Whatever somebody wrote for it, the server takes it for a truth value. */
    private static final String STORED = """
            SELECT EXISTS (
                SELECT FROM pg_db_role_setting s CROSS JOIN unnest(s.setconfig) AS c (line)
                WHERE s.setdatabase IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))
                  AND s.setrole = 0 AND split_part(c.line, '=', 1) = 'default_transaction_read_only'
                  AND split_part(c.line, '=', 2)::boolean) AS closed,
                current_database() AS database
            """;

    @Override
    public CheckName name() {
        return new CheckName(
                "read-only-source",
                Messages.text("check.read-only-source.writes-to-the-source"),
                CheckGroup.REPLICATION_SETTINGS);
    }

    @Override
    public void run(MigrationContext context, Consumer<Finding> findings) {
        if (context.state().writesFrozen()) {
            findings.accept(Finding.passed(id(), Messages.text("check.read-only-source.stopped-by-this-migration")));
            return;
        }
        findings.accept(context.source()
                .withReadOnlySession(session -> session.queryOne(
                        STORED,
                        row -> row.flag("closed")
                                ? Finding.warning(
                                        id(),
                                        Messages.text(
                                                "check.read-only-source.is-read-only", row.identifier("database")),
                                        Messages.text("check.read-only-source.make-sure"))
                                : Finding.passed(id(), Messages.text("check.read-only-source.takes-writes")))));
    }
}
