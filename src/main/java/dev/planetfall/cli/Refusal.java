package dev.planetfall.cli;

import dev.planetfall.language.Messages;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with the arguments, in the language of the person: the library's own sentences are English. */
final class Refusal {
    private Refusal() {}

    /** One sentence, which may quote what was typed. Only what cannot happen with our options is left in the library's words. */
    static String of(ParameterException problem) {
        if (problem instanceof UnmatchedArgumentException surplus) {
            return Messages.text(
                    "cli.planetfall-command.there-is-more-on-the", String.join(" ", surplus.getUnmatched()));
        }
        if (problem instanceof MissingParameterException missing) {
            return Messages.text("cli.refusal.a-value-is-missing", names(missing.getMissing()));
        }
        if (problem instanceof OverwrittenOptionException twice) {
            return Messages.text("cli.refusal.stands-more-than-once", name(twice.getOverwritten()));
        }
        return problem.getCause() == null || problem.getArgSpec() == null
                ? problem.getMessage()
                : ofValue(problem, problem.getArgSpec());
    }

    private static String ofValue(ParameterException problem, ArgSpec argument) {
        return argument.arity().max() == 0
                ? Messages.text("cli.refusal.takes-no-value", name(argument), problem.getValue())
                : Messages.text("cli.refusal.invalid-value", named(argument), reason(problem));
    }

    /** Our own converters say what there is; the library's are of numbers and files. */
    private static String reason(ParameterException problem) {
        if (!(problem.getCause() instanceof TypeConversionException)) {
            return problem.getValue();
        }
        return problem.getArgSpec().converters().length > 0
                ? problem.getCause().getMessage()
                : Messages.text("cli.refusal.is-not-a-whole-number", problem.getValue());
    }

    private static String names(List<ArgSpec> arguments) {
        return arguments.stream().map(Refusal::named).collect(Collectors.joining(", "));
    }

    /** As it would stand on the command line, with the word for its value. */
    private static String named(ArgSpec argument) {
        return name(argument) + " " + argument.paramLabel();
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }
}
