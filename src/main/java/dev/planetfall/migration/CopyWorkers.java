package dev.planetfall.migration;

import dev.planetfall.language.Messages;
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
        TARGET(Messages.text("migration.copy-workers.on-planetscale")),
        TARGET_RESTART(Messages.text("migration.copy-workers.on-planetscale-where-others-use")),
        SOURCE(Messages.text("migration.copy-workers.on-the-source-where-others"));

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
                ? Messages.text("migration.copy-workers.no-table-can-be-copied")
                : Messages.text(
                        possible == 1
                                ? "migration.copy-workers.of-wanted-copies-runs-because"
                                : "migration.copy-workers.of-wanted-copies-run-because",
                        Quantities.count(possible),
                        wanted);
        return Optional.of(Messages.text("migration.copy-workers.is", fact + setting, value, place.words, advice()));
    }

    private String advice() {
        return switch (place) {
            case TARGET -> Messages.text("migration.copy-workers.raise-it-to-in-the-clusters", raiseTo);
            case TARGET_RESTART -> Messages.text("migration.copy-workers.raise-it-to-in-the", raiseTo);
            case SOURCE -> Messages.text("migration.copy-workers.end-what-others-replicate-there", raiseTo);
        };
    }
}
