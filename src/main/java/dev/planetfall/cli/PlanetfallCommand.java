package dev.planetfall.cli;

import dev.planetfall.language.Messages;
import dev.planetfall.postgres.PastedSecret;
import dev.planetfall.store.AppDirectories;
import dev.planetfall.store.ProgramVersion;
import java.time.Clock;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;

/** The program as a command: without a subcommand it opens the window. */
@Command(
        name = "planetfall",
        description = "${bundle:cli.planetfall-command.description}",
        mixinStandardHelpOptions = true,
        versionProvider = PlanetfallCommand.Version.class)
public final class PlanetfallCommand implements java.util.concurrent.Callable<Integer> {
    private final Window window;

    private PlanetfallCommand(Window window) {
        this.window = window;
    }

    /** Understands the arguments and carries them out. Returns the exit code; a wrong argument gives one sentence. */
    public static int execute(Window window, String... arguments) {
        return commandLine(new Surroundings(AppDirectories.ofThisSystem(), System.getenv(), Clock.systemUTC(), window))
                .execute(arguments);
    }

    static CommandLine commandLine(Surroundings surroundings) {
        return new CommandLine(new PlanetfallCommand(surroundings.window()))
                .addSubcommand(new RunCommand(surroundings))
                .addSubcommand(new DemoCommand(surroundings.window()))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setResourceBundle(new HelpTexts())
                .setParameterExceptionHandler((problem, arguments) -> refuse(problem));
    }

    @Override
    public Integer call() {
        return window.open();
    }

    /** One sentence instead of the whole help. What was typed may hold a password, so it is never quoted as it is. */
    private static int refuse(ParameterException problem) {
        CommandLine command = problem.getCommandLine();
        command.getErr().println(PastedSecret.masked(Refusal.of(problem)));
        command.getErr()
                .println(Messages.text(
                        "cli.planetfall-command.see-help",
                        command.getCommandSpec().qualifiedName()));
        return ExitCode.USAGE.number();
    }

    /** Tells {@code --version}. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"Planetfall " + ProgramVersion.current()};
        }
    }
}
