package dev.planetfall.postgres;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * A sequence and where it stands.
 *
 * @param start what the first call hands out: also after a restart, or {@code setval} with {@code is_called} false
 * @param increment negative for a descending sequence, never 0
 * @param lastValue the value handed out last; empty when it was not used since its start
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

    Sequence withStart(long newStart) {
        return new Sequence(name, newStart, minimum, maximum, increment, cycle, lastValue, owner);
    }

    Sequence withLastValue(long value) {
        return new Sequence(name, start, minimum, maximum, increment, cycle, OptionalLong.of(value), owner);
    }
}
