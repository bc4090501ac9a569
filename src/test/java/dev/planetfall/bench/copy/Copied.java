package dev.planetfall.bench.copy;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/**
 * What a method says of its run.
 *
 * @param took from the empty database until everything is there, built and valid
 * @param whole with what is not counted: the start of a program, checks, statistics
 * @param peakHeapBytes of this program
 * @param parts what the time was spent on, one line each
 */
record Copied(Duration took, Duration whole, OptionalLong peakHeapBytes, List<String> parts) {
    Copied {
        parts = List.copyOf(parts);
    }

    static Copied in(Duration took) {
        return new Copied(took, took, OptionalLong.empty(), List.of());
    }
}
