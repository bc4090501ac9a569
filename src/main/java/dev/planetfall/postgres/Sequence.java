package dev.planetfall.postgres;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * A sequence and where it stands.
 *
 * @param increment negative for a descending sequence, never 0
 * @param lastValue the value handed out last; empty when the sequence was never used
 * @param owner the column that takes its values from this sequence, when there is one
 */
public record Sequence(
        QualifiedName name,
        long start,
        long minimum,
        long maximum,
        long increment,
        boolean cycle,
        OptionalLong lastValue,
        Optional<OwnerColumn> owner) {

    /** The column a sequence belongs to. */
    public record OwnerColumn(QualifiedName table, Identifier column) {}

    public boolean isCalled() {
        return lastValue.isPresent();
    }
}
