package dev.planetfall.cli;

import dev.planetfall.migration.MigrationEvent;
import dev.planetfall.migration.MigrationEvent.PhaseStarted;
import dev.planetfall.migration.MigrationEvent.StepProgressed;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.ReplicationEvent.MeasurementFailed;
import dev.planetfall.migration.ReplicationEvent.ReplicationMeasured;
import dev.planetfall.migration.StepStatus;
import dev.planetfall.migration.VerificationEvent.TablesCompared;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.BiConsumer;

/** Tells a migration to a person, line by line. Called by one thread at a time, as the event stream does. */
final class Narrator implements BiConsumer<MigrationEvent, MigrationState> {
    /** Often enough to see that it lives, seldom enough for a log file. */
    private static final Duration BETWEEN_PROGRESS = Duration.ofSeconds(2);

    private final EventLines lines = new EventLines();
    private final PrintWriter out;
    private final DateTimeFormatter timeOfDay;
    private Instant progressTold = Instant.EPOCH;
    private String problemTold = "";
    private String workersTold = "";

    Narrator(PrintWriter out, ZoneId zone) {
        this.out = out;
        this.timeOfDay = DateTimeFormatter.ofPattern("HH:mm:ss").withZone(zone);
    }

    @Override
    public void accept(MigrationEvent event, MigrationState state) {
        if (event instanceof PhaseStarted started) {
            print(event, "", List.of(started.phase().title(state.method())));
        } else if (isWorthTelling(event, state)) {
            print(event, "  ", lines.of(event, state));
        }
        if (event instanceof ReplicationMeasured measured) {
            tellWorkers(measured);
        }
        if (event instanceof TablesCompared compared && compared.verification().whileFrozen()) {
            // By itself and without the time, because scripts look for it.
            out.println(compared.verification().sentence());
        }
        out.flush();
    }

    private boolean isWorthTelling(MigrationEvent event, MigrationState state) {
        if (event instanceof MeasurementFailed failed) {
            boolean isNew = !failed.sentence().equals(problemTold);
            problemTold = failed.sentence();
            return isNew;
        }
        // What goes through this computer is told by the step that copies it.
        boolean copies = !state.method().replicates() || state.step("copy-rows").status() == StepStatus.RUNNING;
        if (event instanceof ReplicationMeasured && (copies || state.phase() != Phase.REPLICATE)) {
            return false;
        }
        if (event instanceof ReplicationMeasured || event instanceof StepProgressed) {
            boolean isDue = !event.at().isBefore(progressTold.plus(BETWEEN_PROGRESS));
            progressTold = isDue ? event.at() : progressTold;
            return isDue;
        }
        return true;
    }

    private void tellWorkers(ReplicationMeasured measured) {
        String sentence = measured.status().workersSentence().orElse("");
        if (!sentence.equals(workersTold)) {
            print(measured, "  ", List.of(sentence));
        }
        workersTold = sentence;
    }

    private void print(MigrationEvent event, String indent, List<String> said) {
        for (String line : said) {
            if (!line.isBlank()) {
                out.println(timeOfDay.format(event.at()) + "  " + indent + line.stripTrailing());
            }
        }
    }
}
