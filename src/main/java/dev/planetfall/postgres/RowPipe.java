package dev.planetfall.postgres;

import dev.planetfall.postgres.Session.Outcome;
import java.sql.SQLException;
import java.util.function.LongConsumer;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyOperation;
import org.postgresql.copy.CopyOut;

/**
 * Rows on their way from one server to another through this computer. It reads no faster than the other server takes, so its
 * memory is one buffer, or the largest single row. Used by one thread; either session may be cancelled from another.
 *
 * @see <a href="https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-COPY">COPY operations</a>
 */
public final class RowPipe {
    /** A message of the protocol for each row would cost more than the rows. */
    private static final int BUFFER = 1 << 18;

    private final CopyOut from;
    private final CopyIn to;
    private final LongConsumer moved;
    private final byte[] buffer = new byte[BUFFER];
    private int filled;

    private RowPipe(CopyOut from, CopyIn to, LongConsumer moved) {
        this.from = from;
        this.to = to;
        this.moved = moved;
    }

    /**
     * Moves what one {@code COPY ... TO STDOUT} gives to one {@code COPY ... FROM STDIN}. Both end, whatever happens, so that both
     * sessions can be used further unless they are lost. What the receiving server was sent is committed with its transaction.
     *
     * @param moved is told the number of bytes, again and again
     * @return the number of rows that the receiving server took
     * @throws DatabaseException when either server refused or was lost; nothing is then kept of a COPY outside a transaction
     */
    public static long move(Session source, String copyTo, Session target, String copyFrom, LongConsumer moved) {
        return target.copy(copyFrom, driver -> {
            CopyIn to = driver.copyIn(copyFrom);
            try {
                long rows = source.copy(copyTo, other -> {
                    CopyOut from = other.copyOut(copyTo);
                    try {
                        long sent = new RowPipe(from, to, moved).move();
                        return new Outcome<>(sent, sent);
                    } finally {
                        end(from);
                    }
                });
                return new Outcome<>(rows, rows);
            } catch (RefusedException e) {
                throw e.refused;
            } finally {
                end(to);
            }
        });
    }

    private long move() throws SQLException {
        boolean more = true;
        while (more) {
            more = moveOne();
        }
        flush();
        try {
            return to.endCopy();
        } catch (SQLException e) {
            throw new RefusedException(e);
        }
    }

    /** In a method of its own, so that a large row is not kept while the next one is read. */
    private boolean moveOne() throws SQLException {
        byte[] row = from.readFromCopy();
        if (row == null) {
            return false;
        }
        if (filled + row.length > BUFFER) {
            flush();
        }
        if (row.length > BUFFER) {
            send(row, row.length);
        } else {
            System.arraycopy(row, 0, buffer, filled, row.length);
            filled += row.length;
        }
        return true;
    }

    private void flush() throws SQLException {
        if (filled > 0) {
            send(buffer, filled);
            filled = 0;
        }
    }

    private void send(byte[] bytes, int length) {
        try {
            to.writeToCopy(bytes, 0, length);
        } catch (SQLException e) {
            throw new RefusedException(e);
        }
        moved.accept(length);
    }

    private static void end(CopyOperation copy) throws SQLException {
        if (copy.isActive()) {
            copy.cancelCopy();
        }
    }

    /** Tells a failure of the receiving server from one of the other, in whose work it happens. */
    private static final class RefusedException extends RuntimeException {
        private final transient SQLException refused;

        RefusedException(SQLException refused) {
            super(refused);
            this.refused = refused;
        }
    }
}
