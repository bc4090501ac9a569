package dev.planetfall.migration.copy;

import dev.planetfall.postgres.LargeObjects;
import dev.planetfall.postgres.LargeObjects.LargeObject;
import dev.planetfall.postgres.LargeObjects.Piece;
import dev.planetfall.postgres.RowPipe;
import dev.planetfall.postgres.Session;
import java.util.ArrayList;
import java.util.List;

/**
 * Carries pieces of large objects from the source to the target, many small ones or a few large ones in one transaction. The
 * pieces go through a table of the session, because only a COPY streams: no more than one piece is in memory here.
 */
final class LargeObjectWriter {
    private static final int PIECES_AT_ONCE = 16;
    private static final long BYTES_AT_ONCE = (long) PIECES_AT_ONCE * LargeObjects.PIECE;
    private static final int OBJECTS_AT_ONCE = 500;

    private final Session source;
    private final Session target;
    private final LargeObjectLedger ledger;
    private final List<Long> made = new ArrayList<>();
    private final List<Piece> pieces = new ArrayList<>();
    private final List<Long> ended = new ArrayList<>();
    private long waitingBytes;
    private long written;

    LargeObjectWriter(Session source, Session target, LargeObjectLedger ledger) {
        this.source = source;
        this.target = target;
        this.ledger = ledger;
        target.execute("CREATE TEMPORARY TABLE planetfall_piece (object oid, begins bigint, content bytea)"
                + " ON COMMIT DELETE ROWS");
        // Compressing what is read once and thrown away would cost more than it saves.
        target.execute("ALTER TABLE pg_temp.planetfall_piece ALTER content SET STORAGE EXTERNAL");
    }

    /** Makes the object on the target before its pieces. */
    void make(LargeObject object) {
        made.add(object.oid());
        flushWhenFull();
    }

    /** Cuts off what the object has behind its end. */
    void shorten(LargeObject object) {
        target.query(
                "SELECT lo_truncate64(lo_open(?::bigint::oid, 131072), ?) AS done",
                row -> row.number("done"),
                object.oid(),
                object.bytes());
    }

    void write(LargeObject object, long number) {
        pieces.add(new Piece(object.oid(), number));
        waitingBytes += Math.min(LargeObjects.PIECE, object.bytes() - number * LargeObjects.PIECE);
        flushWhenFull();
    }

    /** All its pieces were written. */
    void end(LargeObject object) {
        ended.add(object.oid());
    }

    /** Bytes that were written so far. */
    long written() {
        return written;
    }

    private void flushWhenFull() {
        if (waitingBytes >= BYTES_AT_ONCE || Math.max(made.size(), pieces.size()) >= OBJECTS_AT_ONCE) {
            flush();
        }
    }

    /** Nothing waits any longer. */
    void flush() {
        if (!made.isEmpty() || !pieces.isEmpty() || !ended.isEmpty()) {
            target.inTransaction(() -> {
                ledger.make(made);
                move();
                ledger.markWhole(ended);
                return true;
            });
        }
        clear();
    }

    /** What waits is given up, as after an error. */
    void clear() {
        made.clear();
        pieces.clear();
        ended.clear();
        waitingBytes = 0;
    }

    private void move() {
        if (!pieces.isEmpty()) {
            RowPipe.move(
                    source,
                    LargeObjects.copyOf(pieces),
                    target,
                    "COPY pg_temp.planetfall_piece FROM STDIN (FORMAT binary)",
                    bytes -> written += bytes);
            target.query(
                    "SELECT count(lo_put(object, begins, content)) AS put FROM pg_temp.planetfall_piece",
                    row -> row.number("put"));
        }
    }
}
