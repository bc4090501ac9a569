package dev.planetfall.migration.schema;

import dev.planetfall.migration.MigrationContext;
import dev.planetfall.postgres.Database;

/**
 * A short text for each server that becomes another one with every change of its schema: made of the numbers of the transactions that
 * wrote the rows of its catalogs. It costs one query a server instead of reading everything. It may change without a change of the
 * schema, such as by TRUNCATE or a grant, and says nothing about whether two servers have the same.
 *
 * @see <a href="https://www.postgresql.org/docs/current/ddl-system-columns.html">System columns</a>
 */
public record SchemaFingerprint(String source, String target) {
    private static final String MARK = "count(*) || ':' || coalesce(sum(hashtext(%s || ':' || t.xmin)::bigint), 0)";

    /** What statistics and transactions change in a table's own row is written in place, without a new number. */
    private static final String RELATIONS = "(SELECT " + MARK.formatted("t.oid")
            + " FROM pg_catalog.pg_class t WHERE t.oid >= 16384 AND t.relpersistence <> 't' AND t.relkind <> 't')";

    private static final String COLUMNS = "(SELECT " + MARK.formatted("t.attrelid || '.' || t.attnum")
            + " FROM pg_catalog.pg_attribute t JOIN pg_catalog.pg_class c ON c.oid = t.attrelid"
            + " WHERE t.attrelid >= 16384 AND t.attnum > 0 AND c.relpersistence <> 't' AND c.relkind NOT IN ('t', 'i', 'I'))";

    /** A temporary table has a type and an array of it, too. */
    private static final String TYPES = "(SELECT " + MARK.formatted("t.oid")
            + " FROM pg_catalog.pg_type t WHERE t.oid >= 16384 AND t.typrelid = 0 AND t.typcategory <> 'A')";

    /** The first temporary table of a session may make schemas of the server's own. */
    private static final String SCHEMAS =
            "(SELECT " + MARK.formatted("t.oid") + " FROM pg_catalog.pg_namespace t WHERE left(t.nspname, 3) <> 'pg_')";

    private static final String QUERY = "SELECT concat_ws('/', " + RELATIONS + ", " + COLUMNS + ", " + TYPES + ", "
            + String.join(
                    ", ",
                    SCHEMAS,
                    all("pg_extension", "t.oid"),
                    all("pg_attrdef", "t.adrelid || '.' || t.adnum"),
                    all("pg_constraint", "t.oid"),
                    all("pg_index", "t.indexrelid"),
                    all("pg_inherits", "t.inhrelid || '.' || t.inhparent"),
                    all("pg_sequence", "t.seqrelid"),
                    all("pg_enum", "t.oid"),
                    all("pg_proc", "t.oid"),
                    all("pg_aggregate", "t.aggfnoid::oid"),
                    all("pg_operator", "t.oid"),
                    all("pg_cast", "t.oid"),
                    all("pg_collation", "t.oid"),
                    all("pg_conversion", "t.oid"),
                    all("pg_ts_dict", "t.oid"),
                    all("pg_ts_config", "t.oid"),
                    all("pg_ts_config_map", "t.mapcfg || '.' || t.maptokentype || '.' || t.mapseqno"),
                    all("pg_range", "t.rngtypid"),
                    all("pg_rewrite", "t.oid"),
                    all("pg_trigger", "t.oid"),
                    all("pg_policy", "t.oid"),
                    all("pg_statistic_ext", "t.oid"))
            + ") AS mark";

    /** @throws dev.planetfall.postgres.DatabaseException when a server could not be asked */
    public static SchemaFingerprint of(MigrationContext context) {
        return new SchemaFingerprint(mark(context.source()), mark(context.target()));
    }

    private static String mark(Database server) {
        return server.withReadOnlySession(session -> session.queryOne(QUERY, row -> row.text("mark")));
    }

    private static String all(String catalog, String key) {
        return "(SELECT " + MARK.formatted(key) + " FROM pg_catalog." + catalog + " t)";
    }
}
