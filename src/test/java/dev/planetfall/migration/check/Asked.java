package dev.planetfall.migration.check;

import dev.planetfall.migration.Finding;
import dev.planetfall.migration.MigrationPlan;
import dev.planetfall.migration.PlanBuilder;
import dev.planetfall.migration.Scope;
import dev.planetfall.postgres.ConnectionSettings;
import dev.planetfall.testing.RecordingContext;
import dev.planetfall.testing.TwoPostgres;
import java.util.ArrayList;
import java.util.List;

/** Runs one check the way the runner does. */
final class Asked {
    private Asked() {}

    static List<Finding> findings(Check check, MigrationPlan plan) {
        List<Finding> findings = new ArrayList<>();
        check.run(new RecordingContext(plan), findings::add);
        return findings;
    }

    static List<Finding> findings(Check check, TwoPostgres servers) {
        return findings(check, servers.plan());
    }

    static MigrationPlan from(TwoPostgres servers, ConnectionSettings source) {
        return PlanBuilder.from(servers.plan()).source(source).build().orElseThrow();
    }

    static MigrationPlan to(TwoPostgres servers, ConnectionSettings target) {
        return PlanBuilder.from(servers.plan()).target(target).build().orElseThrow();
    }

    static MigrationPlan within(TwoPostgres servers, Scope scope) {
        return PlanBuilder.from(servers.plan()).scope(scope).build().orElseThrow();
    }
}
