package dev.planetfall.migration.step;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.Listing;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.MigrationEvent.LeftoversListed;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.Remnant;
import dev.planetfall.migration.Remnant.Owner;
import dev.planetfall.migration.Remnants;
import dev.planetfall.migration.SearchedServer;
import dev.planetfall.migration.StepFailedException;
import dev.planetfall.migration.cleanup.RemnantSearch;
import java.util.List;
import java.util.stream.Stream;

/** Proves that nothing of this migration is left: asks both servers again, and is done only when both answered. */
final class ListLeftoversStep implements Step {
    @Override
    public String id() {
        return "list-leftovers";
    }

    @Override
    public Phase phase() {
        return Phase.FINISH;
    }

    @Override
    public String title() {
        return Messages.text("step.list-leftovers.ask-both-servers-whether-anything");
    }

    /** Looking is the whole work. */
    @Override
    public boolean isDone(MigrationContext context) {
        return false;
    }

    @Override
    public void run(MigrationContext context) {
        Remnants found = RemnantSearch.tell(context);
        List<String> left = Stream.concat(
                        found.servers().flatMap(ListLeftoversStep::away),
                        Stream.concat(
                                        found.own().stream(),
                                        found.others().stream()
                                                .filter(remnant -> remnant.owner() == Owner.OTHER_MIGRATION))
                                .map(ListLeftoversStep::line))
                .toList();
        context.report(new LeftoversListed(context.clock().instant(), left));
        found.servers().filter(server -> !server.answered()).findFirst().ifPresent(server -> {
            throw new StepFailedException(
                    Messages.text(
                            "step.list-leftovers.did-not-answer-so-nothing",
                            start(server),
                            server.problem().orElse("")),
                    Messages.text(
                            "step.list-leftovers.run-the-clean-up-again-once",
                            server.side().on(),
                            server.script()));
        });
        if (!found.own().isEmpty()) {
            throw new StepFailedException(
                    Messages.text(
                            "step.list-leftovers.still-there",
                            Listing.of(found.own().stream()
                                    .map(ListLeftoversStep::place)
                                    .toList())),
                    Messages.text("step.list-leftovers.run-the-clean-up-again"));
        }
    }

    @Override
    public void undo(MigrationContext context) {
        // Looking changed nothing.
    }

    private static Stream<String> away(SearchedServer server) {
        return server.problem().stream()
                .map(problem -> Messages.text("step.list-leftovers.did-not-answer", start(server), problem));
    }

    private static String start(SearchedServer server) {
        String named = server.side().named();
        return Character.toUpperCase(named.charAt(0)) + named.substring(1);
    }

    /** What another migration may need now must not be dropped by a person who believes it to be rubbish. */
    private static String line(Remnant remnant) {
        return remnant.isOwn()
                ? place(remnant) + ""
                : Messages.text("step.list-leftovers.of-another-migration-leave-it", place(remnant));
    }

    private static String place(Remnant remnant) {
        return Messages.text(
                "step.list-leftovers.on", remnant.described(), remnant.side().on());
    }
}
