package dev.planetfall.report;

import dev.planetfall.migration.Scope;
import dev.planetfall.migration.Side;
import dev.planetfall.postgres.Identifier;

/**
 * Statements for psql that stop the writers of a database and let them on again. A role with a setting of its own heeds that, not the
 * database's: which there are is found when the statements are run, and what was set before is remembered on the server.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-alterrole.html">Which setting counts</a>
 */
record RunbookFreeze(RunbookSql sql) {
    private static final String REMEMBERED = Scope.OWN_SCHEMA.quoted() + "." + new Identifier("stopped").quoted();

    private static final String LETS_WRITE = "lower(%s) NOT IN ('on', 'true', 'yes', '1')";

    private static final String HERE = "(SELECT oid FROM pg_database WHERE datname = current_database())";

    /** Settings that sessions of this database begin with: role 0 for those of everybody. */
    private static final String SETTINGS = """
            WITH setting AS (
              SELECT s.setrole AS role, s.setdatabase = 0 AS anywhere, substr(c, 31) AS value
              FROM pg_db_role_setting s, unnest(s.setconfig) AS c
              WHERE left(c, 30) = 'default_transaction_read_only='
                AND s.setdatabase IN (0, %s)
            )
            """.formatted(HERE);

    private static final String WRITERS = """
            FROM pg_roles r
              LEFT JOIN setting here ON here.role = r.oid AND NOT here.anywhere
              LEFT JOIN setting there ON there.role = r.oid AND there.anywhere
            WHERE r.rolcanlogin AND has_database_privilege(r.oid, current_database(), 'CONNECT')
              AND (NOT r.rolsuper OR (SELECT rolsuper FROM pg_roles WHERE rolname = current_user))
            """;

    private static final String MEMORY = "CREATE SCHEMA IF NOT EXISTS " + Scope.OWN_SCHEMA.quoted()
            + ";\nCREATE TABLE IF NOT EXISTS " + REMEMBERED + " (role oid PRIMARY KEY, value text);\n";

    private static final String FORMER = "coalesce('SET default_transaction_read_only = ' || quote_literal(m.value),"
            + " 'RESET default_transaction_read_only') || ';'";

    /** A statement a row. */
    private static final String LIFTING =
            "SELECT CASE m.role WHEN 0 THEN format('ALTER DATABASE %I ', current_database())\n"
                    + "    ELSE format('ALTER ROLE %I IN DATABASE %I ', r.rolname, current_database()) END || " + FORMER
                    + "\nFROM " + REMEMBERED
                    + " m LEFT JOIN pg_roles r ON r.oid = m.role WHERE m.role = 0 OR r.oid IS NOT NULL ORDER BY m.role";

    /** What roles of their own and the database had is remembered before it is changed, and only once. */
    String remember() {
        return RunbookSql.MAY_WRITE + "\n" + MEMORY + SETTINGS + "INSERT INTO " + REMEMBERED + " (role, value)\n"
                + "SELECT 0, (SELECT value FROM setting WHERE role = 0 AND NOT anywhere AND "
                + LETS_WRITE.formatted("value") + ")\n"
                + "UNION ALL SELECT r.oid, here.value " + WRITERS
                + "  AND " + LETS_WRITE.formatted("coalesce(here.value, there.value)") + "\nON CONFLICT DO NOTHING;";
    }

    String impose(Side side) {
        return RunbookSql.MAY_WRITE + "\nALTER DATABASE " + sql.database(side)
                + " SET default_transaction_read_only = on;\n"
                + "SELECT format('ALTER ROLE %I IN DATABASE %I SET default_transaction_read_only = on', r.rolname, current_database())\n"
                + "FROM " + REMEMBERED + " m JOIN pg_roles r ON r.oid = m.role\n\\gexec";
    }

    /** Roles that would begin a session in which they can write. */
    String escaping() {
        return SETTINGS + "SELECT r.rolname " + WRITERS
                + "  AND "
                + LETS_WRITE.formatted(
                        "coalesce(here.value, there.value, (SELECT value FROM setting WHERE role = 0 AND NOT anywhere), 'off')")
                + ";";
    }

    /** Puts back what was there, and forgets it where that was done. Harmless where nothing was stopped. */
    String lift() {
        return RunbookSql.MAY_WRITE + "\n" + MEMORY + LIFTING + "\n\\gexec\nDELETE FROM " + REMEMBERED
                + " m WHERE NOT EXISTS (SELECT FROM pg_db_role_setting s\n  WHERE s.setrole = m.role AND s.setdatabase = "
                + HERE + "\n    AND 'default_transaction_read_only=on' = ANY (s.setconfig));";
    }

    /** The statements by which writers could be let on once what is remembered is gone. */
    String lifting() {
        return RunbookSql.MAY_WRITE + "\n" + MEMORY + LIFTING + ";";
    }

    /** Roles by their numbers and, as 0, the database that were stopped and not let on. */
    String stillStopped() {
        return "SELECT role, value FROM " + REMEMBERED + ";";
    }

    static String forget() {
        return "DROP TABLE IF EXISTS " + REMEMBERED + ";";
    }

    /** Also those that may go on writing because they began earlier; not this session and not the servers' own. */
    static String endSessions() {
        return """
                SELECT a.pid, pg_terminate_backend(a.pid) AS ended
                FROM pg_stat_activity a JOIN pg_roles r ON r.oid = a.usesysid
                WHERE a.datname = current_database() AND a.pid <> pg_backend_pid()
                  AND coalesce(a.backend_type, 'client backend') = 'client backend'
                  AND (NOT r.rolsuper OR (SELECT rolsuper FROM pg_roles WHERE rolname = current_user));""";
    }
}
