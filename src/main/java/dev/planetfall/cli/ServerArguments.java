package dev.planetfall.cli;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.MigrationPlan;
import dev.planetfall.migration.PlanBuilder;
import dev.planetfall.postgres.ConnectionSettings;
import dev.planetfall.postgres.ConnectionStringException;
import dev.planetfall.postgres.ConnectionStrings;
import dev.planetfall.postgres.LibpqFiles;
import dev.planetfall.postgres.ParsedConnection;
import dev.planetfall.postgres.Password;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The two databases on the command line, and where their passwords are. */
final class ServerArguments {
    static final String SOURCE_PASSWORD = "PLANETFALL_SOURCE_PASSWORD";
    static final String TARGET_PASSWORD = "PLANETFALL_TARGET_PASSWORD";

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Option(names = "--source", paramLabel = "URI", descriptionKey = "cli.server-arguments.option-source")
    private Optional<String> source = Optional.empty();

    @Option(names = "--target", paramLabel = "URI", descriptionKey = "cli.server-arguments.option-target")
    private Optional<String> target = Optional.empty();

    /** For a migration that begins. */
    void settle(PlanBuilder plan, Map<String, String> environment) {
        plan.source(settings("--source", required("--source", source), SOURCE_PASSWORD, environment));
        plan.target(settings("--target", required("--target", target), TARGET_PASSWORD, environment));
    }

    /** For one that was begun: what is not named stays as it was. */
    void settle(PlanBuilder plan, MigrationPlan earlier, Map<String, String> environment) {
        plan.source(source.map(uri -> settings("--source", uri, SOURCE_PASSWORD, environment))
                .orElseGet(() -> withPassword(earlier.source(), SOURCE_PASSWORD, environment)));
        plan.target(target.map(uri -> settings("--target", uri, TARGET_PASSWORD, environment))
                .orElseGet(() -> withPassword(earlier.target(), TARGET_PASSWORD, environment)));
    }

    private ConnectionSettings settings(String option, String uri, String variable, Map<String, String> environment) {
        try {
            ParsedConnection parsed = ConnectionStrings.parse(uri);
            if (parsed.settings().lacksRootCert()) {
                throw new ConnectionStringException(Messages.text("cli.server-arguments.the-root-certificate-is-no"));
            }
            if (!parsed.ignored().isEmpty()) {
                warn(Messages.text(
                        "cli.server-arguments.of-these-parameters-are-not",
                        option,
                        String.join(", ", parsed.ignored())));
            }
            if (!parsed.settings().password().isEmpty()) {
                warn(Messages.text("cli.server-arguments.the-password-in-can-be", option, variable));
            }
            return withPassword(parsed.settings(), variable, environment);
        } catch (ConnectionStringException e) {
            throw new ParameterException(spec.commandLine(), option + ": " + e.getMessage());
        }
    }

    private static ConnectionSettings withPassword(
            ConnectionSettings settings, String variable, Map<String, String> environment) {
        return settings.password().isEmpty()
                ? settings.withPassword(Optional.ofNullable(environment.get(variable))
                        .map(Password::of)
                        .or(() -> LibpqFiles.password(settings))
                        .orElse(Password.NONE))
                : settings;
    }

    private String required(String option, Optional<String> value) {
        return value.orElseThrow(() -> new ParameterException(
                spec.commandLine(), Messages.text("cli.server-arguments.name-both-databases-or-a", option)));
    }

    private void warn(String sentence) {
        spec.commandLine().getErr().println(sentence);
    }
}
