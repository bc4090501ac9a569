package dev.planetfall.migration.watch;

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
            return summary(Tone.IDLE, "Replication is over and was cleaned up.", "");
        }
        if (state.isDone(Phase.CUTOVER) && state.wayBack().isArmed()) {
            return summary(
                    Tone.GOOD,
                    "The cutover is done, and the source follows PlanetScale: the figures below are of the way back.",
                    "The Cut over page rolls back or gives the way back up; the last page cleans up.");
        }
        if (state.isDone(Phase.CUTOVER) && state.writesFrozen()) {
            return summary(
                    Tone.GOOD, "The cutover is done: no change is left to carry over.", "The last page cleans up.");
        }
        return Optional.empty();
    }

    private static Optional<NextAction> broken(MigrationState state) {
        return state.replication().flatMap(now -> slotLost(now).or(() -> disabled(state, now)));
    }

    private static Optional<NextAction> interrupted(MigrationState state, boolean working) {
        String goOn = state.replication().isPresent()
                ? "What flows goes on flowing. Start it again to do the rest: what is done is kept."
                : "Start it again: what is done is kept.";
        return switch (state.status(Phase.REPLICATE)) {
            case NOT_STARTED, DONE -> Optional.empty();
            case RUNNING ->
                working ? Optional.empty() : summary(Tone.WARNING, "Starting replication was interrupted.", goOn);
            case CANCELLED -> summary(Tone.WARNING, "Starting replication was stopped half way.", goOn);
            case FAILED, BLOCKED ->
                summary(Tone.STOPPED, "Starting replication failed.", "Mend what the step below says. " + goOn);
        };
    }

    private static Optional<NextAction> unmeasured(MigrationState state) {
        if (state.status(Phase.REPLICATE) == PhaseStatus.NOT_STARTED) {
            return summary(Tone.IDLE, "Nothing is copied yet.", "Start replication when you are ready.");
        }
        if (state.replication().isPresent()) {
            return state.monitorProblem()
                    .flatMap(problem -> summary(
                            Tone.WARNING,
                            "The figures below are out of date. " + problem,
                            "The rows may flow all the same, because they go from server to server. It is measured again"
                                    + " every few seconds."));
        }
        if (state.status(Phase.REPLICATE) == PhaseStatus.RUNNING) {
            return summary(Tone.BUSY, "Nothing to do: replication is being set up.", "");
        }
        return state.monitorProblem()
                .flatMap(problem -> summary(Tone.WARNING, problem, "It is tried again every few seconds."))
                .or(() -> summary(Tone.BUSY, "Both servers are being asked how far it is.", ""));
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
                "Replication cannot go on: the source has discarded log that PlanetScale still needed.",
                "Raise max_slot_wal_keep_size on the source, empty the tables on PlanetScale and begin a new migration.");
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
                    "Replication is paused.",
                    "Press Resume below when PlanetScale may take changes again. Meanwhile the source keeps its log and its disk"
                            + " fills.");
        }
        if (now.applyErrors() + now.copyErrors() == 0) {
            return summary(
                    Tone.STOPPED,
                    "Replication has stopped: the subscription on PlanetScale is disabled.",
                    "Run " + enable + " on PlanetScale. Meanwhile the source keeps its log and its disk fills.");
        }
        return summary(
                Tone.STOPPED,
                "Replication has stopped: PlanetScale refused a change ("
                        + Quantities.count(now.applyErrors() + now.copyErrors(), "error") + ").",
                "The server log on PlanetScale names the table and the row. Mend it there, then run " + enable
                        + ". Meanwhile the source keeps its log and its disk fills.");
    }

    private static Optional<NextAction> logLimitNear(ReplicationStatus now) {
        boolean near =
                now.walLimit().isPresent() && now.walKept() > now.walLimit().getAsLong() * LOG_LIMIT_WARNING;
        if (!near && !now.isLogUnreserved()) {
            return Optional.empty();
        }
        String limit = now.walLimit().isPresent()
                ? " of " + Quantities.bytes(now.walLimit().getAsLong())
                : "";
        return summary(
                Tone.WARNING,
                "The source keeps " + Quantities.bytes(now.walKept()) + limit + " of log and will soon discard some.",
                "Raise max_slot_wal_keep_size on the source now: without that log the copy must begin again.");
    }

    private static Optional<NextAction> diskNearlyFull(MigrationState state, ReplicationStatus now) {
        long disk = state.plan().map(MigrationPlan::diskConfirmedGigabytes).orElse(0L) * GIGABYTE;
        long used = now.targetBytes().orElse(0);
        if (disk == 0 || used < disk * DISK_WARNING) {
            return Optional.empty();
        }
        return summary(
                Tone.WARNING,
                "PlanetScale's disk is nearly full: the database has " + Quantities.bytes(used) + " of the "
                        + Quantities.bytes(disk) + " you confirmed.",
                "Raise its storage in the PlanetScale dashboard now; a full disk stops the copy.");
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
                "PlanetScale tries a change again and again, perhaps until a table has its primary key.",
                "Keep this program open: it builds the key as soon as the rows of the table are there. If it goes on after that,"
                        + " the server log on PlanetScale names the table and the row.");
    }

    private static Optional<NextAction> errorsRise(ReplicationStatus now, List<ReplicationStatus> earlier) {
        ReplicationStatus before = earlier.stream()
                .filter(status -> !status.at().isBefore(now.at().minus(ERROR_MEMORY)))
                .findFirst()
                .orElse(now);
        if (now.copyErrors() > before.copyErrors()) {
            return summary(
                    Tone.WARNING,
                    "PlanetScale cannot copy a table and tries again and again: " + notLive(now) + ".",
                    "Most often the table held rows already. Empty it on PlanetScale, and the next try succeeds.");
        }
        if (now.applyErrors() > before.applyErrors()) {
            return summary(
                    Tone.WARNING,
                    "PlanetScale refuses a change and tries it again and again.",
                    "The server log on PlanetScale names the table and the row. Mend it there.");
        }
        return Optional.empty();
    }

    private static NextAction live(MigrationState state, ReplicationStatus now) {
        if (now.tables().isEmpty()) {
            return new NextAction(
                    Tone.WARNING, "No table is replicated.", "Go back to Scope and look what was left out.");
        }
        if (now.lagTime().isEmpty()) {
            return new NextAction(
                    Tone.BUSY, "Nothing to do: everything is live, the first heartbeat is on its way.", "");
        }
        String lag = Quantities.duration(now.lagTime().get());
        if (now.isLagSmall()) {
            boolean agreed = state.drift().map(SchemaDrift::isNone).orElse(true);
            return new NextAction(
                    Tone.GOOD,
                    "Everything is live and " + lag + " behind." + (agreed ? " Go on when you are ready." : ""),
                    "");
        }
        return new NextAction(
                Tone.BUSY,
                "Everything is live, but PlanetScale is " + lag + " behind.",
                reason(state, now)
                        .map(found -> found.sentence() + " " + found.advice())
                        .orElse(
                                "Wait until it has caught up. If it falls further behind, one big transaction or a lock on"
                                        + " PlanetScale may hold it up."));
    }

    private static NextAction copying(MigrationState state, ReplicationStatus now, CopyPace pace) {
        long notLive = now.tables().size() - now.tablesIn(TableCopy.State.READY);
        long unfinished = now.tablesToCopy();
        String of = " of " + Quantities.count(now.tables().size(), "table");
        if (unfinished == 0) {
            return new NextAction(Tone.BUSY, "Nothing to do: the last " + notLive + of + " are catching up.", "");
        }
        if (pace.silence().compareTo(STALLED) >= 0) {
            return new NextAction(
                    Tone.WARNING,
                    "Nothing has arrived for " + Quantities.duration(pace.silence()) + ": " + notLive(now) + ".",
                    reason(state, now)
                            .map(found -> found.sentence() + " " + found.advice())
                            .or(now::workersSentence)
                            .orElse(
                                    "A lock on PlanetScale, a network that hangs, or too few sync workers can hold it up. A"
                                            + " broken connection is noticed and made anew after a minute."));
        }
        String left =
                pace.timeLeft().map(range -> ", about " + range + " left.").orElse(".");
        String copying = unfinished + of + " still copying" + left;
        return now.workersSentence()
                .map(workers -> new NextAction(Tone.BUSY, copying, workers))
                .orElseGet(() -> new NextAction(Tone.BUSY, "Nothing to do: " + copying, ""));
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
