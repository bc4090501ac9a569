package dev.planetfall.migration;

import dev.planetfall.postgres.QualifiedName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A comparison of rows that has begun and not come to its end.
 *
 * @param whileFrozen whether nobody could write on the source since it began
 * @param tables those that were compared so far
 * @param parts of tables that were begun
 */
public record UnfinishedComparison(
        Instant begunAt, boolean whileFrozen, List<TableComparison> tables, List<ComparedPart> parts) {
    /** What was equal days ago is no news. */
    private static final Duration WORTH = Duration.ofHours(12);

    public UnfinishedComparison {
        tables = List.copyOf(tables);
        parts = List.copyOf(parts);
    }

    UnfinishedComparison(Instant begunAt, boolean whileFrozen) {
        this(begunAt, whileFrozen, List.of(), List.of());
    }

    /** What of a table need not be compared again. */
    public Optional<ComparedPart> part(QualifiedName table) {
        return parts.stream().filter(part -> part.table().equals(table)).findFirst();
    }

    /** Whether what was found so far counts for a comparison that is asked for now. */
    public boolean isWorthGoingOn(boolean frozen, Instant now) {
        return frozen == whileFrozen && begunAt.plus(WORTH).isAfter(now);
    }

    UnfinishedComparison with(TableComparison table) {
        List<TableComparison> more = new ArrayList<>(tables);
        more.removeIf(known -> known.table().equals(table.table()));
        more.add(table);
        return new UnfinishedComparison(begunAt, whileFrozen, more, without(table.table()));
    }

    UnfinishedComparison with(ComparedPart part) {
        List<ComparedPart> more = without(part.table());
        more.add(part(part.table()).map(known -> known.plus(part)).orElse(part));
        return new UnfinishedComparison(begunAt, whileFrozen, tables, more);
    }

    private List<ComparedPart> without(QualifiedName table) {
        List<ComparedPart> others = new ArrayList<>(parts);
        others.removeIf(part -> part.table().equals(table));
        return others;
    }
}
