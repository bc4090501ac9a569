package dev.planetfall.migration.check;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.CheckGroup;
import dev.planetfall.migration.CheckName;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.schema.ChosenReading;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Tables whose rows live on other servers, and the servers and logins behind them. Passwords are not read. */
final class ForeignTablesCheck implements Check {
    private static final String TABLES = """
            SELECT n.nspname AS schema, c.relname AS name, quote_ident(s.srvname) AS server
            FROM pg_foreign_table f JOIN pg_class c ON c.oid = f.ftrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_foreign_server s ON s.oid = f.ftserver WHERE %s AND %s ORDER BY 1, 2
            """.formatted(Catalog.USER_SCHEMAS, Spotted.NOT_OF_EXTENSION);

    private static final String SERVERS = """
            SELECT quote_ident(s.srvname) AS server, w.fdwname AS wrapper,
                   (SELECT string_agg(m.usename, ', ' ORDER BY m.usename) FROM pg_user_mappings m
                    WHERE m.srvid = s.oid) AS logins
            FROM pg_foreign_server s JOIN pg_foreign_data_wrapper w ON w.oid = s.srvfdw
            WHERE NOT EXISTS (SELECT FROM pg_depend x WHERE x.classid = 'pg_foreign_server'::regclass AND x.objid = s.oid
                              AND x.deptype = 'e')
            ORDER BY s.srvname
            """;

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
            List<Spotted> tables = Spotted.inScope(
                    session,
                    context.plan().scope(),
                    row -> Messages.text("check.foreign-tables.on-server", row.text("server")),
                    TABLES);
            List<String> servers = session.query(SERVERS, ForeignTablesCheck::server);
            return tables.isEmpty() && servers.isEmpty()
                    ? Finding.passed(id(), Messages.text("check.foreign-tables.the-source-reads-no-tables"))
                    : found(tables, servers, ChosenReading.carriesForeignTables(context));
        }));
    }

    private static String server(Row row) {
        String server = row.text("server");
        String wrapper = row.text("wrapper");
        return row.optionalText("logins")
                .map(logins ->
                        Messages.text("check.foreign-tables.server-of-login-mapped-for", server, wrapper, logins))
                .orElseGet(() -> Messages.text("check.foreign-tables.server-of", server, wrapper));
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
                        Messages.text(
                                carried
                                        ? "check.foreign-tables.after-the-schema-is-on"
                                        : "check.foreign-tables.if-the-application-needs-them"))
                .withDetails(details);
    }
}
