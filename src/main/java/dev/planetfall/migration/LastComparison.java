package dev.planetfall.migration;

import dev.planetfall.language.Messages;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What is compared while writers are stopped: the more, the surer, and the longer they wait. */
public enum LastComparison {
    /** Every row of every table by checksums: the proof that nothing is missing or wrong. */
    ROWS(Messages.text("migration.last-comparison.compare-every-row")),
    /** How many rows each table has. */
    COUNTS(Messages.text("migration.last-comparison.count-the-rows")),
    /** Nothing: that the last change has arrived is proven all the same. */
    NOTHING(Messages.text("migration.last-comparison.compare-nothing"));

    /** Counting reads the same rows and computes nothing; taken for a quarter of comparing them. */
    private static final int COUNTING = 4;

    private final String title;

    LastComparison(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }

    /**
     * How long it will take at most, by how long the last comparison took while writers wrote: that one looked at the same rows and
     * spared the servers. Empty while none was made.
     */
    public Optional<Duration> cost(MigrationState state) {
        return switch (this) {
            case ROWS -> lastOne(state);
            case COUNTS -> lastOne(state).map(took -> took.dividedBy(COUNTING));
            case NOTHING -> Optional.of(Duration.ZERO);
        };
    }

    private static Optional<Duration> lastOne(MigrationState state) {
        return state.step(VerificationEvent.COMPARISON_STEP).took();
    }

    /** As the command line writes it. */
    public String keyword() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<LastComparison> ofKeyword(String keyword) {
        return Arrays.stream(values())
                .filter(comparison -> comparison.keyword().equals(keyword.toLowerCase(Locale.ROOT)))
                .findFirst();
    }
}
