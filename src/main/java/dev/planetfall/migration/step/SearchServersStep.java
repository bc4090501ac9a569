package dev.planetfall.migration.step;

import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.Remnants;
import dev.planetfall.migration.SearchedServer;
import dev.planetfall.migration.StepFailedException;
import dev.planetfall.migration.cleanup.RemnantSearch;

/** Finds out which server answers and what is to be removed there. One that does not answer is left out of the next steps. */
final class SearchServersStep implements Step {
    @Override
    public String id() {
        return "search-servers";
    }

    @Override
    public Phase phase() {
        return Phase.FINISH;
    }

    @Override
    public String title() {
        return "Look what is to be removed on both servers";
    }

    /** What was there a moment ago says nothing about now. */
    @Override
    public boolean isDone(MigrationContext context) {
        return false;
    }

    @Override
    public void run(MigrationContext context) {
        Remnants found = RemnantSearch.tell(context);
        if (found.servers().noneMatch(SearchedServer::answered)) {
            throw new StepFailedException(
                    "Neither server answered. " + found.source().problem().orElse("") + " "
                            + found.target().problem().orElse(""),
                    "Nothing was removed. Run this again once one of them answers.");
        }
    }

    @Override
    public void undo(MigrationContext context) {
        // Looking changed nothing.
    }
}
