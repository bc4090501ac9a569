package dev.planetfall.ui.page;

import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.PhaseStatus;

/** What is said of the way back, and asked before something is done with it. */
enum WayBackWords {
    NOTHING("", ""),
    ROLL_BACK(
            "Writes on PlanetScale are stopped, the last changes are carried to the source, its sequences are set, and writes are"
                    + " allowed there again, in about a second. Then point your application at the source. PlanetScale follows it from"
                    + " then on, so that you can cut over again.",
            "Yes, roll back now"),
    RETIRE(
            "Nothing written to PlanetScale from now on is carried to the source, so you cannot roll back without losing rows any"
                    + " more. The source stays read-only, as it is.",
            "Yes, give up the way back");

    private final String question;
    private final String yes;

    WayBackWords(String question, String yes) {
        this.question = question;
        this.yes = yes;
    }

    String question() {
        return question;
    }

    String yes() {
        return yes;
    }

    /** @param stuck whether writes on PlanetScale are stopped although nothing runs */
    static String of(MigrationState state, boolean stuck) {
        if (stuck) {
            return "Writes on PlanetScale are still stopped, because rolling back was interrupted. Your application cannot write to"
                    + " PlanetScale until you allow it again.";
        }
        if (state.wayBack().rollingBack() == PhaseStatus.RUNNING) {
            return "Rolling back: writes on PlanetScale are stopped until the source has every change.";
        }
        return "The source follows PlanetScale: every row that your application writes there is carried back. As long as that is so"
                + " you can roll back without losing any. When you are sure, give the way back up, or clean up on the last page.";
    }
}
