package dev.planetfall.migration;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What is compared while writers are stopped: the more, the surer, and the longer they wait. */
public enum LastComparison {
    /** Every row of every table by checksums: the proof that nothing is missing or wrong. */
    ROWS("Compare every row"),
    /** How many rows each table has. */
    COUNTS("Count the rows"),
    /** Nothing: that the last change has arrived is proven all the same. */
    NOTHING("Compare nothing");

    private final String title;

    LastComparison(String title) {
        this.title = title;
    }

    public String title() {
        return title;
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
