package dev.planetfall.migration.watch;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.Alarm;
import dev.planetfall.migration.Diagnosis;
import dev.planetfall.migration.Listing;
import dev.planetfall.migration.MigrationPlan;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.PhaseStatus;
import dev.planetfall.migration.Quantities;
import dev.planetfall.migration.ReplicationStatus;
import dev.planetfall.migration.SchemaDrift;
import dev.planetfall.migration.SchemaOutcome;
import dev.planetfall.migration.TableCopy;
import dev.planetfall.migration.schema.HeldBackKeys;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a person should think of the running replication and do next.
 *
 * @param sentence what is so
 * @param advice what to do about it; empty when there is nothing to add
 */
public record NextAction(Tone tone, String sentence, String advice) {
    /** How urgent it is. */
    public enum Tone {
        /** Nothing runs. */
        IDLE,
        /** It runs and needs time, not people. */
        BUSY,
        /** As good as it gets. */
        GOOD,
        /** It still runs, but somebody should look. */
        WARNING,
        /** It does not go on by itself. */
        STOPPED
    }

    private static final double LOG_LIMIT_WARNING = 0.8;
    private static final double DISK_WARNING = 0.85;
    private static final long GIGABYTE = 1L << 30;
    private static final Duration STALLED = Duration.ofMinutes(1);
    private static final Duration REASON_MEMORY = Duration.ofMinutes(5);
    /** Diagnoses that are no reason to be slow. */
    private static final Set<String> HARMLESS = Set.of("nothing", "unknown", "paused");

    private static final Duration ERROR_MEMORY = Duration.ofMinutes(1);

    /**
     * @param measurements oldest first; the newest is the one in the state
     * @param working whether this program is setting replication up right now
     */
    public static NextAction of(MigrationState state, List<ReplicationStatus> measurements, boolean working) {
        if (CopyAction.concerns(state)) {
            return CopyAction.of(state, measurements, working);
        }
        return over(state)
                .or(() -> broken(state))
                .or(() -> interrupted(state, working))
                .or(() -> unmeasured(state))
                .orElseGet(() -> measured(state, measurements));
    }

    private static Optional<NextAction> over(MigrationState state) {
        if (state.isDone(Phase.FINISH)) {
            return summary(Tone.IDLE, Messages.text("watch.next-action.replication-is-over-and-was"), "");
        }
        if (state.isDone(Phase.CUTOVER) && state.wayBack().isArmed()) {
            return summary(
                    Tone.GOOD,
                    Messages.text("watch.next-action.the-cutover-is-done-and"),
                    Messages.text("watch.next-action.the-cut-over-page-rolls"));
        }
        if (state.isDone(Phase.CUTOVER) && state.writesFrozen()) {
            return summary(
                    Tone.GOOD,
                    Messages.text("watch.next-action.the-cutover-is-done-no"),
                    Messages.text("watch.next-action.the-last-page-cleans-up"));
        }
        return Optional.empty();
    }

    private static Optional<NextAction> broken(MigrationState state) {
        return state.replication().flatMap(now -> slotLost(now).or(() -> disabled(state, now)));
    }

    private static Optional<NextAction> interrupted(MigrationState state, boolean working) {
        String goOn = Messages.text(
                state.replication().isPresent()
                        ? "watch.next-action.what-flows-goes-on-flowing"
                        : "watch.next-action.start-it-again-what-is");
        return switch (state.status(Phase.REPLICATE)) {
            case NOT_STARTED, DONE -> Optional.empty();
            case RUNNING ->
                working
                        ? Optional.empty()
                        : summary(
                                Tone.WARNING,
                                Messages.text("watch.next-action.starting-replication-was-interrupted"),
                                goOn);
            case CANCELLED ->
                summary(Tone.WARNING, Messages.text("watch.next-action.starting-replication-was-stopped-half"), goOn);
            case FAILED, BLOCKED ->
                summary(
                        Tone.STOPPED,
                        Messages.text("watch.next-action.starting-replication-failed"),
                        Messages.text("watch.next-action.mend-what-the-step-below", goOn));
        };
    }

    private static Optional<NextAction> unmeasured(MigrationState state) {
        if (state.status(Phase.REPLICATE) == PhaseStatus.NOT_STARTED) {
            return summary(
                    Tone.IDLE,
                    Messages.text("watch.next-action.nothing-is-copied-yet"),
                    Messages.text("watch.next-action.start-replication-when-you-are"));
        }
        if (state.replication().isPresent()) {
            return state.monitorProblem()
                    .flatMap(problem -> summary(
                            Tone.WARNING,
                            Messages.text("watch.next-action.the-figures-below-are-out", problem),
                            Messages.text("watch.next-action.the-rows-may-flow-all")));
        }
        if (state.status(Phase.REPLICATE) == PhaseStatus.RUNNING) {
            return summary(Tone.BUSY, Messages.text("watch.next-action.nothing-to-do-replication-is"), "");
        }
        return state.monitorProblem()
                .flatMap(problem ->
                        summary(Tone.WARNING, problem, Messages.text("watch.next-action.it-is-tried-again-every")))
                .or(() -> summary(Tone.BUSY, Messages.text("watch.next-action.both-servers-are-being-asked"), ""));
    }

