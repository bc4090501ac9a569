package dev.planetfall.migration.watch;

import static dev.planetfall.migration.Alarm.Level.CRITICAL;
import static dev.planetfall.migration.Alarm.Level.WARNING;

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
    private static final String ANEW =
            "Give this replication up on the Replicate page, empty the tables on PlanetScale and copy again.";

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
                        "The source has thrown away log that PlanetScale still needed: replication cannot go on.",
                        "Raise max_slot_wal_keep_size on the source. " + ANEW))
                : Optional.empty();
    }

    private static Optional<Sighting> missing(MigrationState state, SourceFacts facts, Duration lasting) {
        return !facts.slotExists() && state.isDone(Phase.REPLICATE) && !state.isDone(Phase.CUTOVER)
                ? Optional.of(Sighting.of(
                                "slot-missing",
                                CRITICAL,
                                "The slot of this migration is gone from the source: changes written since are not kept for"
                                        + " PlanetScale.",
                                "Somebody dropped it, or the source failed over. " + ANEW)
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
                ? " of at most " + Quantities.bytes(now.walLimit().getAsLong())
                : "";
        return Optional.of(Sighting.of(
                        "log-limit",
                        near ? CRITICAL : WARNING,
                        "The source keeps " + Quantities.bytes(now.walKept()) + limit + " of log for this migration"
                                + (near ? " and will soon throw some away." : "."),
                        "Raise max_slot_wal_keep_size on the source" + (near ? " now" : "")
                                + ", or let PlanetScale catch up: without that log the copy must begin again.")
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
                        "The source keeps " + Quantities.bytes(now.walKept())
                                + " of log for this migration, without a limit.",
                        "Look how much room its disk has, which PostgreSQL does not tell: a full disk stops your application."
                                + " Let PlanetScale catch up, or give the replication up to free it.")
                .fading(now.walKept() < much));
    }

    /** While this program copies, nobody reads from the slot yet. */
    private static Optional<Sighting> inactive(
            MigrationState state, ReplicationStatus now, SourceFacts facts, Duration lasting) {
        if (!now.enabled()) {
            return Optional.of(Sighting.of(
                            "paused",
                            WARNING,
                            "Replication is paused: the source keeps every change until it goes on, "
                                    + Quantities.bytes(now.walKept()) + " so far.",
                            "Resume it on the Replicate page, or give it up there to free the source's disk.")
                    .after(lasting.compareTo(REPAIRED) < 0 ? lasting : REPAIRED));
        }
        boolean copied = !state.method().copiesThroughThisComputer() || state.isDone(Phase.REPLICATE);
        return facts.slotExists() && !facts.slotActive() && copied && !now.isSlotLost()
                ? Optional.of(Sighting.of(
                                "slot-inactive",
                                WARNING,
                                "PlanetScale does not read from the source, although the subscription is enabled: the source"
                                        + " keeps every change, " + Quantities.bytes(now.walKept()) + " so far.",
                                "Look whether PlanetScale reaches the source: firewall, changed password, no WAL sender left."
                                        + " PlanetScale's log tells which.")
                        .after(lasting))
                : Optional.empty();
    }
}
