package dev.planetfall.migration.copy;

import dev.planetfall.migration.ReplicationNames;
import dev.planetfall.migration.Scope;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.Row;
import dev.planetfall.postgres.Session;
import java.time.Instant;
import java.util.Optional;

/**
 * The one table this program adds to both servers, with one row a migration. Changing the row on the source and seeing the
 * change on the target shows how far behind the target is; PostgreSQL applies transactions in commit order, so a marker
 * written last is also proof that everything before it has arrived.
 */
public final class MarkerTable {
    private static final String TABLE = ReplicationNames.MARKER_TABLE.quoted();

    private MarkerTable() {}

    /** Makes schema and table where they are missing. Both servers need it before the publication names it. */
    public static void create(Session session) {
        if (!exists(session)) {
            session.execute("CREATE SCHEMA IF NOT EXISTS " + Scope.OWN_SCHEMA.quoted());
            session.execute("CREATE TABLE IF NOT EXISTS " + TABLE
                    + " (migration text PRIMARY KEY, beat bigint NOT NULL, written_at timestamptz NOT NULL)");
        }
    }

    /** Makes the migration's row on the source where it is missing. */
    public static void addRow(Session source, String migrationId) {
        source.update(
                "INSERT INTO " + TABLE + " VALUES (?, 0, clock_timestamp()) ON CONFLICT (migration) DO NOTHING",
                migrationId);
    }

    public static boolean exists(Session session) {
        return session.queryOne("SELECT to_regclass(?) IS NOT NULL AS found", row -> row.flag("found"), TABLE);
    }

    public static boolean hasRow(Session session, String migrationId) {
        return exists(session) && read(session, migrationId).isPresent();
    }

    /** Changes the row on the source, so that the change travels to the target. Empty when the row is not there. */
    public static Optional<Beat> write(Session source, String migrationId) {
        return source.queryFirst(
                "UPDATE " + TABLE + " SET beat = beat + 1, written_at = clock_timestamp() WHERE migration = ?"
                        + " RETURNING beat, written_at",
                MarkerTable::beat,
                migrationId);
    }

    /** The row as this server has it; empty before it was made or copied. */
    public static Optional<Beat> read(Session session, String migrationId) {
        return session.queryFirst(
                "SELECT beat, written_at FROM " + TABLE + " WHERE migration = ?", MarkerTable::beat, migrationId);
    }

    /**
     * Removes the migration's row, and table and schema with the last row. Rows of migrations that neither publish from nor
     * subscribe to this database came with a copy and count for nothing. Whatever else somebody put into the schema is left
     * alone.
     */
    public static void remove(Session session, String migrationId) {
        if (exists(session)) {
            session.update(
                    "DELETE FROM " + TABLE + " m WHERE migration = ? OR NOT EXISTS (SELECT FROM pg_publication"
                            + " WHERE pubname = ? || m.migration UNION ALL SELECT FROM pg_subscription"
                            + " WHERE subname = ? || m.migration)",
                    migrationId,
                    ReplicationNames.PREFIX,
                    ReplicationNames.PREFIX);
            boolean others =
                    session.queryOne("SELECT EXISTS (SELECT FROM " + TABLE + ") AS found", row -> row.flag("found"));
            if (!others) {
                session.execute("DROP TABLE IF EXISTS " + TABLE);
            }
        }
        if (new Catalog(session).schemaExists(Scope.OWN_SCHEMA) && isEmptySchema(session)) {
            session.execute("DROP SCHEMA IF EXISTS " + Scope.OWN_SCHEMA.quoted() + " RESTRICT");
        }
    }

    private static Beat beat(Row row) {
        return new Beat(row.number("beat"), row.optionalInstant("written_at").orElse(Instant.EPOCH));
    }

    private static boolean isEmptySchema(Session session) {
        return session.queryOne("""
                SELECT NOT EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = ?)
                   AND NOT EXISTS (SELECT FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname = ?)
                       AS empty
                """, row -> row.flag("empty"), Scope.OWN_SCHEMA, Scope.OWN_SCHEMA);
    }

    /**
     * One state of the row.
     *
     * @param writtenAt by the source's clock
     */
    public record Beat(long number, Instant writtenAt) {}
}
