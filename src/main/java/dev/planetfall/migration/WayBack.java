package dev.planetfall.migration;

import java.time.Instant;
import java.util.Optional;

/**
 * The replication from PlanetScale to the source after the cutover, by which the decision can be undone without losing a row.
 *
 * @param since when it came to stand so; empty while there never was one
 * @param rollingBack how far the last roll back got
 * @param times how long the application could not write during the last roll back
 */
public record WayBack(
        Standing standing, Optional<Instant> since, PhaseStatus rollingBack, Optional<CutoverTimes> times) {
    /** With what the ids of a roll back's steps begin. */
    public static final String STEPS = "back-";

    public static final WayBack NONE =
            new WayBack(Standing.NONE, Optional.empty(), PhaseStatus.NOT_STARTED, Optional.empty());

    /** How it stands. */
    public enum Standing {
        NONE,
        /** The source follows PlanetScale. */
        ARMED,
        /** The source is what the application writes to again, and PlanetScale follows it. */
        ROLLED_BACK,
        /** A person has given it up. */
        RETIRED
    }

    public boolean isArmed() {
        return standing == Standing.ARMED;
    }

    /** Whether the program died right after it had told that the source is what the application writes to again. */
    public boolean isHandedBackOnly() {
        return standing == Standing.ROLLED_BACK && rollingBack == PhaseStatus.CANCELLED;
    }

    WayBack now(Standing reached, Instant at) {
        return new WayBack(reached, Optional.of(at), PhaseStatus.NOT_STARTED, times);
    }

    WayBack rollingBack(PhaseStatus status) {
        return new WayBack(standing, since, status, times);
    }

    WayBack times(Optional<CutoverTimes> newTimes) {
        return new WayBack(standing, since, rollingBack, newTimes);
    }
}
