package dev.planetfall.migration;

import dev.planetfall.postgres.QualifiedName;
import java.util.OptionalLong;

/**
 * A sequence on both servers.
 *
 * @param sourceLast the value handed out last on the source; empty when never used
 * @param targetLast the same on the target
 * @param planned what the target was or will be set to; empty when it stays unused
 * @param exact whether the value was read after writes were frozen; before that it is a safe distance ahead
 * @param note a word of warning, such as a sequence close to its end; otherwise empty
 */
public record SequenceValue(
        QualifiedName sequence,
        OptionalLong sourceLast,
        OptionalLong targetLast,
        OptionalLong planned,
        boolean exact,
        String note) {}
