package dev.planetfall.migration.schema;

import dev.planetfall.migration.SchemaKey;
import dev.planetfall.migration.SchemaOutcome;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * One object to make.
 *
 * @param isKey whether the table refuses changes until it is there; keys come before everything else
 * @param cost what takes longest comes first
 * @param number another for each; among objects of the same cost the lowest comes first
 * @param needs what became of the objects that it needs
 */
record BuildJob(SchemaOutcome object, boolean isKey, long cost, long number, List<SchemaOutcome> needs) {
    static final Comparator<BuildJob> ORDER = Comparator.comparing(BuildJob::isKey)
            .thenComparingLong(BuildJob::cost)
            .reversed()
            .thenComparing(BuildJob::number);

    Map<SchemaKey, TableHold> holds() {
        return TableHold.of(object);
    }
}
