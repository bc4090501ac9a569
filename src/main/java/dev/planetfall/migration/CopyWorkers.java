package dev.planetfall.migration;

import java.util.Optional;

/**
 * How many tables the servers' settings let a subscription copy at a time, as measured while it copies.
 *
 * @param wanted copies at a time that would be quicker; more would not
 * @param possible copies at a time, whatever others use already
 * @param setting the one that allows the fewest
 * @param raiseTo the value with which as many run as are wanted, or as other settings let
 * @param place where the setting is
 * @param bytesWaiting of tables that no copy has begun with
 */
public record CopyWorkers(
        long wanted, long possible, String setting, long value, long raiseTo, Place place, long bytesWaiting) {
    /** Less is copied before anybody has changed a setting. */
    private static final long WORTH_A_CHANGE = 256L << 20;

    /** Where a setting is, and what it takes to change it. */
    public enum Place {
        TARGET("on PlanetScale"),
        TARGET_RESTART("on PlanetScale, where others use workers, too"),
        SOURCE("on the source, where others use some, too");

        private final String words;

        Place(String words) {
            this.words = words;
        }
    }

    /** What keeps the copy from being quicker and what to do, for people; empty when nothing does. */
    public Optional<String> sentence() {
        if (possible >= wanted || (possible > 0 && bytesWaiting < WORTH_A_CHANGE)) {
            return Optional.empty();
        }
        String fact = possible == 0
                ? "No table can be copied because "
                : Quantities.count(possible) + " of " + wanted + " wanted copies " + (possible == 1 ? "runs" : "run")
                        + " because ";
        return Optional.of(fact + setting + " is " + value + " " + place.words + ". " + advice());
    }

    private String advice() {
        return switch (place) {
            case TARGET ->
                "Raise it to " + raiseTo + " in the cluster's parameters; it takes effect without a restart.";
            case TARGET_RESTART ->
                "Raise it to " + raiseTo
                        + " in the cluster's parameters only if most is still to be copied: PlanetScale"
                        + " restarts, and the tables that are being copied begin again.";
            case SOURCE ->
                "End what others replicate there if nobody needs it. A higher value, " + raiseTo
                        + ", takes a restart of the source.";
        };
    }
}
