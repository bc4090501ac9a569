package dev.planetfall.cli;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.LastComparison;
import dev.planetfall.migration.PlanBuilder;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** What is chosen for the cutover on the command line. */
final class CutoverArguments {
    private static final int SHORTEST = 5;
    private static final int LONGEST = 3_600;

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--compare",
            paramLabel = "${bundle:cli.help-texts.label-what}",
            converter = Keywords.OfLastComparison.class,
            descriptionKey = "cli.cutover-arguments.option-compare")
    private Optional<LastComparison> comparison = Optional.empty();

    @Option(names = "--way-back", descriptionKey = "cli.cutover-arguments.option-way-back")
    private boolean wayBack;

    @Option(
            names = "--freeze-limit",
            paramLabel = "${bundle:cli.help-texts.label-seconds}",
            descriptionKey = "cli.cutover-arguments.option-freeze-limit")
    private Optional<Integer> limit = Optional.empty();

    /** What is not named stays as it was. */
    void settle(PlanBuilder plan) {
        comparison.ifPresent(plan::lastComparison);
        if (wayBack) {
            plan.wayBack(true);
        }
        limit.map(this::seconds).ifPresent(plan::drainTimeout);
    }

    private Duration seconds(int number) {
        if (number < SHORTEST || number > LONGEST) {
            throw new ParameterException(
                    spec.commandLine(), Messages.text("cli.cutover-arguments.freeze-limit-takes-5-to"));
        }
        return Duration.ofSeconds(number);
    }
}
