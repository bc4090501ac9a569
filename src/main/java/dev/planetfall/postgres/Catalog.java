package dev.planetfall.postgres;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Asks one server for facts and changes nothing. Works on versions 10 to 18: what a version does not have is not queried.
 * Lives as long as the session it was given, on the same thread.
 */
public final class Catalog {
    /** Schemas of people, as opposed to the server's own. The alias {@code n} is {@code pg_namespace}. */
    public static final String USER_SCHEMAS = "n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'";

    /**
     * Whether somebody holds or awaits the lock behind which even a question for the size of {@code c} would wait. The locks
     * are listed once for all tables: listing them for each took most of the time of 10,000.
     */
    private static final String LOCKED = """
            c.oid = ANY (ARRAY(SELECT l.relation FROM pg_locks l
              WHERE l.mode = 'AccessExclusiveLock' AND l.relation IS NOT NULL
                AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())))
            """;

    /** Heap and TOAST of {@code c} without ever waiting for a lock: by the planner's page count while it is locked. */
    public static final String TABLE_BYTES = "CASE WHEN " + LOCKED
            + " THEN c.relpages * current_setting('block_size')::bigint ELSE pg_table_size(c.oid) END";

    /** {@link #TABLE_BYTES} of one index {@code c}, or of the table itself without what it stores out of line. */
    public static final String RELATION_BYTES = "CASE WHEN " + LOCKED
            + " THEN c.relpages * current_setting('block_size')::bigint ELSE pg_relation_size(c.oid) END";

    private static final String TABLES = """
            SELECT n.nspname AS schema, c.relname AS name, c.relkind = 'p' AS partitioned,
                   c.relpersistence = 'u' AS unlogged, c.relispartition AS partition,
                   EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid
                           AND d.deptype = 'e') AS extension_member,
                   CASE c.relreplident
                     WHEN 'f' THEN 'FULL'
                     WHEN 'd' THEN CASE WHEN EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indisprimary
                                        AND i.indisvalid AND i.indimmediate) THEN 'PRIMARY_KEY' ELSE 'NONE' END
                     WHEN 'i' THEN CASE WHEN EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indisreplident
                                        AND i.indisvalid AND i.indimmediate) THEN 'INDEX' ELSE 'NONE' END
                     ELSE 'NONE' END AS identity,
                   c.relrowsecurity AS row_security, pg_has_role(c.relowner, 'USAGE') AS owned,
                   greatest(c.reltuples, 0)::bigint AS rows,
                   CASE WHEN c.relkind = 'r' THEN %2$s ELSE 0 END AS table_bytes,
                   CASE WHEN c.relkind <> 'r' OR %3$s THEN 0 ELSE pg_indexes_size(c.oid) END AS index_bytes
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p') AND c.relpersistence <> 't' AND %1$s
            ORDER BY 1, 2
            """.formatted(USER_SCHEMAS, TABLE_BYTES, LOCKED);

    private static final String SEQUENCES = """
            SELECT s.schemaname AS schema, s.sequencename AS name, s.start_value, s.min_value, s.max_value,
                   s.increment_by, s.cycle, s.last_value,
                   tn.nspname AS owner_schema, t.relname AS owner_table, a.attname AS owner_column
            FROM pg_sequences s
            JOIN pg_namespace n ON n.nspname = s.schemaname
            JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = s.sequencename AND c.relkind = 'S'
            LEFT JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.objsubid = 0
                 AND d.refclassid = 'pg_class'::regclass AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i')
            LEFT JOIN pg_class t ON t.oid = d.refobjid
            LEFT JOIN pg_namespace tn ON tn.oid = t.relnamespace
            LEFT JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = d.refobjsubid
            WHERE c.relpersistence <> 't' AND %s
              AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_class'::regclass AND e.objid = c.oid
                              AND e.deptype = 'e')
            ORDER BY 1, 2
            """.formatted(USER_SCHEMAS);

    private final Session session;

    public Catalog(Session session) {
        this.session = session;
    }

    public ServerVersion version() {
        return session.queryOne(
                "SELECT current_setting('server_version_num')::int AS number",
                row -> new ServerVersion(row.integer("number")));
    }

    /** The server's own words about itself: the one question that every system which speaks the protocol can answer. */
    public String versionText() {
        return session.queryOne("SELECT version() AS version", row -> row.text("version"));
    }

