package dev.planetfall.cli;

import dev.planetfall.demo.DemoServers;
import dev.planetfall.demo.DemoUnavailableException;
import dev.planetfall.demo.SampleStore;
import dev.planetfall.migration.Failure;
import dev.planetfall.migration.Quantities;
import dev.planetfall.migration.Side;
import dev.planetfall.migration.StepFailedException;
import dev.planetfall.migration.schema.PgDump;
import dev.planetfall.postgres.Database;
import dev.planetfall.postgres.ServerVersion;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code demo}: two servers of its own, a store that is written to all the time, and the window to migrate it with. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Rehearses a migration between two PostgreSQL servers that live as long as this command.")
final class DemoCommand implements Callable<Integer> {
    /** Whose client tools are advised to somebody who has none: they read every server that the demo brings along. */
    private static final ServerVersion NEWEST_SERVER = new ServerVersion(180_000);

    private final Window window;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--unattended",
            description = "The window walks through all pages by itself. So it does where there is no display.")
    private boolean unattended;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "For the pictures and the report of the unattended demo. Default: ${DEFAULT-VALUE}.")
    private Path folder = Path.of("target", "demo");

    @Option(
            names = "--megabytes",
            paramLabel = "N",
            description = "How much data the store holds. Default: ${DEFAULT-VALUE}.")
    private int megabytes = SampleStore.DEMO_MEGABYTES;

    DemoCommand(Window window) {
        this.window = window;
    }

    @Override
    public Integer call() {
        try (DemoServers servers = DemoServers.start(pgDump().major(), megabytes, this::say)) {
            if (!unattended && window.canOpen()) {
                say("Both servers run. The window opens; they end when it is closed.");
                return window.openDemo(servers.source(), servers.target());
            }
            return tour(servers);
        } catch (DemoUnavailableException e) {
            return refuse(e.getMessage());
        } catch (StepFailedException e) {
            Failure failure = e.failure();
            return refuse(failure.sentence() + " " + failure.advice());
        }
    }

    /** The comparison of tables shows that both sides are equal; the application's own account shows nothing is lost. */
    private int tour(DemoServers servers) {
        say("Both servers run. The window walks through its pages; pictures go to " + folder + ".");
        int code = window.tour(servers.source(), servers.target(), folder);
        if (code != ExitCode.DONE.number()) {
            return code;
        }
        servers.workload().stop();
        long missing = servers.workload().missingFrom(new Database(servers.target(), Side.TARGET.label()));
        say("The application wrote %s; %s missing on PlanetScale."
                .formatted(
                        Quantities.count(servers.workload().acknowledged(), "transaction"),
                        missing == 0 ? "none is" : Quantities.count(missing) + " are"));
        return missing == 0 ? ExitCode.DONE.number() : ExitCode.STEP_FAILED.number();
    }

    private static PgDump pgDump() {
        return PgDump.newest().orElseGet(() -> PgDump.forServer(NEWEST_SERVER));
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
