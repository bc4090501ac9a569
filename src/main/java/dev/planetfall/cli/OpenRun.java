package dev.planetfall.cli;

import dev.planetfall.keychain.Keychains;
import dev.planetfall.language.Messages;
import dev.planetfall.migration.JournalDamage;
import dev.planetfall.migration.LastComparison;
import dev.planetfall.migration.MigrationPlan;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.Verification;
import dev.planetfall.migration.run.OpenMigration;
import dev.planetfall.notice.Channel;
import dev.planetfall.notice.Notices;
import dev.planetfall.notice.StayingAwake;
import dev.planetfall.os.ThisProgram;
import dev.planetfall.postgres.QualifiedName;
import dev.planetfall.store.FileLibrary;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A migration of the library while the command line has it open. */
final class OpenRun {
    private static final Logger LOG = LoggerFactory.getLogger(OpenRun.class);

    private final FileLibrary library;
    private final Clock clock;
    private final RunReport report;
    private final Supplier<List<Channel>> channels;

    /** @param channels that tell alarms elsewhere, too */
    OpenRun(FileLibrary library, Clock clock, RunReport report, Supplier<List<Channel>> channels) {
        this.library = library;
        this.clock = clock;
        this.report = report;
        this.channels = channels;
    }

    /** @throws dev.planetfall.store.StoreException when the journal cannot be used */
    ExitCode run(MigrationPlan plan, Extent extent, boolean acceptWarnings) {
        return work(plan, extent, acceptWarnings, HeadlessRun::run);
    }

    /** @throws dev.planetfall.store.StoreException when the journal cannot be used */
    ExitCode abandon(MigrationPlan plan) {
        return work(plan, new Extent(Optional.empty(), Phase.REPLICATE, false), true, HeadlessRun::abandon);
    }

    /**
     * Does one thing with a migration instead of running its phases.
     *
     * @throws dev.planetfall.store.StoreException when the journal cannot be used
     */
    ExitCode command(MigrationPlan plan, Function<HeadlessRun, ExitCode> command) {
        return work(plan, new Extent(Optional.empty(), Phase.CUTOVER, false), true, command);
    }

    private ExitCode work(
            MigrationPlan plan, Extent extent, boolean acceptWarnings, Function<HeadlessRun, ExitCode> work) {
        MigrationState replayed = library.replay(plan.id());
        try (OpenMigration migration = new OpenMigration(plan.id(), replayed, library.journal(plan.id()), clock);
                Notices notices = new Notices(channels);
                StayingAwake awake = new StayingAwake()) {
            report.remark(Messages.text(
                    "cli.open-run.migration-to",
                    plan.id(),
                    plan.source().described(),
                    plan.target().described()));
            replayed.damage().ifPresent(damage -> report.complain(damaged(plan.id(), damage)));
            HeadlessRun run = new HeadlessRun(migration, extent, acceptWarnings, report::remark);
            Interruption interruption = Interruption.calls(run::stop, report.err());
            try {
                migration.events().subscribe(report.listener());
                migration.events().subscribe(notices);
                migration.events().subscribe(awake);
                migration.decide(plan);
                ExitCode code = carryOut(() -> work.apply(run), plan);
                return conclude(migration.state(), plan.id(), code);
            } finally {
                interruption.close();
            }
        }
    }

    private String damaged(String id, JournalDamage damage) {
        Path folder = library.files().journal(id).toAbsolutePath().getParent();
        String files = damage.copies().stream()
                .map(copy -> folder.resolve(copy).toString())
                .collect(Collectors.joining(", "));
        return Messages.text("cli.open-run.the-journal-was-damaged", id, damage.sentence(), files, ThisProgram.typed());
    }

    private ExitCode carryOut(Supplier<ExitCode> work, MigrationPlan plan) {
        try {
            return work.get();
        } catch (CompletionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            LOG.debug("A phase broke off", cause);
            String message = String.valueOf(cause.getMessage());
            report.complain(Messages.text(
                    "cli.open-run.broken-off",
                    plan.target()
                            .password()
                            .redactedFrom(plan.source().password().redactedFrom(message))));
            return ExitCode.STEP_FAILED;
        }
    }

    private static String unproven(MigrationState state) {
        if (!state.method().stopsWriters()) {
            return Messages.text("cli.open-run.finished-but-rows-that-were");
        }
        if (state.lastComparison() == LastComparison.NOTHING) {
            return Messages.text("cli.open-run.done-but-nothing-was-compared") + differing(state);
        }
        return Messages.text("cli.open-run.finished-but-the-tables-were");
    }

    /** Known from an earlier comparison; empty where none found anything. */
    private static String differing(MigrationState state) {
        List<QualifiedName> tables =
                state.verification().map(Verification::differing).orElse(List.of());
        return tables.isEmpty()
                ? ""
                : Messages.plural("cli.open-run.known-to-differ", tables.size(), HeadlessRun.names(tables));
    }

    private ExitCode conclude(MigrationState state, String id, ExitCode code) {
        boolean written = report.write(state);
        if (code == ExitCode.NOT_VERIFIED) {
            report.complain(unproven(state));
        }
        if (state.isFrozenForCopy()) {
            report.remark(Messages.text("cli.open-run.writes-on-the-source-are", id, ThisProgram.typed()));
        }
        if (state.mayHoldSlot()) {
            report.remark(Messages.text(
                    state.wayBack().isArmed()
                            ? "cli.open-run.the-source-follows-planetscale-until"
                            : "cli.open-run.the-source-keeps-its-log",
                    id,
                    ThisProgram.typed()));
        }
        if (state.isDone(Phase.FINISH)) {
            Forgetting.passwords(Keychains.ofThisSystem(), id);
        } else {
            report.remark(Messages.text("cli.open-run.go-on-with", id, ThisProgram.typed()));
        }
        return code == ExitCode.DONE && !written ? ExitCode.STEP_FAILED : code;
    }
}
