package dev.planetfall.migration.freeze;

import static dev.planetfall.migration.freeze.WriterRoles.DATABASE;
import static dev.planetfall.migration.freeze.WriterRoles.ORDINARY;
import static dev.planetfall.migration.freeze.WriterRoles.SETTING;
import static dev.planetfall.migration.freeze.WriterRoles.VALUE;

import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.Session;
import dev.planetfall.postgres.SqlLiteral;
import java.util.ArrayList;
import java.util.List;

/**
 * What makes a database read-only for every session that begins from then on, and what takes that back. The owner of a database sets
 * it for the database, and for those roles that have a setting of their own, which counts for more. Who may change roles but does
 * not own the database sets it for every role that may connect. Who owns no more than the tables takes away the right to write to them.
 *
 * @param imposing in order
 * @param lifting in order; harmless where nothing was imposed
 * @see <a href="https://www.postgresql.org/docs/current/sql-alterrole.html">Which setting counts</a>
 */
record FreezeStatements(List<String> imposing, List<String> lifting) {
    /** An expression that tells whether every session of an ordinary role begins read-only, by the setting that counts for it. */
    static final String READ_ONLY = "NOT EXISTS (SELECT FROM pg_roles r WHERE " + ORDINARY + " AND coalesce("
            + VALUE.formatted(DATABASE, "r.oid") + ", " + VALUE.formatted("0", "r.oid") + ", "
            + VALUE.formatted(DATABASE, "0") + ", 'off') NOT IN ('on', 'true', 'yes', '1'))";

    /** An expression that tells whether nobody but administrators can write. */
    static final String IMPOSED = "(" + READ_ONLY + " OR " + RevokedRights.IMPOSED + ")";

    /** An expression that tells whether any of it was imposed. */
    static final String BEGUN = "(EXISTS (SELECT FROM pg_db_role_setting WHERE setdatabase = " + DATABASE + " AND '"
            + SETTING + "=on' = ANY (setconfig)) OR " + RevokedRights.BEGUN + ")";

    FreezeStatements {
        imposing = List.copyOf(imposing);
        lifting = List.copyOf(lifting);
    }

    /** For the database and the role of a session, as it is now. */
    static FreezeStatements of(Session session) {
        WriterRoles roles = WriterRoles.of(session);
        return roles.means(session) == FreezeMeans.RIGHTS ? RevokedRights.of(session) : ofSettings(session, roles);
    }

    private static FreezeStatements ofSettings(Session session, WriterRoles roles) {
        Identifier database = session.queryOne("SELECT current_database() AS name", row -> row.identifier("name"));
        List<String> imposing = new ArrayList<>();
        List<String> lifting = new ArrayList<>();
        if (roles.owned()) {
            imposing.add("ALTER DATABASE " + database.quoted() + " SET " + SETTING + " = on");
            lifting.add("ALTER DATABASE " + database.quoted() + " RESET " + SETTING);
        }
        for (WriterRoles.Escaping role : roles.escaping()) {
            String alter = "ALTER ROLE " + role.name().quoted() + " IN DATABASE " + database.quoted();
            imposing.add(alter + " SET " + SETTING + " = on");
            lifting.add(alter
                    + role.inDatabase()
                            .map(value -> " SET " + SETTING + " = " + SqlLiteral.quote(value))
                            .orElse(" RESET " + SETTING));
        }
        return new FreezeStatements(imposing, lifting);
    }
}
