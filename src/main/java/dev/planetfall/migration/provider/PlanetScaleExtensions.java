package dev.planetfall.migration.provider;

import dev.planetfall.language.Messages;
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
            Messages.text("provider.planet-scale-extensions.in-the-planetscale-dashboard-open");

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
            Map.entry("pg_repack", Messages.text("provider.planet-scale-extensions.use-pg-squeeze")),
            Map.entry("pg_stat_monitor", Messages.text("provider.planet-scale-extensions.use-pg-stat-statements-or")),
            Map.entry("pg_graphql", Messages.text("provider.planet-scale-extensions.run-a-graphql-server-such")),
            Map.entry("pg_net", Messages.text("provider.planet-scale-extensions.call-http-from-the-application")),
            Map.entry("http", Messages.text("provider.planet-scale-extensions.call-http-from-the-application")),
            Map.entry("pgjwt", Messages.text("provider.planet-scale-extensions.sign-tokens-in-the-application")),
            Map.entry("pgaudit", Messages.text("provider.planet-scale-extensions.use-insights-in-the-dashboard")),
            Map.entry("plv8", Messages.text("provider.planet-scale-extensions.write-the-functions-in-pl")),
            Map.entry("dblink", Messages.text("provider.planet-scale-extensions.use-postgres-fdw")),
            Map.entry("file_fdw", Messages.text("provider.planet-scale-extensions.load-the-files-with-copy")),
            Map.entry("pg_uuidv7", Messages.text("provider.planet-scale-extensions.use-uuidv7-which-postgresql-18")),
            Map.entry(
                    "pg_jsonschema",
                    Messages.text("provider.planet-scale-extensions.check-documents-in-the-application")),
            Map.entry("hll", Messages.text("provider.planet-scale-extensions.use-roaringbitmap")),
            Map.entry("rum", Messages.text("provider.planet-scale-extensions.use-gin-indexes")),
            Map.entry("pgrouting", Messages.text("provider.planet-scale-extensions.compute-routes-in-the-application")),
            Map.entry(
                    "supabase_vault",
                    Messages.text("provider.planet-scale-extensions.keep-secrets-in-the-applications")),
            Map.entry("pgsodium", Messages.text("provider.planet-scale-extensions.encrypt-in-the-application-or")),
            Map.entry("anon", Messages.text("provider.planet-scale-extensions.mask-data-in-views-or")),
            Map.entry("pglogical", Messages.text("provider.planet-scale-extensions.use-the-built-in-logical")),
            Map.entry("xml2", Messages.text("provider.planet-scale-extensions.use-the-built-in-functions")));

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