    /** @throws LookalikeException when this is not PostgreSQL, before a question that others cannot answer */
    public ServerFacts server() {
        Lookalike.ofVersion(versionText()).ifPresent(other -> {
            throw new LookalikeException(other);
        });
        RoleFacts role = role();
        return session.queryOne(
                """
                SELECT current_setting('server_version_num')::int AS version,
                       (SELECT system_identifier::text FROM pg_control_system()) AS system_identifier,
                       current_database() AS database, current_setting('server_encoding') AS encoding,
                       pg_is_in_recovery() AS in_recovery, pg_database_size(current_database()) AS bytes
                """,
                row -> new ServerFacts(
                        new ServerVersion(row.integer("version")),
                        row.text("system_identifier"),
                        row.text("database"),
                        row.text("encoding"),
                        row.flag("in_recovery"),
                        row.number("bytes"),
                        role));
    }

    /**
     * What tells whose server this is, in one question.
     *
     * @param prefixes of settings to look for
     * @param roles to look for
     * @param schemas to look for
     */
    public ServerMarks marks(List<String> prefixes, List<String> roles, List<String> schemas) {
        return session.queryOne(
                """
                SELECT version() AS version, to_regproc('aurora_version') IS NOT NULL AS aurora,
                       ARRAY(SELECT DISTINCT split_part(name, '.', 1) FROM pg_settings
                             WHERE name LIKE '%.%' AND split_part(name, '.', 1) = ANY (?)) AS prefixes,
                       ARRAY(SELECT rolname::text FROM pg_roles WHERE rolname = ANY (?)) AS roles,
                       ARRAY(SELECT extname::text FROM pg_extension) AS extensions,
                       ARRAY(SELECT nspname::text FROM pg_namespace WHERE nspname = ANY (?)) AS schemas
                """,
                row -> new ServerMarks(
                        row.text("version"),
                        Set.copyOf(row.texts("prefixes")),
                        Set.copyOf(row.texts("roles")),
                        Set.copyOf(row.texts("extensions")),
                        Set.copyOf(row.texts("schemas")),
                        row.flag("aurora")),
                prefixes,
                roles,
                schemas);
    }

    public RoleFacts role() {
        String maySubscribe = version().isAtLeast(16)
                ? "r.rolsuper OR pg_has_role(r.oid, 'pg_create_subscription', 'USAGE')"
                : "r.rolsuper";
        return session.queryOne(
                """
                SELECT r.rolname AS name, r.rolsuper AS superuser, r.rolbypassrls OR r.rolsuper AS bypasses_rls,
                       r.rolreplication OR r.rolsuper OR EXISTS (SELECT FROM pg_roles p
                           WHERE p.rolname = 'rds_replication' AND pg_has_role(r.oid, p.oid, 'USAGE')) AS may_replicate,
                       %s AS may_subscribe,
                       has_database_privilege(current_database(), 'CREATE') AS may_create
                FROM pg_roles r WHERE r.rolname = current_user
                """.formatted(maySubscribe),
                row -> new RoleFacts(
                        row.identifier("name"),
                        row.flag("superuser"),
                        row.flag("may_replicate"),
                        row.flag("bypasses_rls"),
                        row.flag("may_subscribe"),
                        row.flag("may_create")));
    }

    /** The value of a setting as {@code SHOW} prints it; empty when this version has no such setting. */
    public Optional<String> setting(String name) {
        return session.queryFirst("SELECT setting FROM pg_settings WHERE name = ?", row -> row.text("setting"), name);
    }

    /** Ordinary, partitioned and unlogged tables of all user schemas, by name. */
    public List<Table> tables() {
        return session.query(TABLES, Catalog::table);
    }

    /**
     * Sequences of all user schemas, by name. The view that lists them hides where an unused sequence begins after a restart,
     * and shows an unreadable one as unused, so these are asked themselves.
     *
     * @throws DatabaseException when the role may not read one of them
     */
    public List<Sequence> sequences() {
        return session.query(SEQUENCES, Catalog::sequence).stream()
                .map(sequence -> sequence.isCalled() ? sequence : asked(sequence))
                .toList();
    }

    private Sequence asked(Sequence sequence) {
        return session.queryOne(
                "SELECT last_value, is_called FROM " + sequence.name().quoted(),
                row -> row.flag("is_called")
                        ? sequence.withLastValue(row.number("last_value"))
                        : sequence.withStart(row.number("last_value")));
    }

    /** Installed extensions, by name. */
    public List<Extension> extensions() {
        return session.query(
                """
                SELECT e.extname AS name, e.extversion AS version, n.nspname AS schema
                FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace ORDER BY 1
                """, row -> new Extension(row.identifier("name"), row.text("version"), row.identifier("schema")));
    }