    private static NextAction measured(MigrationState state, List<ReplicationStatus> measurements) {
        ReplicationStatus now = state.replication().orElseThrow();
        return urgent(state)
                .or(() -> logLimitNear(now))
                .or(() -> diskNearlyFull(state, now))
                .or(() -> keyAwaited(state, now, measurements))
                .or(() -> errorsRise(now, measurements))
                .orElseGet(
                        () -> now.allTablesLive() ? live(state, now) : copying(state, now, CopyPace.of(measurements)));
    }

    /** What cannot wait goes before everything else. */
    private static Optional<NextAction> urgent(MigrationState state) {
        return state.safety().alarms().stream()
                .filter(alarm -> alarm.level() == Alarm.Level.CRITICAL)
                .findFirst()
                .flatMap(alarm -> summary(Tone.WARNING, alarm.sentence(), alarm.advice()));
    }

    /** Why it is slow, if that was found out a moment ago. */
    private static Optional<Diagnosis> reason(MigrationState state, ReplicationStatus now) {
        return state.safety()
                .diagnosis()
                .filter(found -> found.at().plus(REASON_MEMORY).isAfter(now.at()))
                .filter(found -> !HARMLESS.contains(found.id()));
    }

    private static Optional<NextAction> slotLost(ReplicationStatus now) {
        if (!now.isSlotLost()) {
            return Optional.empty();
        }
        return summary(
                Tone.STOPPED,
                Messages.text("watch.next-action.replication-cannot-go-on-the"),
                Messages.text("watch.next-action.raise-max-slot-wal-keep-size"));
    }

    private static Optional<NextAction> disabled(MigrationState state, ReplicationStatus now) {
        if (now.enabled()) {
            return Optional.empty();
        }
        String enable = state.plan()
                .map(plan -> "ALTER SUBSCRIPTION " + plan.names().subscription().quoted() + " ENABLE")
                .orElse("ALTER SUBSCRIPTION ... ENABLE");
        if (state.safety().pausedAt().isPresent()) {
            return summary(
                    Tone.WARNING,
                    Messages.text("watch.next-action.replication-is-paused"),
                    Messages.text("watch.next-action.press-resume-below-when-planetscale"));
        }
        if (now.applyErrors() + now.copyErrors() == 0) {
            return summary(
                    Tone.STOPPED,
                    Messages.text("watch.next-action.replication-has-stopped-the-subscription"),
                    Messages.text("watch.next-action.run-on-planetscale-meanwhile-the", enable));
        }
        return summary(
                Tone.STOPPED,
                Messages.plural(
                        "watch.next-action.replication-has-stopped-planetscale-refused",
                        now.applyErrors() + now.copyErrors()),
                Messages.text("watch.next-action.the-server-log-on-planetscale-names", enable));
    }

    private static Optional<NextAction> logLimitNear(ReplicationStatus now) {
        boolean near =
                now.walLimit().isPresent() && now.walKept() > now.walLimit().getAsLong() * LOG_LIMIT_WARNING;
        if (!near && !now.isLogUnreserved()) {
            return Optional.empty();
        }
        String limit = now.walLimit().isPresent()
                ? Messages.text(
                        "watch.next-action.of", Quantities.bytes(now.walLimit().getAsLong()))
                : "";
        return summary(
                Tone.WARNING,
                Messages.text("watch.next-action.the-source-keeps-of-log", Quantities.bytes(now.walKept()), limit),
                Messages.text("watch.next-action.raise-max-slot-wal-keep"));
    }

    private static Optional<NextAction> diskNearlyFull(MigrationState state, ReplicationStatus now) {
        long disk = state.plan().map(MigrationPlan::diskConfirmedGigabytes).orElse(0L) * GIGABYTE;
        long used = now.targetBytes().orElse(0);
        if (disk == 0 || used < disk * DISK_WARNING) {
            return Optional.empty();
        }
        return summary(
                Tone.WARNING,
                Messages.text(
                        "watch.next-action.planetscales-disk-is-nearly-full",
                        Quantities.bytes(used),
                        Quantities.bytes(disk)),
                Messages.text("watch.next-action.raise-its-storage-in-the"));
    }

