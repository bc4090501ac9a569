package dev.planetfall.migration.watch;

import static dev.planetfall.migration.Alarm.Level.CRITICAL;
import static dev.planetfall.migration.Alarm.Level.WARNING;

import dev.planetfall.language.Messages;
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
    private static final String GIVE_UP = Messages.text("watch.way-back-alarms.if-you-do-not-need");

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
                                Messages.text(
                                        now.isSlotLost()
                                                ? "watch.way-back-alarms.the-way-back-is-lost"
                                                : "watch.way-back-alarms.the-way-back-is-lost-planetscale"),
                                Messages.text("watch.way-back-alarms.rolling-back-would-lose-rows"))
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
                        now.walLimit().isPresent()
                                ? Messages.text(
                                        near
                                                ? "watch.way-back-alarms.planetscale-keeps-of-at-most"
                                                : "watch.way-back-alarms.planetscale-keeps-of-at-most-of",
                                        Quantities.bytes(now.walKept()),
                                        Quantities.bytes(limit))
                                : Messages.text(
                                        near
                                                ? "watch.way-back-alarms.planetscale-keeps-of-log-for"
                                                : "watch.way-back-alarms.planetscale-keeps-of-log-for-the",
                                        Quantities.bytes(now.walKept())),
                        Messages.text("watch.way-back-alarms.let-the-source-catch-up", GIVE_UP))
                .fading(share < HALF && !now.isLogUnreserved()));
    }

    private static Optional<Sighting> resting(ReplicationStatus now, SourceFacts facts, Duration lasting) {
        return !now.enabled() || (facts.slotExists() && !facts.slotActive() && !now.isSlotLost())
                ? Optional.of(Sighting.of(
                                "way-back-inactive",
                                WARNING,
                                Messages.text(
                                        "watch.way-back-alarms.the-source-does-not-read",
                                        Quantities.bytes(now.walKept())),
                                Messages.text("watch.way-back-alarms.look-whether-the-source-runs", GIVE_UP))
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
                                Messages.text(
                                        "watch.way-back-alarms.the-source-is-behind-planetscale",
                                        Quantities.duration(lag)),
                                Messages.text("watch.way-back-alarms.rolling-back-takes-at-least"))
                        .fading(lag.compareTo(far) < 0));
    }

    private static Sighting refused() {
        return Sighting.of(
                "way-back-refused",
                WARNING,
                Messages.text("watch.way-back-alarms.the-source-refuses-a-change"),
                Messages.text("watch.way-back-alarms.the-log-of-the-source"));
    }
}
