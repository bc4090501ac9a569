package dev.planetfall.migration.verify;

import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.QualifiedName;
import dev.planetfall.postgres.ServerVersion;
import dev.planetfall.postgres.Session;
import java.util.List;
import java.util.Map;

/**
 * What of one server matters when its rows are compared.
 *
 * @param operatorSchemas where operators are with which its indexes are searched, but for the server's own
 */
record ServerShape(
        ServerVersion version, String encoding, Map<QualifiedName, TableShape> tables, List<String> operatorSchemas) {
    private static final int SHORTEST_FLOATS = 12;

    private static final String OPERATOR_SCHEMAS = """
            SELECT DISTINCT n.nspname::text AS name
            FROM pg_index i CROSS JOIN unnest(i.indclass::oid[]) AS k(class)
            JOIN pg_opclass c ON c.oid = k.class JOIN pg_amop a ON a.amopfamily = c.opcfamily
            JOIN pg_operator o ON o.oid = a.amopopr JOIN pg_namespace n ON n.oid = o.oprnamespace
            WHERE i.indisunique AND n.nspname <> 'pg_catalog' ORDER BY 1
            """;

    static ServerShape read(Session session) {
        Catalog catalog = new Catalog(session);
        return new ServerShape(
                catalog.version(),
                catalog.setting("server_encoding").orElse(""),
                TableShape.read(session),
                session.query(OPERATOR_SCHEMAS, row -> row.text("name")));
    }

    boolean hasOldFloats() {
        return !version.isAtLeast(SHORTEST_FLOATS);
    }

    boolean storesUtf8() {
        return encoding.equals("UTF8");
    }
}
