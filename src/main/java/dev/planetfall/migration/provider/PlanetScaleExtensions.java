package dev.planetfall.migration.provider;

import dev.planetfall.postgres.Identifier;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What PlanetScale publishes about extensions, as of August 2026. It explains a refusal and never stands for one: the list
 * grows, so the server is asked.
 *
 * @see <a href="https://planetscale.com/docs/postgres/extensions">Extensions</a>
 */
public final class PlanetScaleExtensions {
    /** How an extension comes to a PlanetScale database. */
    public enum Offer {
        /** {@code CREATE EXTENSION} is all it takes. */
        BY_SQL,
        /** It is turned on in the dashboard first, which restarts the servers one by one. */
        IN_DASHBOARD,
        /** Offered in general, and turned off for the time being. */
        PAUSED,
        /** Not on the list. */
        NOT_OFFERED
    }

    /** What to press, in order. */
    public static final String HOW_TO_ENABLE =
            "In the PlanetScale dashboard open the database, choose Clusters, choose the"
                    + " branch, open the Extensions tab, turn each on, press Queue extension changes and then Apply changes. The"
                    + " servers restart one by one.";

    private static final Set<Identifier> BY_SQL = Provider.names(
            "autoinc",
            "bloom",
            "btree_gin",
            "btree_gist",
            "citext",
            "cube",
            "dict_int",
            "dict_xsyn",
            "earthdistance",
            "fuzzystrmatch",
            "hstore",
            "hypopg",
            "insert_username",
            "intagg",
            "intarray",
            "isn",
            "lo",
            "ltree",
            "moddatetime",
            "pg_partman",
            "pg_trgm",
            "pgcrypto",
            "pgrowlocks",
            "pgstattuple",
            "plpgsql",
            "postgis_tiger_geocoder",
            "postgres_fdw",
            "roaringbitmap",
            "seg",
            "tablefunc",
            "tcn",
            "tsm_system_rows",
            "tsm_system_time",
            "unaccent",
            "uuid-ossp",
            "vector",
            "vectorscale",
            "wal2json");

    private static final Set<Identifier> IN_DASHBOARD = Provider.names(
            "pg_cron",
            "pg_duckdb",
            "pg_hint_plan",
            "pg_partman_bgw",
            "pg_squeeze",
            "pg_stat_statements",
            "timescaledb");

    private static final Set<Identifier> PAUSED = Provider.names(
            "address_standardizer", "address_standardizer_data_us", "postgis", "postgis_sfcgal", "postgis_topology");

    /** Look at the server and hold nothing of the application. */
    private static final Set<Identifier> TOOLS = Provider.names(
            "adminpack",
            "amcheck",
            "pageinspect",
            "pg_buffercache",
            "pg_freespacemap",
            "pg_logicalinspect",
            "pg_prewarm",
            "pg_qualstats",
            "pg_repack",
            "pg_stat_kcache",
            "pg_stat_monitor",
            "pg_surgery",
            "pg_visibility",
            "pg_wait_sampling",
            "pg_walinspect",
            "sslinfo");

    private static final Map<String, String> INSTEAD = Map.ofEntries(
            Map.entry("pg_repack", "use pg_squeeze"),
            Map.entry("pg_stat_monitor", "use pg_stat_statements, or Insights in the dashboard"),
            Map.entry("pg_graphql", "run a GraphQL server such as PostGraphile or Hasura beside the database"),
            Map.entry("pg_net", "call HTTP from the application, or from a worker that reads a queue table"),
            Map.entry("http", "call HTTP from the application, or from a worker that reads a queue table"),
            Map.entry("pgjwt", "sign tokens in the application, or with hmac of pgcrypto"),
            Map.entry("pgaudit", "use Insights in the dashboard, or triggers that write an audit table"),
            Map.entry("plv8", "write the functions in PL/pgSQL"),
            Map.entry("dblink", "use postgres_fdw"),
            Map.entry("file_fdw", "load the files with COPY FROM STDIN"),
            Map.entry("pg_uuidv7", "use uuidv7(), which PostgreSQL 18 has built in"),
            Map.entry("pg_jsonschema", "check documents in the application, or with CHECK rules on jsonb"),
            Map.entry("hll", "use roaringbitmap"),
            Map.entry("rum", "use GIN indexes"),
            Map.entry("pgrouting", "compute routes in the application"),
            Map.entry("supabase_vault", "keep secrets in the application's secret store"),
            Map.entry("pgsodium", "encrypt in the application, or with pgcrypto"),
            Map.entry("anon", "mask data in views or in the application"),
            Map.entry("pglogical", "use the built-in logical replication"),
            Map.entry("xml2", "use the built-in functions for xml"));

    private PlanetScaleExtensions() {}

    public static Offer offer(Identifier extension) {
        if (BY_SQL.contains(extension)) {
            return Offer.BY_SQL;
        }
        if (IN_DASHBOARD.contains(extension)) {
            return Offer.IN_DASHBOARD;
        }
        return PAUSED.contains(extension) ? Offer.PAUSED : Offer.NOT_OFFERED;
    }

    /** What people use in place of an extension that is not offered. */
    public static Optional<String> instead(Identifier extension) {
        return Optional.ofNullable(INSTEAD.get(extension.name()));
    }

    /** Whether it only looks at the server, so that dropping it takes nothing from the application. */
    public static boolean isTool(Identifier extension) {
        return TOOLS.contains(extension);
    }
}
