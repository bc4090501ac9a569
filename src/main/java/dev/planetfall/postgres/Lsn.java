package dev.planetfall.postgres;

/**
 * A position in the write-ahead log, as PostgreSQL's {@code pg_lsn}: {@code 16/B374D848}.
 *
 * @param position bytes since the log began, an unsigned 64-bit number
 */
public record Lsn(long position) implements Comparable<Lsn> {
    /** @throws IllegalArgumentException unless the text is two hexadecimal numbers with a slash between them */
    public static Lsn parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 1 || slash == text.length() - 1) {
            throw new IllegalArgumentException("Not a log position: " + text);
        }
        long high = Long.parseUnsignedLong(text.substring(0, slash), 16);
        long low = Long.parseUnsignedLong(text.substring(slash + 1), 16);
        return new Lsn(high << 32 | low);
    }

    /** Bytes of log from {@code earlier} to this position; negative when {@code earlier} is ahead. */
    public long bytesSince(Lsn earlier) {
        return position - earlier.position;
    }

    public boolean isAtLeast(Lsn other) {
        return compareTo(other) >= 0;
    }

    @Override
    public int compareTo(Lsn other) {
        return Long.compareUnsigned(position, other.position);
    }

    @Override
    public String toString() {
        return "%X/%X".formatted(position >>> 32, position & 0xFFFF_FFFFL);
    }
}
