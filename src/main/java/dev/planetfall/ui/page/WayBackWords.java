package dev.planetfall.ui.page;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.PhaseStatus;

/** What is said of the way back, and asked before something is done with it. */
enum WayBackWords {
    NOTHING("", ""),
    ROLL_BACK(
            Messages.text("page.way-back.writes-on-planetscale-are-stopped"),
            Messages.text("page.way-back.yes-roll-back-now")),
    RETIRE(
            Messages.text("page.way-back.nothing-written-to-planetscale-from"),
            Messages.text("page.way-back.yes-give-up-the-way"));

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
            return Messages.text("page.way-back.writes-on-planetscale-are-still");
        }
        if (state.wayBack().rollingBack() == PhaseStatus.RUNNING) {
            return Messages.text("page.way-back.rolling-back-writes-on-planetscale");
        }
        return Messages.text("page.way-back.the-source-follows-planetscale-every");
    }
}
