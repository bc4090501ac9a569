package dev.planetfall.migration;

import dev.planetfall.language.Messages;
import dev.planetfall.postgres.QualifiedName;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A comparison of all tables, and of what else must be as it was on the source.
 *
 * @param whileFrozen whether writes were frozen and drained before; only then is it a proof
 * @param objects what holds of objects other than rows
 */
public record Verification(boolean whileFrozen, List<TableComparison> tables, List<ObjectComparison> objects) {
    public Verification {
        tables = List.copyOf(tables);
        // What earlier versions of this program journaled has none.
        objects = List.copyOf(Objects.requireNonNullElse(objects, List.of()));
    }

    /** Of rows alone. */
    public Verification(boolean whileFrozen, List<TableComparison> tables) {
        this(whileFrozen, tables, List.of());
    }

    public Optional<TableComparison> table(QualifiedName name) {
        return tables.stream().filter(table -> table.table().equals(name)).findFirst();
    }

    /**
     * With what is known of a table now. Whether writers are still stopped nobody knows, so nothing is proven any more by what was
     * compared while they were.
     */
    Verification with(TableComparison table) {
        TableComparison now = whileFrozen ? table.unproven() : table;
        return new Verification(
                whileFrozen,
                tables.stream()
                        .map(known -> known.table().equals(now.table()) ? now : known)
                        .toList(),
                objects);
    }

    /** The tables that were found to differ. */
    public List<QualifiedName> differing() {
        return tables.stream()
                .filter(table -> table.verdict() == TableComparison.Verdict.DIFFERS)
                .map(TableComparison::table)
                .toList();
    }

    public long count(TableComparison.Verdict verdict) {
        return tables.stream().filter(table -> table.verdict() == verdict).count();
    }

    public long sourceRows() {
        return tables.stream().mapToLong(table -> table.sourceRows().orElse(0)).sum();
    }

    /** Objects with which something is wrong. What later steps bring about is none of them. */
    public List<ObjectComparison> objectsToLookAt() {
        return objects.stream()
                .filter(object -> object.verdict() == TableComparison.Verdict.DIFFERS)
                .toList();
    }

    /** Whether nothing was found to differ, and what was only counted has as many rows; while writes go on that is no proof. */
    public boolean findsNoDifference() {
        return tables.stream().allMatch(Verification::isWithoutDifference);
    }

    private static boolean isWithoutDifference(TableComparison table) {
        return switch (table.verdict()) {
            case EQUAL -> true;
            case DIFFERS -> false;
            case NOT_VERIFIED ->
                table.sourceRows().isPresent() && table.sourceRows().equals(table.targetRows());
        };
    }

    public boolean isProven() {
        return whileFrozen && count(TableComparison.Verdict.EQUAL) == tables.size();
    }

    /** One line for logs and the last page. Says "verified" only when it was. */
    public String sentence() {
        if (isProven()) {
            return Messages.text(
                    "migration.verification.verified-tables-rows-0-differences", tables.size(), sourceRows());
        }
        if (!whileFrozen) {
            return Messages.text(
                    "migration.verification.compared-not-proven-tables-rows",
                    tables.size(),
                    sourceRows(),
                    count(TableComparison.Verdict.DIFFERS),
                    count(TableComparison.Verdict.NOT_VERIFIED));
        }
        return Messages.text(
                "migration.verification.not-verified-tables-differ-not",
                tables.size(),
                count(TableComparison.Verdict.DIFFERS),
                count(TableComparison.Verdict.NOT_VERIFIED));
    }
}
