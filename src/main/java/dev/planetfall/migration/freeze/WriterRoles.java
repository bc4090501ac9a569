package dev.planetfall.migration.freeze;

import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.Row;
import dev.planetfall.postgres.Session;
import java.util.List;
import java.util.Optional;

/**
 * The ordinary roles that may connect to a database, as far as a setting of the database does not bind them.
 *
 * @param owned whether our role may make a setting of the database
 * @param escaping those that it would not bind; all, where there can be none
 */
record WriterRoles(boolean owned, List<Escaping> escaping) {
    static final String SETTING = "default_transaction_read_only";

    /** A condition on {@code r} of pg_roles. */
    static final String ORDINARY =
            "r.rolcanlogin AND NOT r.rolsuper AND has_database_privilege(r.oid, current_database(), 'CONNECT')";

    static final String DATABASE = "(SELECT oid FROM pg_database WHERE datname = current_database())";

    /** The setting of a row of pg_db_role_setting, if it has one; to be formatted with a database and a role. */
    static final String VALUE =
            "(SELECT substr(c, 31) FROM pg_db_role_setting s, unnest(s.setconfig) AS c WHERE left(c, 30) = '" + SETTING
                    + "=' AND s.setdatabase = %s AND s.setrole = %s)";

    private static final String OWNED =
            "SELECT pg_has_role(datdba, 'USAGE') AS owned FROM pg_database WHERE datname = current_database()";

    /** From version 16 on the right to change roles is one to those that were given to a role. */
    private static final String SETTABLE =
            "(r.rolname = current_user OR (SELECT rolsuper FROM pg_roles WHERE rolname = current_user)"
                    + " OR (SELECT rolcreaterole FROM pg_roles WHERE rolname = current_user)"
                    + " AND (current_setting('server_version_num')::int < 160000 OR pg_has_role(r.oid, 'MEMBER WITH ADMIN OPTION')))";

    private static final String ROLES = "SELECT r.rolname AS role, " + VALUE.formatted(DATABASE, "r.oid")
            + " AS in_database, coalesce(" + VALUE.formatted(DATABASE, "r.oid") + ", " + VALUE.formatted("0", "r.oid")
            + ") AS own, " + SETTABLE + " AS settable FROM pg_roles r WHERE " + ORDINARY + " ORDER BY 1";

    WriterRoles {
        escaping = List.copyOf(escaping);
    }

    static WriterRoles of(Session session) {
        boolean owned = session.queryOne(OWNED, row -> row.flag("owned"));
        return new WriterRoles(
                owned,
                session.query(ROLES, Escaping::read).stream()
                        .filter(role -> role.escapes(owned))
                        .toList());
    }

    /** By what they can be stopped. */
    FreezeMeans means(Session session) {
        if (unbound().isEmpty()) {
            return owned ? FreezeMeans.DATABASE : FreezeMeans.ROLES;
        }
        return RevokedRights.isPossible(session) ? FreezeMeans.RIGHTS : FreezeMeans.NONE;
    }

    /** Those whose own setting our role may not change either. */
    List<Identifier> unbound() {
        return escaping.stream()
                .filter(role -> !role.settable())
                .map(Escaping::name)
                .toList();
    }

    /**
     * A role that may connect.
     *
     * @param inDatabase what is set for it in this database
     * @param own what is set for it there or anywhere
     * @param settable whether our role may change that
     */
    record Escaping(Identifier name, Optional<String> inDatabase, Optional<String> own, boolean settable) {
        private static Escaping read(Row row) {
            return new Escaping(
                    row.identifier("role"),
                    row.optionalText("in_database"),
                    row.optionalText("own"),
                    row.flag("settable"));
        }

        /** @param bound whether the setting of the database holds for whoever has none of its own */
        private boolean escapes(boolean bound) {
            return own.map(value -> !List.of("on", "true", "yes", "1").contains(value))
                    .orElse(!bound);
        }
    }
}
