package dev.planetfall.migration.step;

import dev.planetfall.migration.DiskSize;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.MigrationEvent.DiskMeasured;
import dev.planetfall.migration.Phase;
import dev.planetfall.postgres.Catalog;
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
        return "Measure the source's tables and indexes";
    }

    /** The source grows: it is measured anew each time. */
    @Override
    public boolean isDone(MigrationContext context) {
        return false;
    }

    @Override
    public void run(MigrationContext context) {
        List<Table> tables = context.source()
                .withReadOnlySession(session -> new Catalog(session)
                        .tables().stream()
                                .filter(table -> context.plan().scope().includes(table.name()))
                                .toList());
        context.report(new DiskMeasured(context.clock().instant(), DiskSize.of(tables)));
    }

    @Override
    public void undo(MigrationContext context) {
        // Measuring changed nothing.
    }
}
