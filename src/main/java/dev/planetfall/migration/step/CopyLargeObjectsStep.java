package dev.planetfall.migration.step;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.copy.LargeObjectCopy;
import dev.planetfall.migration.copy.LargeObjectLedger;

/**
 * Copies large objects through this computer while the application goes on writing: the long part. What changes meanwhile is found
 * in the cutover.
 */
final class CopyLargeObjectsStep implements Step {
    @Override
    public String id() {
        return "copy-large-objects";
    }

    @Override
    public Phase phase() {
        return Phase.REPLICATE;
    }

    @Override
    public String title() {
        return Messages.text("step.copy-large-objects.copy-large-objects");
    }

    /** After the cutover the application may have changed them: they are not compared with the source's any more. */
    @Override
    public boolean isDone(MigrationContext context) {
        return context.state().isDone(Phase.CUTOVER) || LargeObjectCopy.isCopied(context);
    }

    @Override
    public void run(MigrationContext context) {
        if (LargeObjectCopy.isInScope(context)) {
            LargeObjectCopy.copy(context);
        }
    }

    /** Once the cutover was made, the objects are the application's and stay. */
    @Override
    public void undo(MigrationContext context) {
        boolean handedOver =
                context.state().isDone(Phase.CUTOVER) || context.state().isDone(Phase.FINISH);
        context.target().useSession(session -> {
            LargeObjectLedger ledger = LargeObjectCopy.ledger(context, session);
            session.execute("SET statement_timeout = 0");
            if (handedOver) {
                ledger.forget();
            } else {
                ledger.unlinkAll();
            }
        });
    }
}
