package dev.planetfall.migration.watch;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.Method;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.PhaseStatus;
import dev.planetfall.migration.ReplicationStatus;
import dev.planetfall.migration.StepStatus;
import dev.planetfall.migration.TableCopy;
import dev.planetfall.migration.watch.NextAction.Tone;
import java.util.List;

/** What a person should think of a copy through this computer and do next. */
public final class CopyAction {
    private static final String STAY = Messages.text("watch.copy-action.the-rows-go-through-this");
    private static final String ANEW = Messages.text("watch.copy-action.start-it-again-the-copy");

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
            return new NextAction(Tone.IDLE, Messages.text("watch.copy-action.the-migration-is-over-and"), "");
        }
        if (state.isDone(Phase.CUTOVER)) {
            return new NextAction(
                    Tone.GOOD,
                    Messages.text("watch.copy-action.the-cutover-is-done-planetscale"),
                    Messages.text("watch.copy-action.the-last-page-cleans-up"));
        }
        return switch (state.status(Phase.REPLICATE)) {
            case NOT_STARTED ->
                new NextAction(
                        Tone.IDLE, Messages.text("watch.copy-action.nothing-is-copied-yet"), before(state.method()));
            case RUNNING -> working ? running(state, measurements) : interrupted(state);
            case CANCELLED ->
                new NextAction(
                        Tone.WARNING,
                        Messages.text("watch.copy-action.the-copy-was-stopped", writersAgain(state)),
                        ANEW);
            case FAILED, BLOCKED ->
                new NextAction(
                        Tone.STOPPED,
                        Messages.text("watch.copy-action.the-copy-failed", writersAgain(state)),
                        Messages.text("watch.copy-action.mend-what-the-step-below", ANEW));
            case DONE -> done(state);
        };
    }

    private static String before(Method method) {
        return switch (method) {
            case DUMP_AND_RESTORE -> Messages.text("watch.copy-action.starting-stops-writes-on-the");
            case STALE_COPY -> Messages.text("watch.copy-action.your-application-goes-on-writing-what");
            case LOGICAL_REPLICATION, SNAPSHOT_COPY ->
                Messages.text("watch.copy-action.your-application-goes-on-writing");
        };
    }

    private static String writersAgain(MigrationState state) {
        return state.method() == Method.DUMP_AND_RESTORE && !state.writesFrozen()
                ? Messages.text("watch.copy-action.and-the-source-accepts-writes")
                : "";
    }

    private static NextAction interrupted(MigrationState state) {
        return new NextAction(
                Tone.WARNING,
                Messages.text(
                        state.writesFrozen()
                                ? "watch.copy-action.the-copy-ended-with-the"
                                : "watch.copy-action.the-copy-ended-with-the-program"),
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
                    Messages.text(
                            over
                                    ? "watch.copy-action.all-rows-are-there-the"
                                    : "watch.copy-action.the-copy-is-being-set"),
                    STAY);
        }
        long unfinished =
                tables.stream().filter(table -> !table.state().isCopied()).count();
        if (unfinished == 0) {
            return new NextAction(Tone.BUSY, Messages.text("watch.copy-action.all-rows-are-there-indexes"), STAY);
        }
        String left = CopyPace.of(measurements)
                .timeLeft()
                .map(range -> Messages.text("watch.copy-action.about-left", range))
                .orElse(".");
        return new NextAction(
                Tone.BUSY,
                Messages.plural("watch.copy-action.of-tables-still-copying", tables.size(), unfinished, left),
                STAY);
    }

    private static NextAction done(MigrationState state) {
        if (state.method() == Method.STALE_COPY) {
            return new NextAction(
                    Tone.GOOD,
                    Messages.text("watch.copy-action.all-rows-are-there-as"),
                    Messages.text("watch.copy-action.what-was-written-since-stays"));
        }
        return state.writesFrozen()
                ? new NextAction(
                        Tone.GOOD,
                        Messages.text("watch.copy-action.all-rows-are-there-and"),
                        Messages.text("watch.copy-action.go-on-as-soon-as"))
                : new NextAction(
                        Tone.WARNING,
                        Messages.text("watch.copy-action.the-source-accepts-writes-again"),
                        Messages.text("watch.copy-action.run-this-again-it-stops"));
    }
}
