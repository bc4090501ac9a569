package dev.planetfall.ui;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.Method;
import dev.planetfall.migration.MigrationPlan;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.PhaseStatus;
import dev.planetfall.migration.Quantities;
import dev.planetfall.migration.SchemaOutcome;
import dev.planetfall.migration.Scope;
import java.time.Duration;
import java.util.Optional;

/**
 * What is asked before the window is closed.
 *
 * @param keep the button that closes and leaves everything as it is
 * @param drop the button that takes back what was begun, then closes; empty where that must not be done now
 */
record ClosingWords(String header, String text, String keep, String drop) {
    /** How much longer the server waits before it lets writers write again by itself. */
    private static final Duration GUARD = Duration.ofSeconds(5);

    private static final String TYPE_PASSWORDS = Messages.text("window.closing-words.to-drop-it-stay-go");

    /**
     * Empty when nothing would be forgotten.
     *
     * @param log what the source keeps, in a sentence; may be empty
     * @param connected whether this program could take anything back
     */
    static Optional<ClosingWords> of(MigrationState state, String log, boolean connected) {
        boolean running = state.status(Phase.REPLICATE) == PhaseStatus.RUNNING;
        if (!state.isUnderWay()) {
            return Optional.empty();
        }
        if (running && state.method().copiesThroughThisComputer()) {
            return Optional.of(copying(state, connected));
        }
        if (state.isFrozenForCopy()) {
            return Optional.of(frozen(connected));
        }
        if (isHandingOver(state)) {
            return Optional.of(handingOver(state, log));
        }
        if (state.wayBack().isArmed()) {
            return Optional.of(following(log, connected));
        }
        boolean copied = state.isDone(Phase.REPLICATE);
        if (state.method().replicates()) {
            return Optional.of(running || copied ? replicating(state, log, connected) : begun(state, log, connected));
        }
        boolean given =
                state.isDone(Phase.CUTOVER) || (copied && !state.method().stopsWriters());
        return given ? Optional.empty() : Optional.of(left(connected));
    }

    /** Nothing goes on without the window and nobody can come back; empty when nothing would be lost. */
    static Optional<ClosingWords> ofRehearsal(MigrationState state) {
        boolean begun = state.status(Phase.SCHEMA) != PhaseStatus.NOT_STARTED || state.isUnderWay();
        if (!begun || state.isDone(Phase.FINISH)) {
            return Optional.empty();
        }
        return Optional.of(new ClosingWords(
                Messages.text("window.closing-words.this-is-a-rehearsal"),
                Messages.text("window.closing-words.its-two-servers-end-with"),
                Messages.text("window.closing-words.close"),
                ""));
    }

    private static ClosingWords copying(MigrationState state, boolean connected) {
        String writers = state.method() == Method.DUMP_AND_RESTORE
                ? Messages.text("window.closing-words.writes-on-the-source-may")
                : "";
        String log = state.method() == Method.SNAPSHOT_COPY
                ? Messages.text("window.closing-words.until-then-the-source-may")
                : "";
        return new ClosingWords(
                Messages.text("window.closing-words.closing-stops-the-copy"),
                connected
                        ? Messages.text("window.closing-words.the-rows-go-through-this", writers, log)
                        : Messages.text(
                                "window.closing-words.the-rows-go-through-this-computer", writers, log, TYPE_PASSWORDS),
                Messages.text("window.closing-words.stop-copying-and-close"),
                Messages.text("window.closing-words.drop-the-copy-and-close"));
    }

    private static ClosingWords frozen(boolean connected) {
        return new ClosingWords(
                Messages.text("window.closing-words.writes-on-the-source-are"),
                connected
                        ? Messages.text("window.closing-words.your-application-cannot-write-until")
                        : Messages.text("window.closing-words.your-application-cannot-write-until-you", TYPE_PASSWORDS),
                Messages.text("window.closing-words.keep-writes-stopped-and-close"),
                Messages.text("window.closing-words.drop-the-copy-and-close"));
    }

    private static boolean isHandingOver(MigrationState state) {
        boolean cuttingOver = state.status(Phase.CUTOVER) == PhaseStatus.RUNNING
                && state.method().replicates();
        return cuttingOver || state.wayBack().rollingBack() == PhaseStatus.RUNNING;
    }

