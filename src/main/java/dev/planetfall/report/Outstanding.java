package dev.planetfall.report;

import dev.planetfall.migration.Chronicle.RemedyRun;
import dev.planetfall.migration.MigrationPlan;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.Quantities;
import dev.planetfall.migration.SchemaDrift;
import dev.planetfall.migration.SchemaOutcome.Result;
import dev.planetfall.migration.Side;
import dev.planetfall.migration.StepStatus;
import dev.planetfall.migration.TableComparison.Verdict;
import dev.planetfall.migration.Verification;
import dev.planetfall.migration.ViewRefresh;
import dev.planetfall.postgres.Identifier;
import java.util.ArrayList;
import java.util.List;

/** What is left to do, as far as the state tells: the most urgent first. */
final class Outstanding {
    private static final String ANALYZE = "analyze";

    private final MigrationState state;
    private final List<String> tasks = new ArrayList<>();

    private Outstanding(MigrationState state) {
        this.state = state;
    }

    static List<String> of(MigrationState state) {
        return state.plan().map(plan -> new Outstanding(state).tasks(plan)).orElse(List.of());
    }

    private List<String> tasks(MigrationPlan plan) {
        rows();
        objects();
        onTheWay();
        afterTheCutover(plan);
        return List.copyOf(tasks);
    }

    private void rows() {
        long differing =
                state.verification().map(known -> known.count(Verdict.DIFFERS)).orElse(0L);
        if (differing > 0) {
            tasks.add(
                    "Find out why " + Quantities.count(differing, "table") + " differed when rows were compared last.");
        }
        if (state.isDone(Phase.CUTOVER)
                && state.method().stopsWriters()
                && !state.verification().map(Verification::isProven).orElse(false)
                && differing == 0) {
            tasks.add("Compare the rows: nobody has proven that both servers hold the same.");
        }
    }

    private void objects() {
        int failed = state.outcomes().failures();
        if (failed > 0) {
            tasks.add("Make " + Quantities.count(failed, "object")
                    + " of the schema on PlanetScale that could not be made, told" + " under Schema.");
        }
        int absent = state.outcomes().count(Result.SKIPPED) + state.outcomes().count(Result.LEFT_OUT);
        if (absent > 0) {
            tasks.add("See whether the application needs what PlanetScale does not have: "
                    + Quantities.count(absent, "object") + ", told under Schema.");
        }
        if (state.drift().map(SchemaDrift::isNone).map(none -> !none).orElse(false)) {
            tasks.add("Make the schemas agree, as told under Schema.");
        }
        state.views().stream()
                .filter(ViewRefresh::failed)
                .forEach(view -> tasks.add(
                        "Refresh the materialized view " + view.view() + " on PlanetScale: " + view.problem()));
    }

    private void onTheWay() {
        StepStatus analyzed = state.step(ANALYZE).status();
        if (state.isDone(Phase.REPLICATE) && analyzed != StepStatus.DONE && analyzed != StepStatus.ALREADY_DONE) {
            tasks.add("Run ANALYZE on PlanetScale, or its planner works without statistics.");
        }
        if (state.writesFrozen() && !state.isDone(Phase.CUTOVER)) {
            tasks.add("Resume the migration: the source refuses writes until the cutover is done or that is lifted.");
        } else if (state.isUnderWay() && !state.isDone(Phase.CUTOVER)) {
            tasks.add("Cut over, or give the migration up" + whatIsKept() + ".");
        }
    }

    private void afterTheCutover(MigrationPlan plan) {
        if (state.isDone(Phase.CUTOVER)) {
            if (state.wayBack().isArmed()) {
                tasks.add(
                        "Decide how long you want to be able to roll back, then give the way back up: until then PlanetScale keeps"
                                + " log for the source, and the source keeps the password of PlanetScale's role. Large objects that"
                                + " are made or changed on PlanetScale do not come back.");
            }
            if (state.isUnderWay()) {
                tasks.add("Clean up" + whatIsKept() + ".");
            }
            tasks.add(
                    "See that every program uses the new connection strings, and that its role has its rights on PlanetScale:"
                            + " roles, passwords and GRANTs are not copied.");
            remedies();
            tasks.add(
                    "Take back what was opened or raised at the source for this migration alone, such as firewall rules and"
                            + " settings of the server.");
            retire(plan);
        }
        List<String> left = state.leftovers().orElse(List.of());
        if (!left.isEmpty()) {
            tasks.add("Drop what was left on the servers: " + String.join(", ", left) + ".");
        }
    }

    private String whatIsKept() {
        return state.mayHoldSlot() && !state.wayBack().isArmed()
                ? ": until then the source keeps log for PlanetScale, and PlanetScale keeps the password of the source's role"
                : "";
    }

    private void remedies() {
        long kept = state.chronicle().remedies().stream()
                .filter(run -> run.undoneAt().isEmpty())
                .map(RemedyRun::remedy)
                .filter(remedy -> !remedy.undo().isBlank())
                .count();
        if (kept > 0) {
            tasks.add("Take back " + Quantities.count(kept, "change")
                    + " that the checks made, told under Changes made by the"
                    + " checks, unless you want to keep them.");
        }
    }

    private void retire(MigrationPlan plan) {
        tasks.add(
                "Keep the old database, with a backup of it, as long as you may want to look something up; then retire it."
                        + (state.writesFrozen()
                                ? " It refuses writes, which this lifts there: SET default_transaction_read_only = off; "
                                        + String.join("; ", lifting(plan)) + ";"
                                : ""));
    }

    private List<String> lifting(MigrationPlan plan) {
        List<String> known = state.lifting(Side.SOURCE);
        return known.isEmpty()
                ? List.of("ALTER DATABASE " + new Identifier(plan.source().database()).quoted()
                        + " RESET default_transaction_read_only")
                : known;
    }
}
