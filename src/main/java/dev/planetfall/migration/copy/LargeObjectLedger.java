package dev.planetfall.migration.copy;

import dev.planetfall.migration.ReplicationNames;
import dev.planetfall.migration.Scope;
import dev.planetfall.postgres.LargeObjects;
import dev.planetfall.postgres.Session;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Which large objects of the target this program made: a table on the target, written in the transaction that makes them, so
 * that neither a crash nor another computer can make us take a person's own object for ours.
 */
public final class LargeObjectLedger {
    private static final String TABLE = ReplicationNames.LARGE_OBJECT_TABLE.quoted();
    private static final int AT_ONCE = 500;

    private final Session target;
    private final String migration;

    public LargeObjectLedger(Session target, String migration) {
        this.target = target;
        this.migration = migration;
    }

    /**
     * One line.
     *
     * @param whole whether all of it was copied once
     * @param present whether the object is there
     */
    record Entry(boolean whole, boolean present) {}

    void create() {
        if (!exists()) {
            target.execute("CREATE SCHEMA IF NOT EXISTS " + Scope.OWN_SCHEMA.quoted());
            target.execute("CREATE TABLE IF NOT EXISTS " + TABLE
                    + " (oid oid PRIMARY KEY, migration text NOT NULL, whole boolean NOT NULL)");
        }
    }

    private boolean exists() {
        return target.queryOne("SELECT to_regclass(?) IS NOT NULL AS found", row -> row.flag("found"), TABLE);
    }

    /** Whether there is nothing that {@link #forget} would remove. */
    public boolean isGone() {
        return !exists()
                || target.queryOne(
                        "SELECT count(*) > 0 AND count(*) FILTER (WHERE migration = ?) = 0 AS gone FROM " + TABLE,
                        row -> row.flag("gone"),
                        migration);
    }

    /** {@link LargeObjects#DIGEST} of those that were copied whole. */
    String wholeDigest() {
        return exists()
                ? target.queryOne(
                        "SELECT " + LargeObjects.DIGEST + " AS digest FROM " + TABLE + " WHERE migration = ? AND whole",
                        row -> row.text("digest"),
                        migration)
                : "0/0/0";
    }

    /** The lines behind one number and up to another. */
    Map<Long, Entry> between(long after, long last) {
        return target
                .query(
                        "SELECT l.oid, l.whole, m.oid IS NOT NULL AS present FROM " + TABLE
                                + " l LEFT JOIN pg_largeobject_metadata m ON m.oid = l.oid"
                                + " WHERE l.migration = ? AND l.oid > ?::bigint::oid AND l.oid <= ?::bigint::oid",
                        row -> Map.entry(row.number("oid"), new Entry(row.flag("whole"), row.flag("present"))),
                        migration,
                        after,
                        last)
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Makes objects and their lines. In the transaction that fills them, or at least begins to. */
    void make(List<Long> oids) {
        target.update(
                "INSERT INTO " + TABLE + " SELECT o, ?, false FROM unnest(?::oid[]) o"
                        + " ON CONFLICT (oid) DO UPDATE SET whole = false",
                migration,
                oids);
        target.query("SELECT count(lo_create(o)) AS made FROM unnest(?::oid[]) o", row -> row.number("made"), oids);
    }

    void markWhole(List<Long> oids) {
        target.update("UPDATE " + TABLE + " SET whole = true WHERE oid = ANY (?::oid[]) AND NOT whole", oids);
    }

    /** Removes objects that this migration made, and their lines. Each holds a lock until its transaction ends. */
    void unlink(Collection<Long> oids) {
        List<Long> left = new ArrayList<>(oids);
        while (!left.isEmpty()) {
            List<Long> some = left.subList(0, Math.min(AT_ONCE, left.size()));
            target.inTransaction(() -> {
                target.query(
                        "SELECT count(lo_unlink(m.oid)) AS removed FROM pg_largeobject_metadata m JOIN " + TABLE
                                + " l ON l.oid = m.oid WHERE l.migration = ? AND l.oid = ANY (?::oid[])",
                        row -> row.number("removed"),
                        migration,
                        some);
                return target.update(
                        "DELETE FROM " + TABLE + " WHERE migration = ? AND oid = ANY (?::oid[])", migration, some);
            });
            some.clear();
        }
    }

    /** Removes every object that this migration made, and the table where nobody else needs it. */
    public void unlinkAll() {
        if (exists()) {
            List<Long> some = some();
            while (!some.isEmpty()) {
                unlink(some);
                some = some();
            }
            forget();
        }
    }

    private List<Long> some() {
        return target.query(
                "SELECT oid FROM " + TABLE + " WHERE migration = ? LIMIT " + AT_ONCE,
                row -> row.number("oid"),
                migration);
    }

    /** The objects are the person's own from now on. */
    public void forget() {
        if (exists()) {
            target.update("DELETE FROM " + TABLE + " WHERE migration = ?", migration);
            boolean others =
                    target.queryOne("SELECT EXISTS (SELECT FROM " + TABLE + ") AS found", row -> row.flag("found"));
            if (!others) {
                target.execute("DROP TABLE IF EXISTS " + TABLE);
            }
        }
    }

    /** Numbers of the source's objects that something else on the target has already; the first few of them. */
    List<Long> taken(LargeObjects source, int most) {
        return new LargeObjects(target).taken(source, ReplicationNames.LARGE_OBJECT_TABLE, migration, most);
    }
}
