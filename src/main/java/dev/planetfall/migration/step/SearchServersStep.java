package dev.planetfall.migration.step;

import dev.planetfall.language.Messages;
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
        return Messages.text("step.search-servers.look-what-is-to-be");
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
                    Messages.text(
                            "step.search-servers.neither-server-answered",
                            found.source().problem().orElse(""),
                            found.target().problem().orElse("")),
                    Messages.text("step.search-servers.nothing-was-removed-run-this"));
        }
    }

    @Override
    public void undo(MigrationContext context) {
        // Looking changed nothing.
    }
}
