package dev.planetfall.migration.step;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.copy.UnloggedRows;

/** Copies the rows of unlogged tables through this computer while nobody writes: replication never sees them. */
final class CopyUnloggedRowsStep implements Step {
    @Override
    public String id() {
        return "copy-unlogged-rows";
    }

    @Override
    public Phase phase() {
        return Phase.CUTOVER;
    }

    @Override
    public String title() {
        return Messages.text("step.copy-unlogged-rows.copy-the-rows-of-unlogged");
    }

    /** Only rows that were read after this freeze count. */
    @Override
    public boolean isDone(MigrationContext context) {
        return UnloggedRows.tables(context).isEmpty();
    }

    @Override
    public void run(MigrationContext context) {
        UnloggedRows.copy(context);
    }

    @Override
    public void rehearse(MigrationContext context) {
        run(context);
    }

    @Override
    public void undo(MigrationContext context) {
        // The application may be using them by now; the next cutover replaces them.
    }
}
