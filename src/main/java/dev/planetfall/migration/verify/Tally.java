package dev.planetfall.migration.verify;

import java.math.BigInteger;

/**
 * What a number of rows add up to: the same on both servers if the rows are.
 *
 * @param sum of a 64-bit number for each row, so that neither their order matters nor where they were cut into pieces
 */
record Tally(long rows, BigInteger sum) {
    static final Tally NONE = new Tally(0, BigInteger.ZERO);

    Tally plus(Tally more) {
        return new Tally(rows + more.rows, sum.add(more.sum));
    }
}
