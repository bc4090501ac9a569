package dev.planetfall.report;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.Chronicle.RemedyRun;
import dev.planetfall.migration.MigrationPlan;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
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
            tasks.add(Messages.plural("report.outstanding.find-out-why-tables-differed", differing));
        }
        if (state.isDone(Phase.CUTOVER)
                && state.method().stopsWriters()
                && !state.verification().map(Verification::isProven).orElse(false)
                && differing == 0) {
            tasks.add(Messages.text("report.outstanding.compare-the-rows-nobody-has"));
        }
    }

    private void objects() {
        int failed = state.outcomes().failures();
        if (failed > 0) {
            tasks.add(Messages.plural("report.outstanding.make-objects-of-the-schema", failed));
        }
        int absent = state.outcomes().count(Result.SKIPPED) + state.outcomes().count(Result.LEFT_OUT);
        if (absent > 0) {
            tasks.add(Messages.plural("report.outstanding.see-whether-the-application-needs", absent));
        }
        if (state.drift().map(SchemaDrift::isNone).map(none -> !none).orElse(false)) {
            tasks.add(Messages.text("report.outstanding.make-the-schemas-agree-as"));
        }
        state.views().stream()
                .filter(ViewRefresh::failed)
                .forEach(view -> tasks.add(Messages.text(
                        "report.outstanding.refresh-the-materialized-view-on", view.view(), view.problem())));
    }

    private void onTheWay() {
        StepStatus analyzed = state.step(ANALYZE).status();
        if (state.isDone(Phase.REPLICATE) && analyzed != StepStatus.DONE && analyzed != StepStatus.ALREADY_DONE) {
            tasks.add(Messages.text("report.outstanding.run-analyze-on-planetscale-or"));
        }
        if (state.writesFrozen() && !state.isDone(Phase.CUTOVER)) {
            tasks.add(Messages.text("report.outstanding.resume-the-migration-the-source"));
        } else if (state.isUnderWay() && !state.isDone(Phase.CUTOVER)) {
            tasks.add(Messages.text("report.outstanding.cut-over-or-give-the", whatIsKept()));
        }
    }

    private void afterTheCutover(MigrationPlan plan) {
        if (state.isDone(Phase.CUTOVER)) {
            if (state.wayBack().isArmed()) {
                tasks.add(Messages.text("report.outstanding.decide-how-long-you-want"));
            }
            if (state.isUnderWay()) {
                tasks.add(Messages.text("report.outstanding.clean-up", whatIsKept()));
            }
            tasks.add(Messages.text("report.outstanding.see-that-every-program-uses"));
            remedies();
            tasks.add(Messages.text("report.outstanding.take-back-what-was-opened"));
            retire(plan);
        }
        List<String> left = state.leftovers().orElse(List.of());
        if (!left.isEmpty()) {
            tasks.add(Messages.text("report.outstanding.drop-what-was-left-on", String.join(", ", left)));
        }
    }

    private String whatIsKept() {
        return state.mayHoldSlot() && !state.wayBack().isArmed()
                ? Messages.text("report.outstanding.until-then-the-source-keeps")
                : "";
    }

    private void remedies() {
        long kept = state.chronicle().remedies().stream()
                .filter(run -> run.undoneAt().isEmpty())
                .map(RemedyRun::remedy)
                .filter(remedy -> !remedy.undo().isBlank())
                .count();
        if (kept > 0) {
            tasks.add(Messages.plural("report.outstanding.take-back-changes-that-the", kept));
        }
    }

    private void retire(MigrationPlan plan) {
        tasks.add(
                state.writesFrozen()
                        ? Messages.text(
                                "report.outstanding.keep-the-old-database-with", String.join("; ", lifting(plan)))
                        : Messages.text("report.outstanding.keep-the-old-database-with-a"));
    }

    private List<String> lifting(MigrationPlan plan) {
        List<String> known = state.lifting(Side.SOURCE);
        return known.isEmpty()
                ? List.of("ALTER DATABASE " + new Identifier(plan.source().database()).quoted()
                        + " RESET default_transaction_read_only")
                : known;
    }
}
