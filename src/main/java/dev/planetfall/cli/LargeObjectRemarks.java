package dev.planetfall.cli;

import dev.planetfall.language.Messages;
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
        return List.of(
                source.isPresent()
                        ? Messages.text(
                                "cli.large-object-remarks.large-objects-that-are-made", objects(source.getAsLong()))
                        : Messages.text("cli.large-object-remarks.large-objects-that-are-made-changed"));
    }

    /** Nothing where neither server has any. */
    List<String> afterTheRollBack() {
        OptionalLong source = count(Side.SOURCE);
        OptionalLong target = count(Side.TARGET);
        if (source.isEmpty() || target.isEmpty()) {
            return List.of(Messages.text("cli.large-object-remarks.large-objects-that-were-made-changed"));
        }
        return source.getAsLong() + target.getAsLong() == 0
                ? List.of()
                : List.of(Messages.text(
                        "cli.large-object-remarks.large-objects-that-were-made",
                        objects(target.getAsLong()),
                        Quantities.count(source.getAsLong())));
    }

    private static String objects(long count) {
        return count == 0
                ? Messages.text("cli.large-object-remarks.no-large-object")
                : Messages.plural("count.large-object", count);
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
