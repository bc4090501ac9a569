package dev.planetfall.migration.step;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.DiskSize;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.MigrationEvent.DiskMeasured;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.Scope;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.LargeObjects;
import dev.planetfall.postgres.Table;
import java.util.List;

/** Measures what the target will have to hold. */
final class MeasureDiskStep implements Step {
    @Override
    public String id() {
        return "measure-disk";
    }

    @Override
    public Phase phase() {
        return Phase.CHECK;
    }

    @Override
    public String title() {
        return Messages.text("step.measure-disk.measure-the-sources-tables-and");
    }

    /** The source grows: it is measured anew each time. */
    @Override
    public boolean isDone(MigrationContext context) {
        return false;
    }

    @Override
    public void run(MigrationContext context) {
        Scope scope = context.plan().scope();
        DiskSize size = context.source().withReadOnlySession(session -> {
            List<Table> tables = new Catalog(session)
                    .tables().stream()
                            .filter(table -> scope.includes(table.name()))
                            .toList();
            LargeObjects objects = new LargeObjects(session);
            boolean copied =
                    scope.includes(LargeObjects.TABLE) && objects.count().all() > 0;
            return DiskSize.of(tables).withMore(copied ? objects.bytesOnDisk() : 0);
        });
        context.report(new DiskMeasured(context.clock().instant(), size));
    }

    @Override
    public void undo(MigrationContext context) {
        // Measuring changed nothing.
    }
}
