package dev.planetfall.cli;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.MigrationEvent;
import dev.planetfall.migration.MigrationEvent.StatementSent;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.step.Steps;
import dev.planetfall.report.Reports;
import dev.planetfall.store.JournalFormat;
import dev.planetfall.store.ProgramVersion;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.BiConsumer;
import picocli.CommandLine;

/**
 * Where a run's words go: lines for people, or JSON for programs on standard output with the words for people on standard
 * error.
 */
final class RunReport {
    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean json;
    private final Optional<Path> folder;
    private final Clock clock;

    /** @param folder for the HTML report, when one is wanted */
    RunReport(CommandLine command, boolean json, Optional<Path> folder, Clock clock) {
        this.out = command.getOut();
        this.err = command.getErr();
        this.json = json;
        this.folder = folder;
        this.clock = clock;
    }

    BiConsumer<MigrationEvent, MigrationState> listener() {
        return json ? this::printJson : new Narrator(out, ZoneId.systemDefault());
    }

    PrintWriter err() {
        return err;
    }

    void remark(String sentence) {
        PrintWriter words = json ? err : out;
        words.println(sentence);
        words.flush();
    }

    void complain(String sentence) {
        err.println(sentence);
        err.flush();
    }

    /** @return whether all that was wanted could be written */
    boolean write(MigrationState state) {
        try {
            folder.map(wanted -> new Reports(wanted, clock, ProgramVersion.current(), Steps.TITLES))
                    .ifPresent(reports -> write(reports, state));
            return true;
        } catch (UncheckedIOException e) {
            complain(e.getMessage());
            return false;
        }
    }

    /** While nothing was changed there is nothing to report but what the checks found, and before the schema no table to write statements for. */
    private void write(Reports reports, MigrationState state) {
        if (state.phase() == Phase.CHECK) {
            remark(Messages.text("cli.run-report.report", reports.writeAssessment(state)));
        } else {
            remark(Messages.text("cli.run-report.report", reports.writeReport(state)));
            if (state.outcomes().size() > 0) {
                remark(Messages.text("cli.run-report.runbook", reports.writeRunbook(state)));
            }
        }
    }

    /** Statements would drown everything else, and the monitor sends some every few seconds. */
    private void printJson(MigrationEvent event, MigrationState state) {
        if (!(event instanceof StatementSent)) {
            out.println(JournalFormat.write(event));
            out.flush();
        }
    }
}
