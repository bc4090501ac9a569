package dev.planetfall.migration.copy;

import dev.planetfall.migration.MigrationContext;
import dev.planetfall.postgres.DatabaseException;
import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.PortableSettings;
import dev.planetfall.postgres.Row;
import dev.planetfall.postgres.ServerVersion;
import dev.planetfall.postgres.Session;
import dev.planetfall.postgres.SqlLiteral;
import java.util.Map;
import java.util.function.Function;

/**
 * The source as it was at one moment, for any number of sessions at once. It lives as long as the session that holds it.
 *
 * @param name by which other sessions take it over
 * @param moment tells it from every other snapshot of the same migration; with a slot, the position after which the slot's
 *     changes begin
 * @see <a href="https://www.postgresql.org/docs/current/functions-admin.html#FUNCTIONS-SNAPSHOT-SYNCHRONIZATION">Snapshot
 *     synchronization</a>
 */
record Snapshot(String name, String moment, Session holder) {
    private static final String BEGIN = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

    /**
     * Makes the migration's slot and lends the snapshot at which its changes begin. The slot outlives this, whatever happens.
     *
     * @see <a href="https://www.postgresql.org/docs/current/protocol-replication.html">CREATE_REPLICATION_SLOT</a>
     */
    static <T> T withSlot(MigrationContext context, ServerVersion source, Function<Snapshot, T> work) {
        Identifier slot = context.plan().names().slot();
        String export = source.isAtLeast(15) ? "(SNAPSHOT 'export')" : "EXPORT_SNAPSHOT";
        return context.source().withReplicationSession(replication -> {
            Exported exported = replication.queryOne(
                    "CREATE_REPLICATION_SLOT " + slot.quoted() + " LOGICAL pgoutput " + export, Exported::read);
            return held(context, work, holder -> {
                take(holder, exported.name());
                return new Snapshot(export(holder), exported.consistentPoint(), holder);
            });
        });
    }

    /** Lends a snapshot of now. */
    static <T> T ofNow(MigrationContext context, Function<Snapshot, T> work) {
        return held(context, work, holder -> {
            prepare(holder);
            holder.execute(BEGIN);
            String name = export(holder);
            return new Snapshot(name, name, holder);
        });
    }

    /**
     * Begins a transaction that sees what the snapshot holds.
     *
     * @throws SnapshotLostException when it lives no more
     */
    void take(Session session) {
        take(session, name);
    }

    /** Lets values mean the same on both servers. */
    static void prepare(Session session) {
        PortableSettings.apply(session, Map.of());
    }

    private static void take(Session session, String name) {
        prepare(session);
        session.execute(BEGIN);
        SnapshotLostException.orElse(() -> session.execute("SET TRANSACTION SNAPSHOT " + SqlLiteral.quote(name)));
    }

    /** The holder's own name for it: what a replication session exported ends with that session's next command. */
    private static String export(Session holder) {
        return holder.queryOne("SELECT pg_export_snapshot() AS name", row -> row.text("name"));
    }

    private static <T> T held(
            MigrationContext context, Function<Snapshot, T> work, Function<Session, Snapshot> taking) {
        return context.source().withSession(holder -> {
            T result = work.apply(taking.apply(holder));
            release(holder);
            return result;
        });
    }

    /** A holder that was lost when the streams needed it no more has done its work all the same. */
    private static void release(Session holder) {
        try {
            holder.execute("ROLLBACK");
        } catch (DatabaseException e) {
            if (!e.state().isConnectionLoss()) {
                throw e;
            }
        }
    }

    private record Exported(String name, String consistentPoint) {
        static Exported read(Row row) {
            return new Exported(row.text("snapshot_name"), row.text("consistent_point"));
        }
    }
}
