package dev.planetfall.migration.watch;

import dev.planetfall.migration.Method;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.PhaseStatus;
import dev.planetfall.migration.Quantities;
import dev.planetfall.migration.ReplicationStatus;
import dev.planetfall.migration.StepStatus;
import dev.planetfall.migration.TableCopy;
import dev.planetfall.migration.watch.NextAction.Tone;
import java.util.List;

/** What a person should think of a copy through this computer and do next. */
public final class CopyAction {
    private static final String STAY =
            "The rows go through this computer: closing the window stops the copy, and it begins anew.";
    private static final String ANEW = "Start it again: the copy begins anew.";

    private CopyAction() {}

    /** Whether the rows are still this program's own business, and no subscription's. */
    public static boolean concerns(MigrationState state) {
        if (!state.method().copiesThroughThisComputer()) {
            return false;
        }
        StepStatus copied = state.step("copy-rows").status();
        return !state.method().replicates()
                || (state.status(Phase.REPLICATE) != PhaseStatus.DONE
                        && copied != StepStatus.DONE
                        && copied != StepStatus.ALREADY_DONE);
    }

    /** @param working whether this program is copying right now */
    static NextAction of(MigrationState state, List<ReplicationStatus> measurements, boolean working) {
        if (state.isDone(Phase.FINISH)) {
            return new NextAction(Tone.IDLE, "The migration is over and was cleaned up.", "");
        }
        if (state.isDone(Phase.CUTOVER)) {
            return new NextAction(
                    Tone.GOOD, "The cutover is done: PlanetScale has taken over.", "The last page cleans up.");
        }
        return switch (state.status(Phase.REPLICATE)) {
            case NOT_STARTED -> new NextAction(Tone.IDLE, "Nothing is copied yet.", before(state.method()));
            case RUNNING -> working ? running(state, measurements) : interrupted(state);
            case CANCELLED -> new NextAction(Tone.WARNING, "The copy was stopped" + writersAgain(state) + ".", ANEW);
            case FAILED, BLOCKED ->
                new NextAction(
                        Tone.STOPPED,
                        "The copy failed" + writersAgain(state) + ".",
                        "Mend what the step below says. " + ANEW);
            case DONE -> done(state);
        };
    }

    private static String before(Method method) {
        return switch (method) {
            case DUMP_AND_RESTORE ->
                "Starting stops writes on the source first. They stay stopped until you have cut over, or let writers on"
                        + " again.";
            case STALE_COPY -> "Your application goes on writing; what it writes after the start stays behind.";
            case LOGICAL_REPLICATION, SNAPSHOT_COPY ->
                "Your application goes on writing; what it writes meanwhile follows.";
        };
    }

    private static String writersAgain(MigrationState state) {
        return state.method() == Method.DUMP_AND_RESTORE && !state.writesFrozen()
                ? ", and the source accepts writes again"
                : "";
    }

    private static NextAction interrupted(MigrationState state) {
        return new NextAction(
                Tone.WARNING,
                "The copy ended with the program"
                        + (state.writesFrozen() ? ", while writes on the source are still stopped." : "."),
                ANEW);
    }

    private static NextAction running(MigrationState state, List<ReplicationStatus> measurements) {
        List<TableCopy> tables =
                state.replication().map(ReplicationStatus::tables).orElse(List.of());
        StepStatus copying = state.step("copy-rows").status();
        if (copying != StepStatus.RUNNING || tables.isEmpty()) {
            boolean over = copying == StepStatus.DONE || copying == StepStatus.ALREADY_DONE;
            return new NextAction(
                    Tone.BUSY,
                    over ? "All rows are there: the rest is being made ready." : "The copy is being set up.",
                    STAY);
        }
        long unfinished =
                tables.stream().filter(table -> !table.state().isCopied()).count();
        if (unfinished == 0) {
            return new NextAction(Tone.BUSY, "All rows are there: indexes and keys are being built.", STAY);
        }
        String left = CopyPace.of(measurements)
                .timeLeft()
                .map(range -> ", about " + range + " left.")
                .orElse(".");
        return new NextAction(
                Tone.BUSY,
                unfinished + " of " + Quantities.count(tables.size(), "table") + " still copying" + left,
                STAY);
    }

    private static NextAction done(MigrationState state) {
        if (state.method() == Method.STALE_COPY) {
            return new NextAction(
                    Tone.GOOD,
                    "All rows are there as they were when the copy began.",
                    "What was written since stays behind. Go on when you are ready.");
        }
        return state.writesFrozen()
                ? new NextAction(
                        Tone.GOOD,
                        "All rows are there, and nobody has written to the source since.",
                        "Go on as soon as you can: Verify, Sequences, Cut over.")
                : new NextAction(
                        Tone.WARNING,
                        "The source accepts writes again, so PlanetScale may lack some rows.",
                        "Run this again: it stops writes and copies anew.");
    }
}
