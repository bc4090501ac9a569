package dev.planetfall.migration.verify;

import dev.planetfall.migration.RowDifferences;

/**
 * What came of comparing the rows of a table.
 *
 * @param unsettled rows of which nothing can be said, because they were written again and again
 */
record ComparedRows(Both<Tally> totals, RowDifferences differences, long unsettled) {}
