package dev.planetfall.postgres;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The large objects of one server, as far as its role may read them. Their content is never asked from {@code pg_largeobject},
 * which only superusers may read.
 *
 * @see <a href="https://www.postgresql.org/docs/current/lo-funcs.html">Server-side functions</a>
 */
public final class LargeObjects {
    /** Stands for all large objects where tables are named. */
    public static final QualifiedName TABLE = QualifiedName.of("pg_catalog", "pg_largeobject");

    /** How many bytes of an object are read, compared and written at once. */
    public static final int PIECE = 1 << 20;

    public static final long LAST_OID = 0xFFFF_FFFFL;

    private static final int STRANGERS_AT_ONCE = 5_000;

    /** The server's own rule, which only version 18 can be asked for; {@code m} is {@code pg_largeobject_metadata}. */
    private static final String READABLE = """
            ((SELECT rolsuper FROM pg_roles WHERE rolname = current_user) OR current_setting('lo_compat_privileges')::boolean
             OR EXISTS (SELECT FROM aclexplode(coalesce(m.lomacl, acldefault('L', m.lomowner))) x
                        WHERE x.privilege_type = 'SELECT' AND (x.grantee = 0 OR pg_has_role(x.grantee, 'USAGE'))))
            """;

    /** 262144 is the mode for reading; what is opened is closed when the statement ends. */
    private static final String SIZED = """
            SELECT p.oid, p.readable, CASE WHEN p.readable THEN lo_lseek64(lo_open(p.oid, 262144), 0, 2) ELSE 0 END AS bytes
            FROM (SELECT m.oid, %s AS readable FROM pg_largeobject_metadata m WHERE %s) p ORDER BY p.oid
            """;

    private static final String AFTER = SIZED.formatted(READABLE, "m.oid > ?::bigint::oid ORDER BY m.oid LIMIT ?");

    private static final String AMONG = SIZED.formatted(READABLE, "m.oid = ANY (?::oid[])");

    private static final String FINGERPRINTS = """
            SELECT p.oid, p.number, %s AS fingerprint
            FROM unnest(?::oid[], ?::bigint[]) AS p (oid, number)
            """;

    private static final String MD5 = "md5(lo_get(p.oid, p.number * 1048576, 1048576))";

    private static final String SHA256 = "encode(sha256(lo_get(p.oid, p.number * 1048576, 1048576)), 'hex')";

    /** Of a column {@code oid}: how many, their sum and the sum of what is left of their squares. */
    public static final String DIGEST =
            "count(*) || '/' || coalesce(sum(oid::bigint), 0) || '/' || coalesce(sum((oid::bigint % 65521) ^ 2), 0)";

    private final Session session;

    public LargeObjects(Session session) {
        this.session = session;
    }

    /**
     * One object.
     *
     * @param bytes 0 when the role may not read it
     */
    public record LargeObject(long oid, boolean readable, long bytes) {
        public long pieces() {
            return (bytes + PIECE - 1) / PIECE;
        }
    }

    /**
     * A part of {@link #PIECE} bytes.
     *
     * @param number counted from 0
     */
    public record Piece(long oid, long number) {}

    /** How many there are and how many of them the role may not read. */
    public record Count(long all, long unreadable) {}

    /** The number of one and the name of its owner. */
    public record Owned(long oid, String owner) {}

    public Count count() {
        return session.queryOne(
                "SELECT count(*) AS objects, count(*) FILTER (WHERE NOT " + READABLE
                        + ") AS unreadable FROM pg_largeobject_metadata m",
                row -> new Count(row.number("objects"), row.number("unreadable")));
    }

    /** What they take on disk, at most: the server compresses, and keeps the room of removed ones. */
    public long bytesOnDisk() {
        return session.queryOne(
                "SELECT pg_table_size('pg_catalog.pg_largeobject') AS bytes", row -> row.number("bytes"));
    }

