package dev.planetfall.migration;

import dev.planetfall.language.Messages;

/**
 * How far a running step is.
 *
 * @param label what is being done right now
 * @param done never more than {@code total}
 * @param total 0 when nobody can know
 * @param unit in the plural, such as {@code objects} or {@code bytes}: the end of a key of messages
 */
public record Progress(String label, long done, long total, String unit) {
    /** From 0 to 1, or -1 when the total is unknown. */
    public double fraction() {
        return total <= 0 ? -1 : Math.min(1, (double) done / total);
    }

    /** {@code 3 of 14 views}, {@code 1 of 1 view}, {@code 1.2 MB of 3.4 GB}; empty when nothing is counted yet. */
    public String amount() {
        if (total <= 0) {
            return done <= 0 ? "" : amount(done);
        }
        return Messages.text(
                "migration.progress.of",
                (unit.equals("bytes") ? Quantities.bytes(done) : Quantities.count(done)),
                amount(total));
    }

    private String amount(long number) {
        if (unit.equals("bytes")) {
            return Quantities.bytes(number);
        }
        return Messages.plural("migration.progress." + unit.replace(' ', '-'), number);
    }
}
