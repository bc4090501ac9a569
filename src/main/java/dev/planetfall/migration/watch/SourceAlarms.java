package dev.planetfall.migration.watch;

import static dev.planetfall.migration.Alarm.Level.WARNING;

import dev.planetfall.migration.Diagnosis;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.Quantities;
import dev.planetfall.migration.ReplicationStatus;
import dev.planetfall.migration.TableCopy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Dangers that are seen at one moment. Decides nothing: {@link AlarmBook} makes alarms of them. */
final class SourceAlarms {
    /** Of the lag that is an alarm: one that is less is none any more. */
    private static final double NEAR = 0.4;

    private SourceAlarms() {}

    /** @param refusedAgain whether errors rise while this is seen */
    static List<Sighting> of(
            MigrationState state, ReplicationStatus now, SourceFacts facts, boolean refusedAgain, AlarmLimits limits) {
        List<Sighting> all = new ArrayList<>(LogAlarms.of(state, now, facts, limits.lasting()));
        if (!state.isDone(Phase.CUTOVER)) {
            facts.transactions().stream()
                    .filter(open -> open.idle() && open.idleFor().compareTo(limits.idle()) >= 0)
                    .findFirst()
                    .map(SourceAlarms::idle)
                    .ifPresent(all::add);
            facts.transactions().stream()
                    .filter(open -> !open.idle() && open.age().compareTo(limits.running()) >= 0)
                    .findFirst()
                    .map(SourceAlarms::lasting)
                    .ifPresent(all::add);
            free(now, facts, limits.lasting()).ifPresent(all::add);
            behind(now, limits.behind()).ifPresent(all::add);
            drift(state).ifPresent(all::add);
            if (refusedAgain) {
                all.add(refused());
            }
        }
        return all;
    }

    static Sighting unmeasured(String problem, Duration lasting) {
        return Sighting.of(
                        "unmeasured",
                        WARNING,
                        "It is not known whether the source is safe: " + problem,
                        "Look whether both servers run and this computer reaches them. The rows may flow all the same.")
                .after(lasting);
    }

    static Sighting stalled(Duration time, MigrationState state) {
        return Sighting.of(
                "stalled",
                WARNING,
                "Nothing has arrived on PlanetScale for " + Quantities.duration(time) + "."
                        + state.safety()
                                .diagnosis()
                                .map(found -> " " + found.sentence())
                                .orElse(""),
                state.safety().diagnosis().map(Diagnosis::advice).orElse("Ask on the Replicate page why it is slow."));
    }

    private static Sighting idle(LongTransaction open) {
        return Sighting.of(
                "idle-transaction",
                WARNING,
                "A session on the source left a transaction open " + Quantities.duration(open.idleFor())
                        + " ago and does nothing: process " + open.pid() + ", " + open.who() + "."
                        + (open.holdsLog() ? " Until it ends, the source keeps the log from its beginning on." : ""),
                "End it in its program, or with SELECT pg_terminate_backend(" + open.pid()
                        + ") on the source; what it did is then rolled back.");
    }

    private static Sighting lasting(LongTransaction open) {
        return Sighting.of(
                "long-transaction",
                WARNING,
                "A transaction on the source has been running for " + Quantities.duration(open.age()) + ": process "
                        + open.pid() + ", " + open.who() + "."
                        + (open.holdsLog()
                                ? " Until it ends, the source keeps the log from its beginning on."
                                : " Until it ends, no vacuum frees what was deleted since."),
                "Let it end, or end it with SELECT pg_cancel_backend(" + open.pid() + ") on the source.");
    }

    /** Each table that is copied needs one more of both for a while. */
    private static Optional<Sighting> free(ReplicationStatus now, SourceFacts facts, Duration lasting) {
        boolean needed = facts.slotExists() && now.tables().stream().anyMatch(SourceAlarms::isNotBegun);
        if (!needed || (facts.freeSlots() > 0 && facts.freeSenders() > 0)) {
            return Optional.empty();
        }
        String setting = facts.freeSlots() <= 0 ? "replication slot" : "WAL sender";
        String name = facts.freeSlots() <= 0 ? "max_replication_slots" : "max_wal_senders";
        return Optional.of(Sighting.of(
                        "none-free",
                        WARNING,
                        "The source has no " + setting + " free, and tables wait to be copied.",
                        "End what others replicate there if nobody needs it, or raise " + name
                                + ", which takes a restart of the source.")
                .after(lasting));
    }

    /** PostgreSQL calls a table copied before it asks for a slot, and goes on calling it so when it was refused one. */
    private static boolean isNotBegun(TableCopy table) {
        return table.state() == TableCopy.State.WAITING
                || (table.state() == TableCopy.State.COPYING && table.rowsCopied() == 0);
    }

    private static Optional<Sighting> behind(ReplicationStatus now, Duration far) {
        Duration near = Duration.ofMillis((long) (far.toMillis() * NEAR));
        return now.lagTime()
                .filter(lag -> lag.compareTo(near) >= 0 && now.enabled() && now.allTablesLive())
                .map(lag -> Sighting.of(
                                "behind",
                                WARNING,
                                "PlanetScale is " + Quantities.duration(lag) + " behind.",
                                "Look on the Replicate page why. The source keeps its log until PlanetScale has caught up.")
                        .fading(lag.compareTo(far) < 0));
    }

    private static Optional<Sighting> drift(MigrationState state) {
        return state.drift()
                .filter(found -> !found.isNone())
                .map(found -> Sighting.of(
                        "schema-drift",
                        WARNING,
                        "The schemas of the two servers have come apart in "
                                + Quantities.count(found.sentences().size(), "place") + ".",
                        "The Replicate page lists each with what to do; the cutover is refused until then."));
    }

    private static Sighting refused() {
        return Sighting.of(
                "refused",
                WARNING,
                "PlanetScale refuses rows or a change and tries again and again; nothing behind it arrives.",
                "PlanetScale's log names the table and the row. Meanwhile the source keeps its log.");
    }
}