    /** The first of those the role may not read, with their owners. */
    public List<Owned> unreadable(int most) {
        return session.query(
                "SELECT m.oid, pg_get_userbyid(m.lomowner) AS owner" + " FROM pg_largeobject_metadata m WHERE NOT "
                        + READABLE + " ORDER BY m.oid LIMIT ?",
                row -> new Owned(row.number("oid"), row.text("owner")),
                most);
    }

    /** What tells two sets of numbers apart, here of all objects that the role may read. */
    public String readableDigest() {
        return session.queryOne(
                "SELECT " + DIGEST + " AS digest FROM pg_largeobject_metadata m WHERE " + READABLE,
                row -> row.text("digest"));
    }

    /**
     * Numbers of the source's objects that something else has here; the first few of them.
     *
     * @param ledger the table that names what the migration itself made here; need not exist
     */
    public List<Long> taken(LargeObjects source, QualifiedName ledger, String migration, int most) {
        boolean known = session.queryOne(
                "SELECT to_regclass(?) IS NOT NULL AS found", row -> row.flag("found"), ledger.quoted());
        String query = "SELECT m.oid FROM pg_largeobject_metadata m WHERE m.oid > ?::bigint::oid AND "
                + (known
                        ? "NOT EXISTS (SELECT FROM " + ledger.quoted() + " l WHERE l.oid = m.oid AND l.migration = ?)"
                        : "?::text IS NOT NULL")
                + " ORDER BY m.oid LIMIT " + STRANGERS_AT_ONCE;
        List<Long> taken = new ArrayList<>();
        List<Long> strangers = session.query(query, row -> row.number("oid"), 0L, migration);
        while (!strangers.isEmpty() && taken.size() < most) {
            source.existing(strangers).forEach(taken::add);
            strangers = session.query(query, row -> row.number("oid"), strangers.get(strangers.size() - 1), migration);
        }
        return taken.stream().limit(most).toList();
    }

    private List<Long> existing(List<Long> oids) {
        return session.query(
                "SELECT oid FROM pg_largeobject_metadata WHERE oid = ANY (?::oid[]) ORDER BY oid",
                row -> row.number("oid"),
                oids);
    }

    /** The first objects behind a number, in order. */
    public List<LargeObject> after(long oid, int most) {
        return session.query(AFTER, LargeObjects::read, oid, most);
    }

    /** Those of the numbers that exist, in order. */
    public List<LargeObject> among(Collection<Long> oids) {
        return session.query(AMONG, LargeObjects::read, List.copyOf(oids));
    }

    /**
     * What tells whether a piece is the same on another server.
     *
     * @param oldest of the two servers; version 10 has no better function than MD5
     */
    public Map<Piece, String> fingerprints(List<Piece> pieces, ServerVersion oldest) {
        return session
                .query(
                        FINGERPRINTS.formatted(oldest.isAtLeast(11) ? SHA256 : MD5),
                        row -> Map.entry(new Piece(row.number("oid"), row.number("number")), row.text("fingerprint")),
                        pieces.stream().map(Piece::oid).toList(),
                        pieces.stream().map(Piece::number).toList())
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** A COPY of pieces, a row each: the object's number, where the piece begins, its bytes. */
    public static String copyOf(List<Piece> pieces) {
        return "COPY (SELECT p.oid, p.number * 1048576, lo_get(p.oid, p.number * 1048576, 1048576) FROM unnest('{"
                + pieces.stream().map(piece -> Long.toString(piece.oid())).collect(Collectors.joining(","))
                + "}'::oid[], '{"
                + pieces.stream().map(piece -> Long.toString(piece.number())).collect(Collectors.joining(","))
                + "}'::bigint[]) AS p (oid, number)) TO STDOUT (FORMAT binary)";
    }

    private static LargeObject read(Row row) {
        return new LargeObject(row.number("oid"), row.flag("readable"), row.number("bytes"));
    }
}
