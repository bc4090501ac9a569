package dev.planetfall.migration;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How long the application could not have written, had it been a cutover.
 *
 * @param parts in order
 */
public record CutoverRehearsal(Instant at, List<Part> parts) {
    public CutoverRehearsal {
        parts = List.copyOf(parts);
    }

    /**
     * One step of it.
     *
     * @param measured whether it was carried out, and not worked out from what is known
     */
    public record Part(String title, Duration took, boolean measured) {}

    public Duration total() {
        return parts.stream().map(Part::took).reduce(Duration.ZERO, Duration::plus);
    }
}
