package dev.planetfall.cli;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.StepFailedException;
import dev.planetfall.migration.run.OpenMigration;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/** The cutover tried without stopping anybody, and what a person reads when it would fail. */
record Rehearsal(OpenMigration migration, Consumer<String> remarks) {
    ExitCode carryOut() {
        try {
            migration.rehearseCutover().join();
            return ExitCode.DONE;
        } catch (CompletionException e) {
            if (e.getCause() instanceof StepFailedException refusal) {
                remarks.accept(Messages.text(
                        "cli.rehearsal.the-cutover-would-fail",
                        refusal.failure().sentence()));
                refusal.failure().lines().stream().map(CommandLineAdvice::of).forEach(remarks);
                return ExitCode.STEP_FAILED;
            }
            throw e;
        }
    }
}