    /** Materialized views of all user schemas in an order in which each can be refreshed after those it reads. */
    public List<QualifiedName> materializedViews() {
        return session.query("""
                WITH RECURSIVE reads AS (
                  SELECT DISTINCT r.ev_class AS reader, d.refobjid AS read
                  FROM pg_rewrite r JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid
                  WHERE d.refclassid = 'pg_class'::regclass AND d.refobjid <> r.ev_class),
                depth AS (
                  SELECT c.oid, 0 AS level FROM pg_class c WHERE c.relkind IN ('m', 'v')
                  UNION
                  SELECT reads.reader, depth.level + 1 FROM depth JOIN reads ON reads.read = depth.oid
                  WHERE depth.level < 100)
                SELECT n.nspname AS schema, c.relname AS name, max(depth.level) AS level
                FROM depth JOIN pg_class c ON c.oid = depth.oid AND c.relkind = 'm'
                JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE %s GROUP BY 1, 2 ORDER BY 3, 1, 2
                """.formatted(USER_SCHEMAS), row -> row.qualifiedName("schema", "name"));
    }

    public boolean publicationExists(Identifier name) {
        return exists("SELECT FROM pg_publication WHERE pubname = ?", name);
    }

    /** The tables, leaf partitions included, whose changes the publication sends. */
    public List<QualifiedName> publishedTables(Identifier publication) {
        return session.query(
                "SELECT schemaname, tablename FROM pg_publication_tables WHERE pubname = ? ORDER BY 1, 2",
                row -> row.qualifiedName("schemaname", "tablename"),
                publication);
    }

    /** Whether this database has a subscription of that name. */
    public boolean subscriptionExists(Identifier name) {
        return exists("""
                SELECT FROM pg_subscription WHERE subname = ?
                AND subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())
                """, name);
    }

    public boolean schemaExists(Identifier name) {
        return exists("SELECT FROM pg_namespace WHERE nspname = ?", name);
    }

    public Optional<ReplicationSlot> slot(Identifier name) {
        boolean knowsWalStatus = version().isAtLeast(13);
        String walColumns = knowsWalStatus
                ? "safe_wal_size, wal_status"
                : "NULL::bigint AS safe_wal_size, NULL::text AS wal_status";
        return session.queryFirst(
                """
                SELECT slot_name, active, confirmed_flush_lsn::text AS confirmed,
                       coalesce(pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn), 0)::bigint AS kept, %s
                FROM pg_replication_slots WHERE slot_name = ?
                """.formatted(walColumns),
                row -> new ReplicationSlot(
                        row.identifier("slot_name"),
                        row.flag("active"),
                        row.optionalLsn("confirmed"),
                        row.number("kept"),
                        row.optionalNumber("safe_wal_size"),
                        row.optionalText("wal_status")),
                name);
    }

    /** Where the log ends now. Only a server that is not a replica can say. */
    public Lsn currentLsn() {
        return session.queryOne("SELECT pg_current_wal_lsn()::text AS lsn", row -> row.lsn("lsn"));
    }

    private boolean exists(String query, Identifier name) {
        return session.queryOne("SELECT EXISTS (" + query + ") AS found", row -> row.flag("found"), name);
    }

    private static Table table(Row row) {
        Table.Kind kind = row.flag("partitioned")
                ? Table.Kind.PARTITIONED
                : row.flag("unlogged") ? Table.Kind.UNLOGGED : Table.Kind.ORDINARY;
        return new Table(
                row.qualifiedName("schema", "name"),
                kind,
                row.flag("partition"),
                row.flag("extension_member"),
                ReplicaIdentity.valueOf(row.text("identity")),
                row.flag("row_security"),
                row.flag("owned"),
                row.number("rows"),
                row.number("table_bytes"),
                row.number("index_bytes"));
    }

    private static Sequence sequence(Row row) {
        Optional<Sequence.OwnerColumn> owner = row.optionalText("owner_table")
                .map(table -> new Sequence.OwnerColumn(
                        row.qualifiedName("owner_schema", "owner_table"), row.identifier("owner_column")));
        OptionalLong last = row.optionalNumber("last_value");
        return new Sequence(
                row.qualifiedName("schema", "name"),
                row.number("start_value"),
                row.number("min_value"),
                row.number("max_value"),
                row.number("increment_by"),
                row.flag("cycle"),
                last,
                owner);
    }
}
