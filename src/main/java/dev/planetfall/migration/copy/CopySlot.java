package dev.planetfall.migration.copy;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.StepFailedException;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.Lsn;
import dev.planetfall.postgres.ReplicationSlot;
import dev.planetfall.postgres.Session;
import java.util.List;
import java.util.Optional;

/** The slot that keeps the changes after a snapshot until a subscription takes it over. */
final class CopySlot {
    private CopySlot() {}

    /** Whether it is there and nobody has taken changes from it since the snapshot. */
    static boolean isAt(MigrationContext context, String consistentPoint) {
        Optional<ReplicationSlot> slot = context.source()
                .withReadOnlySession(session ->
                        new Catalog(session).slot(context.plan().names().slot()));
        return slot.filter(found -> !found.isLost())
                .flatMap(ReplicationSlot::confirmedFlush)
                .filter(Lsn.parse(consistentPoint)::equals)
                .isPresent();
    }

    /** @throws StepFailedException when a subscription that began there would miss changes */
    static void require(MigrationContext context, Session target) {
        boolean whole = ChunkLedger.wholeMoment(target, context.plan().id())
                .filter(moment -> isAt(context, moment))
                .isPresent();
        if (!whole) {
            throw new StepFailedException(
                    Messages.text("copy.copy-slot.the-copied-rows-and-the"),
                    Messages.text("copy.copy-slot.run-this-again-the-copy"));
        }
    }

    static void drop(MigrationContext context) {
        context.source()
                .useSession(source -> SlotRemoval.drop(
                        source, List.of(context.plan().names().slot().name())));
    }
}