    /** For seconds nothing goes on by itself but what lets writers write again. */
    private static ClosingWords handingOver(MigrationState state, String log) {
        boolean back = state.wayBack().rollingBack() == PhaseStatus.RUNNING;
        Duration limit = state.plan().map(MigrationPlan::drainTimeout).orElse(MigrationPlan.DEFAULT_DRAIN_TIMEOUT);
        return new ClosingWords(
                Messages.text(
                        back
                                ? "window.closing-words.the-roll-back-is-under-way"
                                : "window.closing-words.the-cutover-is-under-way"),
                Messages.text(
                        back
                                ? "window.closing-words.stay-until-the-roll-back"
                                : "window.closing-words.stay-until-the-cutover",
                        Quantities.count(limit.plus(GUARD).toSeconds()),
                        log),
                Messages.text("window.closing-words.close-all-the-same"),
                "");
    }

    private static ClosingWords replicating(MigrationState state, String log, boolean connected) {
        return new ClosingWords(
                Messages.text("window.closing-words.replication-goes-on-without-this"),
                log.isEmpty()
                        ? Messages.text(
                                "window.closing-words.the-two-servers-go-on",
                                heldBack(state),
                                dropping(state, connected))
                        : Messages.text(
                                "window.closing-words.the-two-servers-go-on-by",
                                log,
                                heldBack(state),
                                dropping(state, connected)),
                Messages.text("window.closing-words.keep-replicating-and-close"),
                Messages.text("window.closing-words.drop-replication-and-close"));
    }

    private static ClosingWords following(String log, boolean connected) {
        return new ClosingWords(
                Messages.text("window.closing-words.the-way-back-goes-on"),
                connected
                        ? Messages.text("window.closing-words.the-source-follows-planetscale-by", log)
                        : Messages.text(
                                "window.closing-words.the-source-follows-planetscale-by-itself", log, TYPE_PASSWORDS),
                Messages.text("window.closing-words.keep-the-way-back-and"),
                Messages.text("window.closing-words.give-the-way-back-up"));
    }

    /** It failed or was stopped: how far it came is known to the servers only. */
    private static ClosingWords begun(MigrationState state, String log, boolean connected) {
        return new ClosingWords(
                Messages.text("window.closing-words.what-was-begun-may-be"),
                log.isEmpty()
                        ? Messages.text(
                                "window.closing-words.was-begun-and-is-not",
                                state.method().title(),
                                dropping(state, connected))
                        : Messages.text(
                                "window.closing-words.was-begun-and-is-not-done",
                                state.method().title(),
                                log,
                                dropping(state, connected)),
                Messages.text("window.closing-words.leave-it-and-close"),
                Messages.text("window.closing-words.drop-it-and-close"));
    }

    private static String dropping(MigrationState state, boolean connected) {
        String rows = Messages.text(
                state.method() == Method.LOGICAL_REPLICATION
                        ? "window.closing-words.the-copied-rows-stay-on"
                        : "window.closing-words.the-copied-rows-are-removed");
        return connected
                ? Messages.text("window.closing-words.dropping-it-removes-the-publication", rows)
                : TYPE_PASSWORDS;
    }

    /** Writers are not stopped, or not any more, so the rows are of no use, and nobody would remember what is beside them. */
    private static ClosingWords left(boolean connected) {
        return new ClosingWords(
                Messages.text("window.closing-words.what-was-copied-may-be"),
                connected
                        ? Messages.text("window.closing-words.the-copy-is-not-in", Scope.OWN_SCHEMA.name())
                        : Messages.text(
                                "window.closing-words.the-copy-is-not-in-use", Scope.OWN_SCHEMA.name(), TYPE_PASSWORDS),
                Messages.text("window.closing-words.leave-it-and-close"),
                Messages.text("window.closing-words.drop-the-copy-and-close"));
    }

    /** What only this program does. */
    private static String heldBack(MigrationState state) {
        long waiting = state.outcomes().count(SchemaOutcome.Result.HELD_BACK);
        String built = waiting == 0 ? "" : Messages.text("window.closing-words.keys-and-indexes-that-come");
        boolean comparing = state.status(Phase.VERIFY) == PhaseStatus.RUNNING;
        return comparing ? built + Messages.text("window.closing-words.comparing-stops-with-this") : built;
    }
}
