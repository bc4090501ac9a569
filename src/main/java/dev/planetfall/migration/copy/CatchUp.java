package dev.planetfall.migration.copy;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.StepFailedException;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.Lsn;
import dev.planetfall.postgres.ReplicationSlot;
import dev.planetfall.postgres.Session;
import java.time.Duration;
import java.util.function.ObjLongConsumer;

/** The wait until a subscription that began behind has applied all that was written before the wait began. */
public final class CatchUp {
    private CatchUp() {}

    /**
     * @param watch is given a session on the target and the bytes of log that are left, again and again
     * @throws StepFailedException when the slot is gone: changes are lost, and the copy is worthless
     */
    public static void await(MigrationContext context, Duration poll, ObjLongConsumer<Session> watch) {
        context.source()
                .useSession(source -> context.target().useSession(target -> {
                    MarkerTable.write(source, context.plan().id());
                    Lsn end = new Catalog(source).currentLsn();
                    for (long left = left(context, source, end); left > 0; left = left(context, source, end)) {
                        watch.accept(target, left);
                        context.pause(poll);
                    }
                }));
    }

    private static long left(MigrationContext context, Session source, Lsn end) {
        return new Catalog(source)
                .slot(context.plan().names().slot())
                .filter(slot -> !slot.isLost())
                .flatMap(ReplicationSlot::confirmedFlush)
                .map(end::bytesSince)
                .orElseThrow(() -> new StepFailedException(
                        Messages.text("copy.catch-up.the-source-no-longer-keeps"),
                        Messages.text("copy.catch-up.take-this-phase-back-then")));
    }
}
