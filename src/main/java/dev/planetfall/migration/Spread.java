package dev.planetfall.migration;

import java.util.Optional;

/** What a figure was over a stretch of time: its lowest, its highest and its newest value. */
public record Spread(long least, long most, long last) {
    /** Of a single measurement. */
    public static Spread of(long value) {
        return new Spread(value, value, value);
    }

    /** Of two stretches, the later one as the parameter. A stretch in which it was not measured adds nothing. */
    static Optional<Spread> merged(Optional<Spread> earlier, Optional<Spread> later) {
        return earlier.flatMap(first -> later.map(second -> new Spread(
                        Math.min(first.least, second.least), Math.max(first.most, second.most), second.last)))
                .or(() -> later)
                .or(() -> earlier);
    }
}
