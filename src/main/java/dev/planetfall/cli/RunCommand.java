package dev.planetfall.cli;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.JournalDamage;
import dev.planetfall.migration.Method;
import dev.planetfall.migration.MigrationIds;
import dev.planetfall.migration.MigrationPlan;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.PlanBuilder;
import dev.planetfall.migration.ReplicationNames;
import dev.planetfall.migration.SchemaSource;
import dev.planetfall.migration.Scope;
import dev.planetfall.notice.Channel;
import dev.planetfall.notice.NoticeChannels;
import dev.planetfall.os.ThisProgram;
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
        description = "${bundle:cli.run-command.description}",
        footer = {
            "",
            "${bundle:cli.run-command.passwords-stand-in}",
            "",
            "${bundle:cli.run-command.the-scope-file-has}",
            "  exclude-schema NAME",
            "  exclude-table SCHEMA.TABLE",
            "${bundle:cli.run-command.names-are-written-as}",
            "",
            "${bundle:cli.run-command.exit-codes}",
            "${bundle:cli.run-command.ctrl-c-stops-at}"
        })
final class RunCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ServerArguments servers;

    @Option(names = "--resume", paramLabel = "ID", descriptionKey = "cli.run-command.option-resume")
    private Optional<String> resume = Optional.empty();

    @Option(names = "--abandon", descriptionKey = "cli.run-command.option-abandon")
    private boolean abandon;

    @Option(
            names = "--from",
            paramLabel = "${bundle:cli.help-texts.label-phase}",
            converter = Keywords.OfPhase.class,
            descriptionKey = "cli.run-command.option-from")
    private Optional<Phase> from = Optional.empty();

    @Option(
            names = "--through",
            paramLabel = "${bundle:cli.help-texts.label-phase}",
            converter = Keywords.OfPhase.class,
            descriptionKey = "cli.run-command.option-through")
    private Phase through = Phase.FINISH;

    @Option(
            names = "--method",
            paramLabel = "${bundle:cli.help-texts.label-method}",
            converter = Keywords.OfMethod.class,
            descriptionKey = "cli.run-command.option-method")
    private Optional<Method> method = Optional.empty();

    @Option(
            names = "--schema-reader",
            paramLabel = "${bundle:cli.help-texts.label-reader}",
            converter = Keywords.OfSchemaSource.class,
            descriptionKey = "cli.run-command.option-schema-reader")
    private Optional<SchemaSource> schemaReader = Optional.empty();

    @Option(
            names = "--scope",
            paramLabel = "${bundle:cli.help-texts.label-file}",
            descriptionKey = "cli.run-command.option-scope")
    private Optional<Path> scopeFile = Optional.empty();

    @Option(names = "--disk", paramLabel = "GB", descriptionKey = "cli.run-command.option-disk")
    private Optional<Long> diskGigabytes = Optional.empty();

    @Option(
            names = "--sample",
            paramLabel = "${bundle:cli.help-texts.label-seconds}",
            descriptionKey = "cli.run-command.option-sample")
    private Optional<Integer> sampleSeconds = Optional.empty();

    @Option(names = "--accept-warnings", descriptionKey = "cli.run-command.option-accept-warnings")
    private boolean acceptWarnings;

    @Option(names = "--skip-comparison", descriptionKey = "cli.run-command.option-skip-comparison")
    private boolean skipComparison;

    @Mixin
    private CutoverArguments cutover;

    @Option(names = "--rehearse", descriptionKey = "cli.run-command.option-rehearse")
    private boolean rehearse;

    @Option(names = "--roll-back", descriptionKey = "cli.run-command.option-roll-back")
    private boolean rollBack;

    @Option(names = "--json", descriptionKey = "cli.run-command.option-json")
    private boolean json;

    @Option(
            names = "--report",
            paramLabel = "${bundle:cli.help-texts.label-dir}",
            descriptionKey = "cli.run-command.option-report")
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
        String id = resume.orElse("");
        if (begun.plan().isEmpty() && begun.damage().isPresent()) {
            return named(id, begun.damage().get());
        }
        MigrationPlan earlier = begun.plan()
                .orElseThrow(() -> usage(Messages.text("cli.run-command.no-migration-on-this-computer", id)));
        PlanBuilder plan = PlanBuilder.from(earlier);
        servers.settle(plan, earlier, surroundings.environment());
        diskGigabytes.map(this::gigabytes).ifPresent(plan::diskConfirmedGigabytes);
        sampleSeconds.map(this::sampleTime).ifPresent(plan::sampleTime);
        schemaReader.ifPresent(plan::schemaSource);
        cutover.settle(plan);
        return plan.build().orElseThrow();
    }

    /** Between which servers it goes cannot be read any more, so only a person can tell. */
    private MigrationPlan named(String id, JournalDamage damage) {
        if (!given().containsAll(Set.of("--source", "--target"))) {
            throw new StoreException(Messages.text(
                    "cli.run-command.the-journal-names-no-servers",
                    id,
                    damage.sentence(),
                    ReplicationNames.of(id).slot().name(),
                    ThisProgram.typed()));
        }
        PlanBuilder plan = new PlanBuilder(id);
        servers.settle(plan, surroundings.environment());
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
