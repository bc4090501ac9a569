package dev.planetfall.cli;

import dev.planetfall.demo.DemoServers;
import dev.planetfall.demo.DemoUnavailableException;
import dev.planetfall.demo.SampleStore;
import dev.planetfall.language.Messages;
import dev.planetfall.migration.Method;
import dev.planetfall.migration.Side;
import dev.planetfall.postgres.Database;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code demo}: two servers of its own, a store that is written to all the time, and the window to migrate it with. */
@Command(name = "demo", mixinStandardHelpOptions = true, description = "${bundle:cli.demo-command.description}")
final class DemoCommand implements Callable<Integer> {
    private final Window window;

    @Spec
    private CommandSpec spec;

    @Option(names = "--unattended", descriptionKey = "cli.demo-command.option-unattended")
    private boolean unattended;

    @Option(
            names = "--out",
            paramLabel = "${bundle:cli.help-texts.label-dir}",
            descriptionKey = "cli.demo-command.option-out")
    private Path folder = Path.of("target", "demo");

    @Option(names = "--megabytes", paramLabel = "N", descriptionKey = "cli.demo-command.option-megabytes")
    private int megabytes = SampleStore.DEMO_MEGABYTES;

    @Option(
            names = "--method",
            paramLabel = "${bundle:cli.help-texts.label-method}",
            converter = Keywords.OfMethod.class,
            descriptionKey = "cli.demo-command.option-method")
    private Method method = Method.LOGICAL_REPLICATION;

    @Option(names = "--source-version", paramLabel = "N", descriptionKey = "cli.demo-command.option-source-version")
    private int sourceMajor = DemoServers.USUAL_SOURCE_MAJOR;

    DemoCommand(Window window) {
        this.window = window;
    }

    @Override
    public Integer call() {
        try (DemoServers servers = DemoServers.start(sourceMajor, megabytes, this::say)) {
            if (!unattended && window.canOpen()) {
                say(Messages.text("cli.demo-command.both-servers-run-the-window-opens"));
                return window.openDemo(servers.source(), servers.target(), method);
            }
            return tour(servers);
        } catch (DemoUnavailableException e) {
            return refuse(e.getMessage());
        }
    }

    /** The comparison of tables shows that both sides are equal; the application's own account shows nothing is lost. */
    private int tour(DemoServers servers) {
        say(Messages.text("cli.demo-command.both-servers-run-the-window", folder));
        int code = window.tour(servers.source(), servers.target(), method, folder);
        if (code != ExitCode.DONE.number()) {
            return code;
        }
        servers.workload().stop();
        long missing = servers.workload().missingFrom(new Database(servers.target(), Side.TARGET.id()));
        say(Messages.text(
                "cli.demo-command.the-application-wrote-missing-on",
                Messages.plural("count.transaction", servers.workload().acknowledged()),
                missing == 0
                        ? Messages.text("cli.demo-command.none-is-missing")
                        : Messages.plural("cli.demo-command.are-missing", missing)));
        return missing == 0 || !method.stopsWriters() ? ExitCode.DONE.number() : ExitCode.STEP_FAILED.number();
    }

    private void say(String sentence) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(sentence);
        out.flush();
    }

    private int refuse(String sentence) {
        spec.commandLine().getErr().println(sentence);
        return ExitCode.STEP_FAILED.number();
    }
}
