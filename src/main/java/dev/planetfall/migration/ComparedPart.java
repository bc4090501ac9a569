package dev.planetfall.migration;

import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.QualifiedName;
import java.util.List;
import java.util.stream.Stream;

/**
 * The first rows of a table by its key, which were compared before the comparison was broken off.
 *
 * @param key the columns
 * @param upTo the key of the last of them, as PostgreSQL prints it
 * @param suspects keys of rows that were not the same when they were read, and that nobody has looked at again
 * @param complete whether these are all
 */
public record ComparedPart(
        QualifiedName table,
        List<Identifier> key,
        List<String> upTo,
        long sourceRows,
        long targetRows,
        List<List<String>> suspects,
        boolean complete) {
    public ComparedPart {
        key = List.copyOf(key);
        upTo = List.copyOf(upTo);
        suspects = suspects.stream().map(List::copyOf).toList();
    }

    /** With the part that follows. */
    ComparedPart plus(ComparedPart next) {
        return new ComparedPart(
                table,
                key,
                next.upTo,
                sourceRows + next.sourceRows,
                targetRows + next.targetRows,
                Stream.concat(suspects.stream(), next.suspects.stream()).toList(),
                complete && next.complete);
    }
}
