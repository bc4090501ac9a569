package dev.planetfall.migration;

import java.util.List;

/**
 * A comparison of all tables.
 *
 * @param whileFrozen whether writes were frozen and drained before; only then can a table be called equal
 */
public record Verification(boolean whileFrozen, List<TableComparison> tables) {
    public Verification {
        tables = List.copyOf(tables);
    }

    public long count(TableComparison.Verdict verdict) {
        return tables.stream().filter(table -> table.verdict() == verdict).count();
    }

    public long sourceRows() {
        return tables.stream().mapToLong(table -> table.sourceRows().orElse(0)).sum();
    }

    /** Whether each table had as many rows on both servers; while writes go on that is a hint and no proof. */
    public boolean hasSameCounts() {
        return tables.stream()
                .allMatch(table ->
                        table.sourceRows().isPresent() && table.sourceRows().equals(table.targetRows()));
    }

    public boolean isProven() {
        return whileFrozen && count(TableComparison.Verdict.EQUAL) == tables.size();
    }

    /** One line for logs and the last page. Says "verified" only when it was. */
    public String sentence() {
        if (isProven()) {
            return "verified: %d tables, %d rows, 0 differences".formatted(tables.size(), sourceRows());
        }
        return "not verified: %d tables, %d differ, %d not compared"
                .formatted(
                        tables.size(),
                        count(TableComparison.Verdict.DIFFERS),
                        count(TableComparison.Verdict.NOT_VERIFIED));
    }
}
