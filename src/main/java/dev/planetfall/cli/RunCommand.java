package dev.planetfall.cli;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.Method;
import dev.planetfall.migration.MigrationIds;
import dev.planetfall.migration.MigrationPlan;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.PlanBuilder;
import dev.planetfall.migration.SchemaSource;
import dev.planetfall.migration.Scope;
import dev.planetfall.notice.Channel;
import dev.planetfall.notice.NoticeChannels;
import dev.planetfall.store.FileLibrary;
import dev.planetfall.store.Settings;
import dev.planetfall.store.SettingsFile;
import dev.planetfall.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code run}: a whole migration, or the part of it that was asked for, without the window. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Migrates without the window, phase by phase: connect check schema replicate verify sequences"
                + " cutover finish.",
        footer = {
            "",
            "Passwords stand in the URI or, better, in the environment: " + ServerArguments.SOURCE_PASSWORD + " and "
                    + ServerArguments.TARGET_PASSWORD + ".",
            "",
            "The scope file has one line for each thing to leave out:",
            "  exclude-schema NAME",
            "  exclude-table SCHEMA.TABLE",
            "Names are written as in SQL: \"Exactly So\" in quotes, in lower case without. Lines that begin with # are"
                    + " comments.",
            "",
            "Exit codes: 0 done, 1 a step failed, 2 wrong usage, 3 blocked by findings, 4 finished but not verified,"
                    + " 130 stopped by Ctrl-C.",
            "Ctrl-C stops at the next resting point; --resume goes on from there."
        })
