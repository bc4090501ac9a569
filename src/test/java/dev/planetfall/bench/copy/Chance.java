package dev.planetfall.bench.copy;

/** Expressions for a row of {@code generate_series(..) n} that look like chance and are the same for the same row. */
final class Chance {
    private Chance() {}

    /** A number from 0 to one less than the limit. Another salt gives other numbers. */
    static String upTo(long limit, int salt) {
        return "abs(hashint8(n::bigint * 16 + " + salt + ")::bigint) % " + limit;
    }

    static String someTime(int salt) {
        return "timestamptz '2025-01-01 00:00:00+00' + " + upTo(30_000_000, salt) + " * interval '1 second'";
    }
}
