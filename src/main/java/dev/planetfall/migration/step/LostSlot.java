package dev.planetfall.migration.step;

import dev.planetfall.language.Messages;
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
                        ? Messages.text(
                                "step.lost-slot.has-given-up-the-replication",
                                context.actual(Side.SOURCE).first(),
                                follower)
                        : Messages.text("step.lost-slot.the-replication-slot-of-this", publisher),
                Messages.text(
                        context.actual(Side.SOURCE) == Side.SOURCE
                                ? "step.lost-slot.nothing-was-handed-over-and"
                                : "step.lost-slot.rolling-back-would-lose-rows"));
    }
}
