package dev.planetfall.migration.watch;

import static dev.planetfall.migration.Alarm.Level.CRITICAL;
import static dev.planetfall.migration.Alarm.Level.WARNING;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.Quantities;
import dev.planetfall.migration.ReplicationStatus;
import dev.planetfall.postgres.ServerFacts;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Dangers of the slot and of the log that the source keeps for it. */
final class LogAlarms {
    /** A repair of rows pauses replication for less than that. */
    private static final Duration REPAIRED = Duration.ofSeconds(15);

    private static final double HALF = 0.5;
    private static final double NEARLY = 0.8;
    /** Below this share a limit is no danger any more. */
    private static final double FAR = 0.4;

    /** Of the size of the database, where the source has no limit: how large its disk is PostgreSQL does not tell. */
    private static final double MUCH = 0.25;

    private static final long LEAST = 1L << 30;
    private static final String ANEW = Messages.text("watch.log-alarms.give-this-replication-up-on");

    private LogAlarms() {}

    static List<Sighting> of(MigrationState state, ReplicationStatus now, SourceFacts facts, Duration lasting) {
        return Stream.of(
                        lost(now),
                        missing(state, facts, lasting),
                        now.isSlotLost() ? Optional.<Sighting>empty() : limit(now),
                        growth(state, now),
                        inactive(state, now, facts, lasting))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Sighting> lost(ReplicationStatus now) {
        return now.isSlotLost()
                ? Optional.of(Sighting.of(
                        "slot-lost",
                        CRITICAL,
                        Messages.text("watch.log-alarms.the-source-has-thrown-away"),
                        Messages.text("watch.log-alarms.raise-max-slot-wal-keep-size-on", ANEW)))
                : Optional.empty();
    }

    private static Optional<Sighting> missing(MigrationState state, SourceFacts facts, Duration lasting) {
        return !facts.slotExists() && state.isDone(Phase.REPLICATE) && !state.isDone(Phase.CUTOVER)
                ? Optional.of(Sighting.of(
                                "slot-missing",
                                CRITICAL,
                                Messages.text("watch.log-alarms.the-slot-of-this-migration"),
                                Messages.text("watch.log-alarms.somebody-dropped-it-or-the", ANEW))
                        .after(lasting))
                : Optional.empty();
    }

    private static Optional<Sighting> limit(ReplicationStatus now) {
        boolean unreserved = now.isLogUnreserved();
        double share = now.walLimit().isPresent()
                ? (double) now.walKept() / Math.max(1, now.walLimit().getAsLong())
                : 0;
        if (share < FAR && !unreserved) {
            return Optional.empty();
        }
        boolean near = share >= NEARLY || unreserved;
        String limit = now.walLimit().isPresent()
                ? Messages.text(
                        "watch.log-alarms.of-at-most",
                        Quantities.bytes(now.walLimit().getAsLong()))
                : "";
        return Optional.of(Sighting.of(
                        "log-limit",
                        near ? CRITICAL : WARNING,
                        Messages.text(
                                near
                                        ? "watch.log-alarms.the-source-keeps-of-log-for"
                                        : "watch.log-alarms.the-source-keeps-of-log-for-this",
                                Quantities.bytes(now.walKept()),
                                limit),
                        Messages.text(
                                near
                                        ? "watch.log-alarms.raise-max-slot-wal-keep"
                                        : "watch.log-alarms.raise-max-slot-wal-keep-size"))
                .fading(share < HALF && !unreserved));
    }

    private static Optional<Sighting> growth(MigrationState state, ReplicationStatus now) {
        long database = state.source().map(ServerFacts::databaseBytes).orElse(0L);
        long much = Math.max(LEAST, (long) (database * MUCH));
        if (now.walLimit().isPresent() || now.isSlotLost() || now.walKept() < much * NEARLY) {
            return Optional.empty();
        }
        boolean more = now.walKept() >= Math.max(4 * LEAST, database);
        return Optional.of(Sighting.of(
                        "log-growth",
                        more ? CRITICAL : WARNING,
                        Messages.text("watch.log-alarms.the-source-keeps-of-log", Quantities.bytes(now.walKept())),
                        Messages.text("watch.log-alarms.look-how-much-room-its"))
                .fading(now.walKept() < much));
    }

    /** While this program copies, nobody reads from the slot yet. */
    private static Optional<Sighting> inactive(
            MigrationState state, ReplicationStatus now, SourceFacts facts, Duration lasting) {
        if (!now.enabled()) {
            return Optional.of(Sighting.of(
                            "paused",
                            WARNING,
                            Messages.text(
                                    "watch.log-alarms.replication-is-paused-the-source",
                                    Quantities.bytes(now.walKept())),
                            Messages.text("watch.log-alarms.resume-it-on-the-replicate"))
                    .after(lasting.compareTo(REPAIRED) < 0 ? lasting : REPAIRED));
        }
        boolean copied = !state.method().copiesThroughThisComputer() || state.isDone(Phase.REPLICATE);
        return facts.slotExists() && !facts.slotActive() && copied && !now.isSlotLost()
                ? Optional.of(Sighting.of(
                                "slot-inactive",
                                WARNING,
                                Messages.text(
                                        "watch.log-alarms.planetscale-does-not-read-from",
                                        Quantities.bytes(now.walKept())),
                                Messages.text("watch.log-alarms.look-whether-planetscale-reaches-the"))
                        .after(lasting))
                : Optional.empty();
    }
}
