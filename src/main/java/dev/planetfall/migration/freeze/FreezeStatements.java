package dev.planetfall.migration.freeze;

import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.Row;
import dev.planetfall.postgres.Session;
import dev.planetfall.postgres.SqlLiteral;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What makes a database read-only for every session that begins from then on, and what takes that back. The owner of a database sets
 * it for the database, and for those roles that have a setting of their own, which counts for more. Who may change roles but does
 * not own the database sets it for every role that may connect. Who owns no more than the tables takes away the right to write to them.
 *
 * @param imposing in order
 * @param lifting in order; harmless where nothing was imposed
 * @see <a href="https://www.postgresql.org/docs/current/sql-alterrole.html">Which setting counts</a>
 */
record FreezeStatements(FreezeMeans means, List<String> imposing, List<String> lifting) {
    private static final String SETTING = "default_transaction_read_only";

    /** The setting of a row of pg_db_role_setting, if it has one. */
    private static final String VALUE =
            "(SELECT substr(c, 31) FROM pg_db_role_setting s, unnest(s.setconfig) AS c WHERE left(c, 30) = '" + SETTING
                    + "=' AND s.setdatabase = %s AND s.setrole = %s)";

    private static final String DATABASE = "(SELECT oid FROM pg_database WHERE datname = current_database())";

    private static final String WRITERS = "FROM pg_roles r WHERE r.rolcanlogin AND NOT r.rolsuper"
            + " AND has_database_privilege(r.oid, current_database(), 'CONNECT')";

    /** An expression that tells whether every session of an ordinary role begins read-only, by the setting that counts for it. */
    static final String READ_ONLY = "NOT EXISTS (SELECT " + WRITERS + " AND coalesce("
            + VALUE.formatted(DATABASE, "r.oid") + ", " + VALUE.formatted("0", "r.oid") + ", "
            + VALUE.formatted(DATABASE, "0") + ", 'off') NOT IN ('on', 'true', 'yes', '1'))";

    /** An expression that tells whether nobody but administrators can write. */
    static final String IMPOSED = "(" + READ_ONLY + " OR " + RevokedRights.IMPOSED + ")";

    /** An expression that tells whether any of it was imposed. */
    static final String BEGUN = "(EXISTS (SELECT FROM pg_db_role_setting WHERE setdatabase = " + DATABASE + " AND '"
            + SETTING + "=on' = ANY (setconfig)) OR " + RevokedRights.BEGUN + ")";

    /** From version 16 on the right to change roles is one to those that were given to a role. */
    private static final String SETTABLE =
            "(r.rolname = current_user OR (SELECT rolsuper FROM pg_roles WHERE rolname = current_user)"
                    + " OR (SELECT rolcreaterole FROM pg_roles WHERE rolname = current_user)"
                    + " AND (current_setting('server_version_num')::int < 160000 OR pg_has_role(r.oid, 'MEMBER WITH ADMIN OPTION')))";

    private static final String ROLES = "SELECT r.rolname AS role, " + VALUE.formatted(DATABASE, "r.oid")
            + " AS in_database, coalesce(" + VALUE.formatted(DATABASE, "r.oid") + ", " + VALUE.formatted("0", "r.oid")
            + ") AS own, " + SETTABLE + " AS settable " + WRITERS + " ORDER BY 1";

    FreezeStatements {
        imposing = List.copyOf(imposing);
        lifting = List.copyOf(lifting);
    }

    /** For the database and the role of a session, as it is now. */
    static FreezeStatements of(Session session) {
        Identifier database = session.queryOne("SELECT current_database() AS name", row -> row.identifier("name"));
        boolean owned = isOwned(session);
        List<RoleSetting> escaping = escaping(session, owned);
        boolean settable = escaping.stream().allMatch(RoleSetting::settable);
        if (!settable && RevokedRights.isPossible(session)) {
            return RevokedRights.of(session);
        }
        FreezeMeans means = !settable ? FreezeMeans.NONE : owned ? FreezeMeans.DATABASE : FreezeMeans.ROLES;
        return ofSettings(means, database, owned, escaping);
    }

    /** Roles that escape what our role may set. */
    static List<Identifier> unbound(Session session) {
        return escaping(session, isOwned(session)).stream()
                .filter(role -> !role.settable())
                .map(RoleSetting::name)
                .toList();
    }

    static boolean isOwned(Session session) {
        return session.queryOne(
                "SELECT pg_has_role(datdba, 'USAGE') AS owned FROM pg_database WHERE datname = current_database()",
                row -> row.flag("owned"));
    }

    private static List<RoleSetting> escaping(Session session, boolean owned) {
        return session.query(ROLES, RoleSetting::read).stream()
                .filter(role -> role.escapes(owned))
                .toList();
    }

    private static FreezeStatements ofSettings(
            FreezeMeans means, Identifier database, boolean owned, List<RoleSetting> escaping) {
        List<String> imposing = new ArrayList<>();
        List<String> lifting = new ArrayList<>();
        if (owned) {
            imposing.add("ALTER DATABASE " + database.quoted() + " SET " + SETTING + " = on");
            lifting.add("ALTER DATABASE " + database.quoted() + " RESET " + SETTING);
        }
        for (RoleSetting role : escaping) {
            String alter = "ALTER ROLE " + role.name().quoted() + " IN DATABASE " + database.quoted();
            imposing.add(alter + " SET " + SETTING + " = on");
            lifting.add(alter
                    + role.inDatabase()
                            .map(value -> " SET " + SETTING + " = " + SqlLiteral.quote(value))
                            .orElse(" RESET " + SETTING));
        }
        return new FreezeStatements(means, imposing, lifting);
    }

    /**
     * A role that may connect.
     *
     * @param inDatabase what is set for it in this database
     * @param own what is set for it there or anywhere
     * @param settable whether our role may change that
     */
    private record RoleSetting(Identifier name, Optional<String> inDatabase, Optional<String> own, boolean settable) {
        static RoleSetting read(Row row) {
            return new RoleSetting(
                    row.identifier("role"),
                    row.optionalText("in_database"),
                    row.optionalText("own"),
                    row.flag("settable"));
        }

        /** @param bound whether the setting of the database holds for whoever has none of its own */
        boolean escapes(boolean bound) {
            return own.map(value -> !List.of("on", "true", "yes", "1").contains(value))
                    .orElse(!bound);
        }
    }
}
