package dev.planetfall.migration.step;

import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Side;
import dev.planetfall.migration.StepFailedException;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.ReplicationSlot;
import java.util.Optional;

/** Refuses to wait for changes that nobody will send any more, because the slot that would have kept them is lost. */
final class LostSlot {
    private LostSlot() {}

    /** @throws StepFailedException when it is */
    static void refuse(MigrationContext context) {
        Optional<ReplicationSlot> slot = context.source()
                .withReadOnlySession(session ->
                        new Catalog(session).slot(context.plan().names().slot()));
        if (slot.filter(found -> !found.isLost()).isPresent()) {
            return;
        }
        String publisher = context.actual(Side.SOURCE).named();
        String follower = context.actual(Side.TARGET).named();
        throw new StepFailedException(
                slot.isPresent()
                        ? context.actual(Side.SOURCE).first()
                                + " has given up the replication slot of this migration, with changes that "
                                + follower + " still needed."
                        : "The replication slot of this migration is gone from " + publisher
                                + ": somebody dropped it, or another server took over there that never had it.",
                context.actual(Side.SOURCE) == Side.SOURCE
                        ? "Nothing was handed over, and the source has every row. Give this replication up, empty the tables on"
                                + " PlanetScale and copy again."
                        : "Rolling back would lose rows now. Keep the application on PlanetScale and give the way back up.");
    }
}
