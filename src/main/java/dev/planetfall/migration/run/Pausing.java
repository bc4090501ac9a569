package dev.planetfall.migration.run;

import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.SafetyEvent;
import dev.planetfall.migration.SafetyEvent.ReplicationPaused;
import dev.planetfall.migration.SafetyEvent.ReplicationResumed;
import dev.planetfall.migration.copy.Subscription;

/** Stops the flow of changes for a while and lets it go on. The wish is told first, so that who waits for the copy is not alarmed. */
final class Pausing {
    private Pausing() {}

    static SafetyEvent pause(MigrationContext context) {
        SafetyEvent paused = new ReplicationPaused(context.clock().instant());
        context.report(paused);
        try {
            Subscription.setEnabled(context, false);
            return paused;
        } catch (RuntimeException e) {
            context.report(new ReplicationResumed(context.clock().instant()));
            throw e;
        }
    }

    static SafetyEvent resume(MigrationContext context) {
        Subscription.setEnabled(context, true);
        SafetyEvent resumed = new ReplicationResumed(context.clock().instant());
        context.report(resumed);
        return resumed;
    }
}
