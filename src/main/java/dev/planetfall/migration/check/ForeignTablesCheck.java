package dev.planetfall.migration.check;

import dev.planetfall.migration.CheckGroup;
import dev.planetfall.migration.CheckName;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Quantities;
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

    private static final String AFTER_DUMP =
            "After the schema is on PlanetScale, make each login anew with CREATE USER MAPPING, and let the other"
                    + " servers admit PlanetScale's addresses. Until then a query of these tables fails.";

    private static final String WITHOUT_DUMP =
            "If the application needs them, install a pg_dump that is no older than the source and let the Schema page use"
                    + " it, or make them on PlanetScale by hand. What uses them is left out with them.";

    @Override
    public CheckName name() {
        return new CheckName("foreign-tables", "Tables on other servers", CheckGroup.TYPES_AND_FEATURES);
    }

    @Override
    public void run(MigrationContext context, Consumer<Finding> findings) {
        findings.accept(context.source().withReadOnlySession(session -> {
            List<Spotted> tables = Spotted.inScope(session, context.plan().scope(), TABLES);
            List<String> servers = session.query(SERVERS, row -> row.text("line"));
            return tables.isEmpty() && servers.isEmpty()
                    ? Finding.passed(id(), "The source reads no tables of other servers.")
                    : found(tables, servers, ChosenReading.carriesForeignTables(context));
        }));
    }

    private Finding found(List<Spotted> tables, List<String> servers, boolean carried) {
        List<String> details = new ArrayList<>(servers);
        details.addAll(Spotted.lines(tables));
        return Finding.warning(
                        id(),
                        "The source reads " + Quantities.count(tables.size(), "table") + " of "
                                + Quantities.count(servers.size(), "other server")
                                + (carried
                                        ? ". PlanetScale gets their definitions, but neither rows nor logins."
                                        : ". PlanetScale gets neither their definitions nor rows or logins, because only"
                                                + " pg_dump carries them."),
                        carried ? AFTER_DUMP : WITHOUT_DUMP)
                .withDetails(details);
    }
}