    /** A change of a table without its key is tried until the key is there. */
    private static Optional<NextAction> keyAwaited(
            MigrationState state, ReplicationStatus now, List<ReplicationStatus> earlier) {
        List<SchemaOutcome> heldBack = state.schema().stream()
                .filter(outcome -> outcome.result() == SchemaOutcome.Result.HELD_BACK)
                .toList();
        if (errorsRise(now, earlier).isEmpty() || HeldBackKeys.among(heldBack).isEmpty()) {
            return Optional.empty();
        }
        return summary(
                Tone.WARNING,
                Messages.text("watch.next-action.planetscale-tries-a-change-again"),
                Messages.text("watch.next-action.keep-this-program-open-it"));
    }

    private static Optional<NextAction> errorsRise(ReplicationStatus now, List<ReplicationStatus> earlier) {
        ReplicationStatus before = earlier.stream()
                .filter(status -> !status.at().isBefore(now.at().minus(ERROR_MEMORY)))
                .findFirst()
                .orElse(now);
        if (now.copyErrors() > before.copyErrors()) {
            return summary(
                    Tone.WARNING,
                    Messages.text("watch.next-action.planetscale-cannot-copy-a-table", notLive(now)),
                    Messages.text("watch.next-action.most-often-the-table-held"));
        }
        if (now.applyErrors() > before.applyErrors()) {
            return summary(
                    Tone.WARNING,
                    Messages.text("watch.next-action.planetscale-refuses-a-change-and"),
                    Messages.text("watch.next-action.the-server-log-on-planetscale"));
        }
        return Optional.empty();
    }

    private static NextAction live(MigrationState state, ReplicationStatus now) {
        if (now.tables().isEmpty()) {
            return new NextAction(
                    Tone.WARNING,
                    Messages.text("watch.next-action.no-table-is-replicated"),
                    Messages.text("watch.next-action.go-back-to-scope-and"));
        }
        if (now.lagTime().isEmpty()) {
            return new NextAction(Tone.BUSY, Messages.text("watch.next-action.nothing-to-do-everything-is"), "");
        }
        String lag = Quantities.duration(now.lagTime().get());
        if (now.isLagSmall()) {
            boolean agreed = state.drift().map(SchemaDrift::isNone).orElse(true);
            return new NextAction(
                    Tone.GOOD,
                    Messages.text(
                            agreed
                                    ? "watch.next-action.everything-is-live-and-behind"
                                    : "watch.next-action.everything-is-live-and-behind-2",
                            lag),
                    "");
        }
        return new NextAction(
                Tone.BUSY,
                Messages.text("watch.next-action.everything-is-live-but-planetscale", lag),
                reason(state, now)
                        .map(found -> found.sentence() + " " + found.advice())
                        .orElse(Messages.text("watch.next-action.wait-until-it-has-caught")));
    }

    private static NextAction copying(MigrationState state, ReplicationStatus now, CopyPace pace) {
        long notLive = now.tables().size() - now.tablesIn(TableCopy.State.READY);
        long unfinished = now.tablesToCopy();
        String of = Messages.plural("watch.next-action.of-tables", now.tables().size());
        if (unfinished == 0) {
            return new NextAction(
                    Tone.BUSY, Messages.text("watch.next-action.nothing-to-do-the-last", notLive, of), "");
        }
        if (pace.silence().compareTo(STALLED) >= 0) {
            return new NextAction(
                    Tone.WARNING,
                    Messages.text(
                            "watch.next-action.nothing-has-arrived-for",
                            Quantities.duration(pace.silence()),
                            notLive(now)),
                    reason(state, now)
                            .map(found -> found.sentence() + " " + found.advice())
                            .or(now::workersSentence)
                            .orElse(Messages.text("watch.next-action.a-lock-on-planetscale-a")));
        }
        String left = pace.timeLeft()
                .map(range -> Messages.text("watch.next-action.about-left", range))
                .orElse(".");
        String copying = Messages.text("watch.next-action.still-copying", unfinished + of, left);
        return now.workersSentence()
                .map(workers -> new NextAction(Tone.BUSY, copying, workers))
                .orElseGet(
                        () -> new NextAction(Tone.BUSY, Messages.text("watch.next-action.nothing-to-do", copying), ""));
    }

    private static String notLive(ReplicationStatus now) {
        return Listing.of(now.tables().stream()
                .filter(table -> !table.state().isCopied())
                .map(TableCopy::table)
                .toList());
    }

    private static Optional<NextAction> summary(Tone tone, String sentence, String advice) {
        return Optional.of(new NextAction(tone, sentence, advice));
    }
}
