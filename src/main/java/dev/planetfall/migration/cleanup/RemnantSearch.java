package dev.planetfall.migration.cleanup;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.CleanUpEvent.ServersSearched;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Remnant;
import dev.planetfall.migration.Remnant.Kind;
import dev.planetfall.migration.Remnant.Owner;
import dev.planetfall.migration.Remnants;
import dev.planetfall.migration.ReplicationNames;
import dev.planetfall.migration.SearchedServer;
import dev.planetfall.migration.Side;
import dev.planetfall.postgres.DatabaseException;
import dev.planetfall.postgres.SqlLiteral;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Asks both servers what migrations left on them. Every kind of object is looked for on either server, because a way back
 * replicates in the other direction. Changes nothing.
 */
public final class RemnantSearch {
    private static final String IF_THERE = ", if it is there";

    private final MigrationContext context;
    private final OwnNames own;
    private final Map<Side, ServerLook> looks = new EnumMap<>(Side.class);
    private final Map<Side, String> problems = new EnumMap<>(Side.class);

    private RemnantSearch(MigrationContext context) {
        this.context = context;
        own = OwnNames.of(context);
    }

    /** Asks both and tells what came of it. A server that does not answer delays this by some ten seconds. */
    public static Remnants tell(MigrationContext context) {
        Remnants found = search(context, side -> true);
        context.report(new ServersSearched(context.clock().instant(), found));
        return found;
    }

    /**
     * The same for a person who only looks, beside whatever runs: where somebody else has told of a search meanwhile, this one is older
     * and is not told.
     */
    public static Remnants look(MigrationContext context) {
        Optional<Remnants> before = context.state().remnants();
        Remnants found = search(context, side -> true);
        if (context.state().remnants().equals(before)) {
            context.report(new ServersSearched(context.clock().instant(), found));
        }
        return found;
    }

    /** @param asked which servers are asked; of another nothing is known */
    static Remnants search(MigrationContext context, Predicate<Side> asked) {
        RemnantSearch search = new RemnantSearch(context);
        Stream.of(Side.values()).filter(asked).forEach(search::look);
        return new Remnants(search.result(Side.SOURCE), search.result(Side.TARGET));
    }

    private void look(Side side) {
        try {
            boolean frozen = context.state().isFrozen(side);
            looks.put(side, context.database(side).withReadOnlySession(session -> ServerLook.at(session, own, frozen)));
        } catch (DatabaseException e) {
            context.throwIfCancelled();
            problems.put(side, e.getMessage());
        }
    }

    private SearchedServer result(Side side) {
        Side other = side == Side.SOURCE ? Side.TARGET : Side.SOURCE;
        return Optional.ofNullable(looks.get(side))
                .map(look -> new SearchedServer(
                        side,
                        Optional.empty(),
                        new Classification(
                                        own,
                                        side,
                                        look,
                                        Optional.ofNullable(looks.get(other)),
                                        context.state().lifting(side))
                                .remnants()))
                .orElseGet(() -> new SearchedServer(
                        side,
                        Optional.of(
                                problems.getOrDefault(side, Messages.text("cleanup.remnant-search.it-was-not-asked"))),
                        believed(side)));
    }

    /** What was seen there last, or else all that can be there. */
    private List<Remnant> believed(Side side) {
        return context.state()
                .remnants()
                .map(found -> found.of(side).remnants())
                .orElseGet(() -> possible(side));
    }

    private List<Remnant> possible(Side side) {
        String marker = ReplicationNames.MARKER_TABLE.quoted();
        boolean replicates = context.plan().method().replicates();
        Stream<Remnant> replicating = Stream.of(Kind.SUBSCRIPTION, Kind.REPLICATION_SLOT, Kind.PUBLICATION)
                .filter(kind -> replicates)
                .map(kind -> possible(side, kind, direction(side, kind)));
        Remnant entry = new Remnant(
                side,
                Kind.ENTRY,
                ReplicationNames.MARKER_TABLE.toString(),
                Owner.THIS_MIGRATION,
                IF_THERE,
                List.of("DO $$BEGIN IF to_regclass(" + SqlLiteral.quote(marker) + ") IS NOT NULL THEN DELETE FROM "
                        + marker + " WHERE migration IN ("
                        + SqlLiteral.quote(own.ids().get(0)) + ", "
                        + SqlLiteral.quote(own.ids().get(1)) + "); END IF; END$$;"));
        return Stream.concat(replicating, Stream.of(entry)).toList();
    }

    /** PlanetScale subscribes on the way there and the source on the way back; the other server publishes. */
    private String direction(Side side, Kind kind) {
        boolean isThere = (kind == Kind.SUBSCRIPTION) == (side == Side.TARGET);
        return own.names().get(isThere ? 0 : 1);
    }

    private static Remnant possible(Side side, Kind kind, String name) {
        return new Remnant(side, kind, name, Owner.THIS_MIGRATION, IF_THERE, List.of(Removals.ifThere(kind, name)));
    }
}
