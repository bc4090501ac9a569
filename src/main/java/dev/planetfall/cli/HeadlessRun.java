package dev.planetfall.cli;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.LastComparison;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.PhaseStatus;
import dev.planetfall.migration.Remnants;
import dev.planetfall.migration.Severity;
import dev.planetfall.migration.Verification;
import dev.planetfall.migration.cleanup.RemnantSearch;
import dev.planetfall.migration.run.OpenMigration;
import dev.planetfall.postgres.QualifiedName;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Takes a migration through its phases in order, as a person would who agrees to everything. Phases that an earlier run
 * finished are passed over, except the first: whether the servers answer must be asked every time.
 */
final class HeadlessRun {
    private final OpenMigration migration;
    private final Extent extent;
    private final boolean acceptWarnings;
    private final Consumer<String> remarks;
    private volatile boolean stopping;

    /** @param remarks what the person should know besides the events */
    HeadlessRun(OpenMigration migration, Extent extent, boolean acceptWarnings, Consumer<String> remarks) {
        this.migration = migration;
        this.extent = extent;
        this.acceptWarnings = acceptWarnings;
        this.remarks = remarks;
    }

    /** Returns when the last phase asked for is done or one could not be done. */
    ExitCode run() {
        List<Phase> due = Arrays.stream(Phase.values())
                .filter(phase -> extent.includes(phase, migration.state()))
                .toList();
        if (due.equals(List.of(Phase.CONNECT)) && extent.through() != Phase.CONNECT) {
            remarks.accept(Messages.text(
                    "cli.headless-run.everything-up-to-this-phase",
                    extent.through().keyword(),
                    again(extent.through())));
        }
        List<QualifiedName> known = differing();
        for (Phase phase : due) {
            boolean heldBack = isHeldBackBefore(phase) || (phase == Phase.CUTOVER && hidesDifferences(known));
            ExitCode code = heldBack ? ExitCode.BLOCKED : run(phase);
            if (code != ExitCode.DONE) {
                return code;
            }
        }
        return isUnproven() ? ExitCode.NOT_VERIFIED : ExitCode.DONE;
    }

    /** Some phases can be done once more by themselves. */
    private static String again(Phase phase) {
        return switch (phase) {
            case SCHEMA, REPLICATE, VERIFY, SEQUENCES ->
                Messages.text("cli.headless-run.to-do-it-again-add", phase.keyword());
            case CONNECT, CHECK, CUTOVER, FINISH -> "";
        };
    }

    /** Tries the cutover without stopping anybody. */
    ExitCode rehearse() {
        if (!migration.state().isDone(Phase.REPLICATE)) {
            remarks.accept(Messages.text("cli.headless-run.there-is-nothing-to-rehearse", migration.id()));
            return ExitCode.BLOCKED;
        }
        return new Rehearsal(migration, remarks).carryOut();
    }

    /** Only while the source follows PlanetScale. */
    ExitCode rollBack() {
        return new RollingBack(migration, remarks).carryOut();
    }

    /** Lets writers on again, if they are stopped, takes back what was made to copy and replicate, and asks whether it is gone. */
    ExitCode abandon() {
        List<Phase> undone =
                migration.state().writesFrozen() ? List.of(Phase.CUTOVER, Phase.REPLICATE) : List.of(Phase.REPLICATE);
        boolean isTakenBack = true;
        for (Phase phase : undone) {
            isTakenBack &= migration.undo(phase).join() == PhaseStatus.NOT_STARTED;
        }
        Remnants left = migration.ask(RemnantSearch::tell).join();
        RemnantLines.own(left).forEach(remarks);
        if (!isTakenBack || !left.isProvenGone()) {
            return ExitCode.STEP_FAILED;
        }
        remarks.accept(givenUp());
        return ExitCode.DONE;
    }

    private String givenUp() {
        if (migration.state().isDone(Phase.CUTOVER)) {
            return Messages.text("cli.headless-run.the-migration-was-given-up");
        }
        return Messages.text(
                migration.state().method().copiesThroughThisComputer()
                        ? "cli.headless-run.the-copy-was-given-up"
                        : "cli.headless-run.replication-was-given-up-the");
    }

    /** Stops the running phase at its next resting point, from any thread. {@link #run} returns soon afterwards. */
    void stop() {
        stopping = true;
        migration.cancel();
    }

    /**
     * A cutover that compares less than every row would pass over tables that are known to differ. Whoever accepted warnings before these
     * were found did not accept them.
     *
     * @param known what was known to differ when this run began
     */
    private boolean hidesDifferences(List<QualifiedName> known) {
        List<QualifiedName> now = differing();
        boolean compares = migration.state().lastComparison() == LastComparison.ROWS;
        if (now.isEmpty() || compares || (acceptWarnings && known.containsAll(now))) {
            return false;
        }
        remarks.accept(Messages.plural("cli.headless-run.known-to-differ", now.size(), names(now), migration.id()));
        return true;
    }

    private List<QualifiedName> differing() {
        return migration.state().verification().map(Verification::differing).orElse(List.of());
    }

    static String names(List<QualifiedName> tables) {
        return tables.stream().map(QualifiedName::toString).collect(Collectors.joining(", "));
    }

    private boolean isHeldBackBefore(Phase phase) {
        if (acceptWarnings
                || phase != Phase.SCHEMA
                || migration.state().status(Phase.SCHEMA) != PhaseStatus.NOT_STARTED) {
            return false;
        }
        long open = migration.state().findings().stream()
                .map(Finding::severity)
                .filter(severity -> severity == Severity.WARNING || severity == Severity.UNKNOWN)
                .count();
        if (open > 0) {
            remarks.accept(Messages.text("cli.headless-run.nothing-was-changed-read-the"));
        }
        return open > 0;
    }

    private ExitCode run(Phase phase) {
        if (stopping) {
            return ExitCode.STEP_FAILED;
        }
        watchDuring(phase);
        if (phase == Phase.CUTOVER
                && migration.plan().map(plan -> plan.wayBack()).orElse(false)) {
            new LargeObjectRemarks(migration).beforeTheCutover().forEach(remarks);
        }
        boolean skipped = phase == Phase.VERIFY && extent.skipsComparison();
        PhaseStatus status = (skipped ? migration.skipComparison() : migration.run(phase)).join();
        return switch (status) {
            case DONE -> ExitCode.DONE;
            case BLOCKED -> ExitCode.BLOCKED;
            case NOT_STARTED, RUNNING, FAILED, CANCELLED -> ExitCode.STEP_FAILED;
        };
    }

    private void watchDuring(Phase phase) {
        switch (phase) {
            case CONNECT, CHECK, SCHEMA -> {}
            case REPLICATE, VERIFY, SEQUENCES, CUTOVER -> migration.watch();
            // It removes what is measured.
            case FINISH -> migration.stopWatching();
        }
    }

    private boolean isUnproven() {
        boolean proofIsSought = migration.state().method().stopsWriters();
        return extent.through().compareTo(Phase.CUTOVER) >= 0
                && !migration
                        .state()
                        .verification()
                        .map(made -> proofIsSought ? made.isProven() : made.findsNoDifference())
                        .orElse(false);
    }
}
