package dev.planetfall.migration.check;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.CheckGroup;
import dev.planetfall.migration.CheckName;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.schema.ChosenReading;
import dev.planetfall.postgres.Catalog;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Tables whose rows live on other servers, and the servers and logins behind them. Passwords are not read. */
final class ForeignTablesCheck implements Check {
    private static final String TABLES = """
            SELECT n.nspname AS schema, c.relname AS name, 'on server ' || quote_ident(s.srvname) AS about
            FROM pg_foreign_table f JOIN pg_class c ON c.oid = f.ftrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_foreign_server s ON s.oid = f.ftserver WHERE %s AND %s ORDER BY 1, 2
            """.formatted(Catalog.USER_SCHEMAS, Spotted.NOT_OF_EXTENSION);

    private static final String SERVERS = """
            SELECT 'server ' || quote_ident(s.srvname) || ' of ' || w.fdwname || coalesce(', login mapped for '
                   || (SELECT string_agg(m.usename, ', ' ORDER BY m.usename) FROM pg_user_mappings m
                       WHERE m.srvid = s.oid), '') AS line
            FROM pg_foreign_server s JOIN pg_foreign_data_wrapper w ON w.oid = s.srvfdw
            WHERE NOT EXISTS (SELECT FROM pg_depend x WHERE x.classid = 'pg_foreign_server'::regclass AND x.objid = s.oid
                              AND x.deptype = 'e')
            ORDER BY s.srvname
            """;

    private static final String AFTER_DUMP = Messages.text("check.foreign-tables.after-the-schema-is-on");

    private static final String WITHOUT_DUMP = Messages.text("check.foreign-tables.if-the-application-needs-them");

    @Override
    public CheckName name() {
        return new CheckName(
                "foreign-tables",
                Messages.text("check.foreign-tables.tables-on-other-servers"),
                CheckGroup.TYPES_AND_FEATURES);
    }

    @Override
    public void run(MigrationContext context, Consumer<Finding> findings) {
        findings.accept(context.source().withReadOnlySession(session -> {
            List<Spotted> tables = Spotted.inScope(session, context.plan().scope(), TABLES);
            List<String> servers = session.query(SERVERS, row -> row.text("line"));
            return tables.isEmpty() && servers.isEmpty()
                    ? Finding.passed(id(), Messages.text("check.foreign-tables.the-source-reads-no-tables"))
                    : found(tables, servers, ChosenReading.carriesForeignTables(context));
        }));
    }

    private Finding found(List<Spotted> tables, List<String> servers, boolean carried) {
        List<String> details = new ArrayList<>(servers);
        details.addAll(Spotted.lines(tables));
        return Finding.warning(
                        id(),
                        Messages.text(
                                carried
                                        ? "check.foreign-tables.the-source-reads-of-planetscale"
                                        : "check.foreign-tables.the-source-reads-of-planetscale-gets",
                                Messages.plural("count.table", tables.size()),
                                Messages.plural("count.other-server", servers.size())),
                        carried ? AFTER_DUMP : WITHOUT_DUMP)
                .withDetails(details);
    }
}
