package dev.planetfall.migration.run;

import dev.planetfall.migration.Finding;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.MigrationEvent.FindingReported;
import dev.planetfall.migration.check.Check;
import dev.planetfall.postgres.DatabaseException;
import java.util.List;

/** Asks every check, one after the other. A check that cannot be answered becomes a finding that says so. */
final class CheckRunner {
    private final List<Check> checks;

    CheckRunner(List<Check> checks) {
        this.checks = checks;
    }

    void run(MigrationContext context) {
        for (Check check : checks) {
            context.throwIfCancelled();
            try {
                check.run(context, finding -> report(context, finding));
            } catch (DatabaseException e) {
                report(
                        context,
                        Finding.unknown(
                                check.id(),
                                "Could not check: " + check.title() + ". " + e.getMessage(),
                                "Nothing is known about this. Mend the cause and check again."));
            }
        }
    }

    private static void report(MigrationContext context, Finding finding) {
        context.report(new FindingReported(context.clock().instant(), finding));
    }
}
