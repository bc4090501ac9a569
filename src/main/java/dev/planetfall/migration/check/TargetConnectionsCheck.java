package dev.planetfall.migration.check;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.CheckGroup;
import dev.planetfall.migration.CheckName;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Quantities;
import dev.planetfall.postgres.Database;
import java.util.function.Consumer;

/**
 * Whether PlanetScale takes as many connections at once as the application has open at the source.
 *
 * @see <a href="https://planetscale.com/docs/postgres/connecting">Direct and pooled connections</a>
 */
final class TargetConnectionsCheck implements Check {
    /** Those that the server keeps for itself are not for an application. */
    private static final String LIMIT = """
            SELECT sum(CASE name WHEN 'max_connections' THEN setting::bigint ELSE -setting::bigint END)::bigint AS number
            FROM pg_settings WHERE name IN ('max_connections', 'superuser_reserved_connections', 'reserved_connections')
            """;

    /**
     * The server hides from an ordinary role what kind of session others' are, so those that replicate are taken away, and
     * the server's own, which belong to no role.
     */
    private static final String IN_USE = """
            SELECT count(*) AS number FROM pg_stat_activity
            WHERE datname = current_database() AND usesysid IS NOT NULL
              AND pid <> pg_backend_pid() AND application_name <> ?
              AND coalesce(backend_type, 'client backend') = 'client backend'
              AND pid NOT IN (SELECT pid FROM pg_stat_replication)
            """;

    @Override
    public CheckName name() {
        return new CheckName(
                "target-connections",
                Messages.text("check.target-connections.connections-that-planetscale-takes"),
                CheckGroup.CAPACITY);
    }

    @Override
    public void run(MigrationContext context, Consumer<Finding> findings) {
        long used = number(context.source(), IN_USE, Database.APPLICATION_NAME);
        long taken = number(context.target(), LIMIT);
        findings.accept(
                used <= taken
                        ? Finding.passed(
                                id(),
                                Messages.plural(
                                        "check.target-connections.planetscale-takes-direct-connections-at",
                                        taken,
                                        Quantities.count(used)))
                        : Finding.warning(
                                id(),
                                Messages.text(
                                        "check.target-connections.applications-have-open-at-the",
                                        Messages.plural("count.connection", used),
                                        Messages.plural("count.direct-connection", taken)),
                                Messages.text("check.target-connections.let-the-application-use-port")));
    }

    private static long number(Database database, String query, Object... parameters) {
        return database.withReadOnlySession(
                session -> session.queryOne(query, row -> row.number("number"), parameters));
    }
}
