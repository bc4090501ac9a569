package dev.planetfall.migration.freeze;

import dev.planetfall.migration.Scope;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.Session;
import dev.planetfall.postgres.SqlLiteral;
import java.util.List;

/**
 * What takes the right to write to tables and sequences from everybody, their owner included, and what gives it back. It is for a role
 * that owns the tables but neither the database nor the roles that write. Rights that somebody else had passed on come back as the
 * owner's grants.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-revoke.html">REVOKE</a>
 */
final class RevokedRights {
    /** Of an extension's tables the extension's owner takes care. */
    private static final String WRITABLE =
            "pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p', 'S') AND "
                    + Catalog.USER_SCHEMAS + " AND n.nspname <> " + SqlLiteral.quote(Scope.OWN_SCHEMA.name())
                    + " AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid"
                    + " AND d.deptype = 'e')";

    private static final String MAY_WRITE =
            "CASE c.relkind WHEN 'S' THEN has_sequence_privilege(r.oid, c.oid, 'USAGE, UPDATE')"
                    + " ELSE has_table_privilege(r.oid, c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE')"
                    + " OR has_any_column_privilege(r.oid, c.oid, 'INSERT, UPDATE') END";

    private static final String ORDINARY_WRITER =
            "SELECT FROM pg_roles r WHERE " + WriterRoles.ORDINARY + " AND " + MAY_WRITE;

    /** An expression that tells whether no ordinary role may write to any table or sequence. */
    static final String IMPOSED = "NOT EXISTS (SELECT FROM " + WRITABLE + " AND EXISTS (" + ORDINARY_WRITER + "))";

    /** An expression that tells whether any of it was imposed: owners usually may write. */
    static final String BEGUN = "EXISTS (SELECT FROM " + WRITABLE
            + " AND c.relkind <> 'S' AND NOT has_table_privilege(c.relowner, c.oid, 'INSERT'))";

    private static final String OUT_OF_REACH = "SELECT EXISTS (SELECT FROM " + WRITABLE
            + " AND NOT pg_has_role(c.relowner, 'USAGE') AND EXISTS (" + ORDINARY_WRITER + ")) AS found";

    /** Every right to write, by the object and whose it is; rights on single columns name them. */
    private static final String RIGHTS = """
            WITH writable AS (SELECT c.oid, c.relowner, c.relkind, c.relacl, format('%%I.%%I', n.nspname, c.relname) AS object,
                              CASE c.relkind WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END AS kind FROM %s),
            granted AS (
              SELECT w.kind, w.object, a.grantee, a.is_grantable, a.privilege_type AS what
              FROM writable w, aclexplode(coalesce(w.relacl,
                     acldefault(CASE w.relkind WHEN 'S' THEN 's' ELSE 'r' END::"char", w.relowner))) a
              WHERE a.privilege_type IN ('INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'USAGE')
              UNION SELECT w.kind, w.object, a.grantee, a.is_grantable, format('%%s (%%I)', a.privilege_type, t.attname)
              FROM writable w JOIN pg_attribute t ON t.attrelid = w.oid AND NOT t.attisdropped, aclexplode(t.attacl) a
              WHERE a.privilege_type IN ('INSERT', 'UPDATE')),
            named AS (SELECT g.*, CASE grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(grantee)) END AS whose
                      FROM granted g)
            """.formatted(WRITABLE);

    private static final String IMPOSING = RIGHTS + """
            SELECT format('REVOKE %s ON %s %s FROM %s CASCADE',
              CASE kind WHEN 'TABLE' THEN 'INSERT, UPDATE, DELETE, TRUNCATE' ELSE 'USAGE, UPDATE' END,
              kind, string_agg(DISTINCT object, ', '), string_agg(DISTINCT whose, ', ')) AS statement
            FROM named GROUP BY kind ORDER BY kind DESC
            """;

    private static final String LIFTING = RIGHTS + """
            SELECT format('GRANT %s ON %s %s TO %s%s', what, kind, string_agg(object, ', ' ORDER BY object), whose,
              CASE WHEN is_grantable THEN ' WITH GRANT OPTION' ELSE '' END) AS statement
            FROM (SELECT kind, object, whose, is_grantable, string_agg(what, ', ' ORDER BY what) AS what
                  FROM named GROUP BY 1, 2, 3, 4) t
            GROUP BY kind, whose, is_grantable, what ORDER BY kind, whose, is_grantable, what
            """;

    private static final String STILL_WRITING = "SELECT r.rolname AS role FROM pg_roles r WHERE " + WriterRoles.ORDINARY
            + " AND EXISTS (SELECT FROM " + WRITABLE + " AND " + MAY_WRITE + ") ORDER BY 1";

    private RevokedRights() {}

    /** Whether the role of a session may do so for all that ordinary roles may write to. */
    static boolean isPossible(Session session) {
        return !session.queryOne(OUT_OF_REACH, row -> row.flag("found"));
    }

    /** Ordinary roles that may write to something all the same, as members of pg_write_all_data may. */
    static List<String> stillWriting(Session session) {
        return session.query(STILL_WRITING, row -> row.text("role"));
    }

    /** For the rights as they are now; nothing once they were taken. */
    static FreezeStatements of(Session session) {
        return new FreezeStatements(
                session.query(IMPOSING, row -> row.text("statement")),
                session.query(LIFTING, row -> row.text("statement")));
    }
}
