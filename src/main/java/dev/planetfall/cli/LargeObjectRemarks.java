package dev.planetfall.cli;

import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Quantities;
import dev.planetfall.migration.Side;
import dev.planetfall.migration.run.OpenMigration;
import dev.planetfall.postgres.LargeObjects;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the way back does not carry must be known before one relies on it, and again when one came back by it. */
record LargeObjectRemarks(OpenMigration migration) {
    private static final Logger LOG = LoggerFactory.getLogger(LargeObjectRemarks.class);

    List<String> beforeTheCutover() {
        OptionalLong source = count(Side.SOURCE);
        return List.of("Large objects that are made, changed or removed on PlanetScale do not come back in a roll back."
                + (source.isPresent() ? " The source has " + objects(source.getAsLong()) + " now." : ""));
    }

    /** Nothing where neither server has any. */
    List<String> afterTheRollBack() {
        OptionalLong source = count(Side.SOURCE);
        OptionalLong target = count(Side.TARGET);
        if (source.isEmpty() || target.isEmpty()) {
            return List.of(
                    "Large objects that were made, changed or removed on PlanetScale did not come back. How many there are"
                            + " could not be asked.");
        }
        return source.getAsLong() + target.getAsLong() == 0
                ? List.of()
                : List.of(
                        "Large objects that were made, changed or removed on PlanetScale did not come back: PlanetScale has "
                                + objects(target.getAsLong()) + ", the source " + Quantities.count(source.getAsLong())
                                + ".");
    }

    private static String objects(long count) {
        return count == 0 ? "no large object" : Quantities.count(count, "large object");
    }

    /** Empty when the server does not answer: nothing depends on it. */
    private OptionalLong count(Side side) {
        try {
            return OptionalLong.of(
                    migration.ask(context -> count(context, side)).join());
        } catch (CompletionException e) {
            LOG.debug("Large objects could not be counted", e);
            return OptionalLong.empty();
        }
    }

    private static long count(MigrationContext context, Side side) {
        return context.database(side)
                .withReadOnlySession(
                        session -> new LargeObjects(session).count().all());
    }
}
