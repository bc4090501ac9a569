package dev.planetfall.migration;

import dev.planetfall.language.Messages;
import dev.planetfall.postgres.Lsn;
import dev.planetfall.postgres.QualifiedName;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows of one table that were put right on the target.
 *
 * @param updated rows that got the source's values
 * @param inserted rows that were missing
 * @param deleted rows that only the target had
 * @param position on the source, up to which the target had applied everything while it stood still
 */
public record Repair(QualifiedName table, long updated, long inserted, long deleted, Lsn position) {
    public long rows() {
        return updated + inserted + deleted;
    }

    /** Such as {@code 3 rows were repaired: 1 inserted, 2 updated}. */
    public String sentence() {
        if (rows() == 0) {
            return Messages.text("migration.repair.no-row-was-repaired");
        }
        List<String> parts = new ArrayList<>();
        add(parts, updated, Messages.text("migration.repair.updated"));
        add(parts, inserted, Messages.text("migration.repair.inserted"));
        add(parts, deleted, Messages.text("migration.repair.deleted"));
        return Messages.plural("migration.repair.rows-were-repaired", rows(), String.join(", ", parts));
    }

    /** The whole of it for logs and reports, without a full stop. */
    public String statement() {
        return Messages.text(
                "migration.repair.while-planetscale-stood-still-at",
                table,
                Character.toLowerCase(sentence().charAt(0)),
                sentence().substring(1),
                position);
    }

    private static void add(List<String> parts, long rows, String what) {
        if (rows > 0) {
            parts.add(Quantities.count(rows) + " " + what);
        }
    }
}