final class RunCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ServerArguments servers;

    @Option(names = "--resume", paramLabel = "ID", description = "Goes on with a migration that was begun earlier.")
    private Optional<String> resume = Optional.empty();

    @Option(
            names = "--abandon",
            description =
                    "With --resume: gives the migration up. Lets writes on again where they are stopped, and drops what"
                            + " was made on both servers to replicate and copy. The rows stay on PlanetScale if logical"
                            + " replication brought them; otherwise they go.")
    private boolean abandon;

    @Option(
            names = "--from",
            paramLabel = "PHASE",
            converter = Keywords.OfPhase.class,
            description =
                    "With --resume: runs this phase again although it was done, and those after it: schema, replicate,"
                            + " verify or sequences. What is there already is kept.")
    private Optional<Phase> from = Optional.empty();

    @Option(
            names = "--through",
            paramLabel = "PHASE",
            converter = Keywords.OfPhase.class,
            description = "The last phase to run. Default: finish.")
    private Phase through = Phase.FINISH;

    @Option(
            names = "--method",
            paramLabel = "METHOD",
            converter = Keywords.OfMethod.class,
            description =
                    "How the rows travel: logical (replication from server to server), snapshot (many streams through this"
                            + " computer, then replication), dump (writes stop during the copy through this computer) or"
                            + " stale (a copy of one moment; later writes stay behind). Default: logical.")
    private Optional<Method> method = Optional.empty();

    @Option(
            names = "--schema-reader",
            paramLabel = "READER",
            converter = Keywords.OfSchemaSource.class,
            description =
                    "With what the source's schema is read: auto, catalog (Planetfall's own reader, which needs nothing"
                            + " installed) or pg_dump. Default: auto.")
    private Optional<SchemaSource> schemaReader = Optional.empty();

    @Option(names = "--scope", paramLabel = "FILE", description = "What to leave out; see below.")
    private Optional<Path> scopeFile = Optional.empty();

    @Option(names = "--disk", paramLabel = "GB", description = "The disk size that the PlanetScale database has.")
    private Optional<Long> diskGigabytes = Optional.empty();

    @Option(
            names = "--sample",
            paramLabel = "SECONDS",
            description = "How long the checks watch how much the source writes, 1 to 600. Default: 60.")
    private Optional<Integer> sampleSeconds = Optional.empty();

    @Option(names = "--accept-warnings", description = "Goes on past warnings and what could not be checked.")
    private boolean acceptWarnings;

    @Option(
            names = "--skip-comparison",
            description =
                    "Does not compare the rows before the cutover; while writes are stopped they are compared all the same.")
    private boolean skipComparison;

    @Mixin
    private CutoverArguments cutover;

    @Option(
            names = "--rehearse",
            description =
                    "With --resume: tries the cutover without stopping anybody, and tells how long writers would be stopped.")
    private boolean rehearse;

    @Option(
            names = "--roll-back",
            description =
                    "With --resume, after a cutover with --way-back: makes the source what the application writes to again, with"
                            + " every row that was written to PlanetScale.")
    private boolean rollBack;

    @Option(names = "--json", description = "Prints one event a line in the journal's format, statements left out.")
    private boolean json;

    @Option(
            names = "--report",
            paramLabel = "DIR",
            description = "Writes the HTML report there in the end, and the runbook to do the same by hand.")
    private Optional<Path> reportFolder = Optional.empty();

    RunCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        try (FileLibrary library = new FileLibrary(surroundings.directories().migrations(), surroundings.clock())) {
            OptionRules rules = new OptionRules(given());
            Extent extent = new Extent(from, through, skipComparison);
            rules.complaint(extent).ifPresent(this::refuse);
            from.ifPresent(this::requireRepeatable);
            Optional<MigrationState> earlier = resume.map(id -> replay(library, id));
            earlier.ifPresent(this::requireBeforeCutover);
            earlier.flatMap(rules::complaint).ifPresent(this::refuse);
            MigrationPlan plan = earlier.map(this::resumed).orElseGet(() -> planned(library));
            rules.complaint(plan.method()).ifPresent(this::refuse);
            RunReport report = new RunReport(spec.commandLine(), json, reportFolder, surroundings.clock());
            OpenRun run = new OpenRun(library, surroundings.clock(), report, this::channels);
            return carryOut(run, plan, extent).number();
        } catch (StoreException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return ExitCode.STEP_FAILED.number();
        }
    }

    private ExitCode carryOut(OpenRun run, MigrationPlan plan, Extent extent) {
        if (abandon) {
            return run.abandon(plan);
        }
        if (rehearse) {
            return run.command(plan, HeadlessRun::rehearse);
        }
        return rollBack ? run.command(plan, HeadlessRun::rollBack) : run.run(plan, extent, acceptWarnings);
    }

    /** Names of the options that stand on the command line. */
    private Set<String> given() {
        return spec.commandLine().getParseResult().matchedOptions().stream()
                .map(OptionSpec::longestName)
                .collect(Collectors.toSet());
    }

    private void refuse(String sentence) {
        throw usage(sentence);
    }

    private MigrationPlan planned(FileLibrary library) {
        PlanBuilder plan = new PlanBuilder(freshId(library));
        servers.settle(plan, surroundings.environment());
        method.ifPresent(plan::method);
        scopeFile.map(this::scope).ifPresent(plan::scope);
        diskGigabytes.map(this::gigabytes).ifPresent(plan::diskConfirmedGigabytes);
        sampleSeconds.map(this::sampleTime).ifPresent(plan::sampleTime);
        schemaReader.ifPresent(plan::schemaSource);
        cutover.settle(plan);
        return plan.build().orElseThrow();
    }

    private MigrationPlan resumed(MigrationState begun) {
        MigrationPlan earlier = begun.plan()
                .orElseThrow(
                        () -> usage(Messages.text("cli.run-command.no-migration-on-this-computer", resume.orElse(""))));
        PlanBuilder plan = PlanBuilder.from(earlier);
        servers.settle(plan, earlier, surroundings.environment());
        diskGigabytes.map(this::gigabytes).ifPresent(plan::diskConfirmedGigabytes);
        sampleSeconds.map(this::sampleTime).ifPresent(plan::sampleTime);
        schemaReader.ifPresent(plan::schemaSource);
        cutover.settle(plan);
        return plan.build().orElseThrow();
    }

    private void requireRepeatable(Phase phase) {
        if (resume.isEmpty()) {
            throw usage(Messages.text("cli.run-command.from-runs-a-phase-of"));
        }
        if (phase.compareTo(Phase.SCHEMA) < 0 || phase.compareTo(Phase.SEQUENCES) > 0 || phase.compareTo(through) > 0) {
            throw usage(Messages.text("cli.run-command.from-takes-schema-replicate-verify"));
        }
    }

    private void requireBeforeCutover(MigrationState earlier) {
        if (from.isPresent() && earlier.isDone(Phase.CUTOVER)) {
            throw usage(Messages.text("cli.run-command.the-cutover-was-done-no"));
        }
    }

    private long gigabytes(long number) {
        if (number < 1) {
            throw usage(Messages.text("cli.run-command.disk-takes-whole-gigabytes-1"));
        }
        return number;
    }

    private Duration sampleTime(int seconds) {
        if (seconds < 1 || seconds > 600) {
            throw usage(Messages.text("cli.run-command.sample-takes-1-to-600"));
        }
        return Duration.ofSeconds(seconds);
    }

    private MigrationState replay(FileLibrary library, String id) {
        try {
            return library.replay(id);
        } catch (IllegalArgumentException e) {
            throw usage(e.getMessage() + ".");
        }
    }

    private String freshId(FileLibrary library) {
        String moment = MigrationIds.next(surroundings.clock());
        String id = moment;
        for (int other = 2; library.replay(id).startedAt().isPresent(); other++) {
            id = moment + "_" + other;
        }
        return id;
    }

    private Scope scope(Path file) {
        try {
            return ScopeFile.parse(Files.readAllLines(file));
        } catch (IOException e) {
            throw usage(Messages.text("cli.run-command.the-scope-file-could-not", file));
        } catch (IllegalArgumentException e) {
            throw usage(Messages.text("cli.run-command.the-scope-file-is-not", file, e.getMessage()));
        }
    }

    private ParameterException usage(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }

    /** As chosen in the window of this computer. */
    private List<Channel> channels() {
        Settings settings = new SettingsFile(surroundings.directories().settingsFile(), surroundings.clock()).load();
        return NoticeChannels.of(settings.systemNotifications(), settings.webhook(), settings.webhookAddress());
    }
}
