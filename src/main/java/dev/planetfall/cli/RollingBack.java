package dev.planetfall.cli;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.PhaseStatus;
import dev.planetfall.migration.run.OpenMigration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;

/** The return to the source after a cutover, and what a person reads when there is none to make. */
record RollingBack(OpenMigration migration, Consumer<String> remarks) {
    ExitCode carryOut() {
        MigrationState state = migration.state();
        if (!state.wayBack().isArmed()) {
            return refuse(state);
        }
        ExitCode code = migration.rollBack().join() == PhaseStatus.DONE ? ExitCode.DONE : ExitCode.STEP_FAILED;
        if (code == ExitCode.DONE) {
            new LargeObjectRemarks(migration).afterTheRollBack().forEach(remarks);
        }
        return code;
    }

    /** Who asks for what was done already has it. */
    private ExitCode refuse(MigrationState state) {
        String since = state.wayBack().since().map(RollingBack::at).orElse("");
        return switch (state.wayBack().standing()) {
            case ROLLED_BACK -> {
                boolean isCutOverAgain = state.isDone(Phase.CUTOVER);
                remarks.accept(
                        isCutOverAgain
                                ? Messages.text("cli.rolling-back.there-is-no-way-back-the")
                                : Messages.text("cli.rolling-back.it-was-rolled-back-already", since));
                yield isCutOverAgain ? ExitCode.BLOCKED : ExitCode.DONE;
            }
            case RETIRED -> {
                remarks.accept(Messages.text("cli.rolling-back.there-is-no-way-back-any", since));
                yield ExitCode.BLOCKED;
            }
            case NONE, ARMED -> {
                remarks.accept(Messages.text("cli.rolling-back.there-is-no-way-back"));
                yield ExitCode.BLOCKED;
            }
        };
    }

    private static String at(Instant moment) {
        return Messages.text("cli.rolling-back.at", moment.truncatedTo(ChronoUnit.SECONDS));
    }
}
