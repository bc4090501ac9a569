package dev.planetfall.migration.watch;

import static dev.planetfall.migration.Alarm.Level.CRITICAL;
import static dev.planetfall.migration.Alarm.Level.WARNING;

import dev.planetfall.migration.Quantities;
import dev.planetfall.migration.ReplicationStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What endangers the way back after the cutover, or PlanetScale because of it. Decides nothing: {@link AlarmBook} does. */
final class WayBackAlarms {
    private static final double NEARLY = 0.8;
    private static final double HALF = 0.5;
    private static final double FAR = 0.4;
    private static final long LEAST = 1L << 30;
    private static final String GIVE_UP = "If you do not need the way back any more, give it up on the Cut over page.";

    private WayBackAlarms() {}

    static List<Sighting> of(ReplicationStatus now, SourceFacts facts, boolean refusedAgain, AlarmLimits limits) {
        return Stream.of(
                        gone(now, facts, limits.lasting()),
                        kept(now),
                        resting(now, facts, limits.lasting()),
                        behind(now, limits.behind()),
                        refusedAgain ? Optional.of(refused()) : Optional.<Sighting>empty())
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Sighting> gone(ReplicationStatus now, SourceFacts facts, Duration lasting) {
        return now.isSlotLost() || !facts.slotExists()
                ? Optional.of(Sighting.of(
                                "way-back-lost",
                                CRITICAL,
                                "The way back is lost: PlanetScale has "
                                        + (now.isSlotLost() ? "thrown away changes" : "no slot any more")
                                        + " that the source still needed.",
                                "Rolling back would lose rows now. Keep the application on PlanetScale and give the way back up"
                                        + " on the Cut over page.")
                        .after(now.isSlotLost() ? Duration.ZERO : lasting))
                : Optional.empty();
    }

    /** By default PlanetScale keeps at most 4 GB for a slot that is not read from. */
    private static Optional<Sighting> kept(ReplicationStatus now) {
        long limit = now.walLimit().orElse(4 * LEAST);
        double share = (double) now.walKept() / Math.max(1, limit);
        if (now.isSlotLost() || (share < FAR && !now.isLogUnreserved())) {
            return Optional.empty();
        }
        boolean near = share >= NEARLY || now.isLogUnreserved();
        return Optional.of(Sighting.of(
                        "way-back-log",
                        near ? CRITICAL : WARNING,
                        "PlanetScale keeps " + Quantities.bytes(now.walKept())
                                + (now.walLimit().isPresent() ? " of at most " + Quantities.bytes(limit) : "")
                                + " of log for the way back" + (near ? " and will soon throw some away." : "."),
                        "Let the source catch up, or raise max_slot_wal_keep_size in the PlanetScale dashboard: without that log"
                                + " there is no way back. " + GIVE_UP)
                .fading(share < HALF && !now.isLogUnreserved()));
    }

    private static Optional<Sighting> resting(ReplicationStatus now, SourceFacts facts, Duration lasting) {
        return !now.enabled() || (facts.slotExists() && !facts.slotActive() && !now.isSlotLost())
                ? Optional.of(Sighting.of(
                                "way-back-inactive",
                                WARNING,
                                "The source does not read changes from PlanetScale: " + Quantities.bytes(now.walKept())
                                        + " wait there so far.",
                                "Look whether the source runs and reaches PlanetScale; its log tells why not. "
                                        + GIVE_UP)
                        .after(lasting))
                : Optional.empty();
    }

    private static Optional<Sighting> behind(ReplicationStatus now, Duration far) {
        Duration near = Duration.ofMillis((long) (far.toMillis() * FAR));
        return now.lagTime()
                .filter(lag -> lag.compareTo(near) >= 0 && now.enabled())
                .map(lag -> Sighting.of(
                                "way-back-behind",
                                WARNING,
                                "The source is " + Quantities.duration(lag) + " behind PlanetScale.",
                                "Rolling back takes at least as long until it has caught up. Look what the source is busy with.")
                        .fading(lag.compareTo(far) < 0));
    }

    private static Sighting refused() {
        return Sighting.of(
                "way-back-refused",
                WARNING,
                "The source refuses a change from PlanetScale and tries again and again; nothing behind it arrives.",
                "The log of the source names the table and the row. If a program still writes to the source, stop it and delete what it"
                        + " wrote. A column or table that was added on PlanetScale alone must be added on the source, too.");
    }
}
