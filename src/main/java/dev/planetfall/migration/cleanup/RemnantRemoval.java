package dev.planetfall.migration.cleanup;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.CleanUpEvent.RemnantRemoved;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Remnant;
import dev.planetfall.migration.Remnant.Kind;
import dev.planetfall.migration.Remnants;
import dev.planetfall.migration.SearchedServer;
import dev.planetfall.migration.Side;
import dev.planetfall.migration.StepFailedException;
import dev.planetfall.migration.copy.SlotRemoval;
import dev.planetfall.postgres.DatabaseException;
import dev.planetfall.postgres.Session;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** Removes what was found, by the statements that were shown. Doing it twice is harmless: what is there is asked each time. */
public final class RemnantRemoval {
    /** Somebody may work with what is dropped; nobody waits for that for ever. */
    private static final String PATIENCE = "SET lock_timeout = '30s'";

    private RemnantRemoval() {}

    /** Whether no server that answers holds anything of this migration that {@code which} names. */
    public static boolean isDone(MigrationContext context, Predicate<Remnant> which) {
        return found(context).own().stream().noneMatch(isWithinReach(context).and(which));
    }

    /**
     * Removes what {@code which} names of this migration's own, kind after kind, from the servers that answered when they were
     * searched last. The others are left for the next time.
     */
    public static void run(MigrationContext context, Predicate<Remnant> which) {
        found(context).own().stream()
                .filter(isWithinReach(context).and(which))
                .sorted(Comparator.comparing(Remnant::kind))
                .forEach(remnant -> remove(context, remnant));
    }

    /** Whether it belongs to the replication from PlanetScale to the source. */
    public static Predicate<Remnant> ofWayBack(MigrationContext context) {
        OwnNames own = OwnNames.of(context);
        return remnant -> own.isOfWayBack(remnant.name());
    }

    /**
     * Removes what a person chose. Each is looked up again first: what is gone, at work, or removed in another way than was shown
     * is left alone.
     *
     * @return what was found on both servers afterwards
     * @throws StepFailedException with the server's words, or the reason, when one could not be removed; those before it are gone
     */
    public static Remnants removeChosen(MigrationContext context, List<Remnant> chosen) {
        try {
            removeEach(context, chosen);
        } catch (StepFailedException e) {
            RemnantSearch.tell(context);
            throw e;
        }
        return RemnantSearch.tell(context);
    }

    private static void removeEach(MigrationContext context, List<Remnant> chosen) {
        List<Remnant> there = RemnantSearch.search(context, side -> true).others();
        for (Remnant remnant : chosen) {
            boolean isAsShown = there.stream()
                    .anyMatch(now -> now.side() == remnant.side()
                            && now.kind() == remnant.kind()
                            && now.name().equals(remnant.name())
                            && now.statements().equals(remnant.statements()));
            if (!isAsShown) {
                throw new StepFailedException(
                        Messages.text(
                                "cleanup.remnant-removal.the-on-is-not-as",
                                remnant.described(),
                                remnant.side().on()),
                        Messages.text("cleanup.remnant-removal.look-again-before-you-choose"));
            }
            removeTold(context, remnant);
        }
    }

    private static void removeTold(MigrationContext context, Remnant remnant) {
        try {
            remove(context, remnant);
        } catch (DatabaseException e) {
            throw new StepFailedException(
                    Messages.text(
                            "cleanup.remnant-removal.the-on-was-not-removed",
                            remnant.described(),
                            remnant.side().on(),
                            e.getMessage()),
                    Messages.text("cleanup.remnant-removal.let-somebody-with-more-rights"),
                    e);
        }
        context.report(new RemnantRemoved(context.clock().instant(), remnant));
    }

    private static void remove(MigrationContext context, Remnant remnant) {
        context.throwIfCancelled();
        context.database(remnant.side()).useSession(session -> {
            session.execute(PATIENCE);
            remove(session, remnant);
        });
    }

    private static void remove(Session session, Remnant remnant) {
        if (remnant.kind() == Kind.REPLICATION_SLOT) {
            SlotRemoval.drop(session, List.of(remnant.name()));
        } else {
            remnant.statements().forEach(session::execute);
        }
    }

    private static Remnants found(MigrationContext context) {
        return RemnantSearch.search(context, side -> isWithinReach(context, side));
    }

    private static Predicate<Remnant> isWithinReach(MigrationContext context) {
        return remnant -> isWithinReach(context, remnant.side());
    }

    private static boolean isWithinReach(MigrationContext context, Side side) {
        return context.state()
                .remnants()
                .map(found -> found.of(side))
                .map(SearchedServer::answered)
                .orElse(true);
    }
}
