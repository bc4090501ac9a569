package dev.planetfall.migration.watch;

import static dev.planetfall.migration.Alarm.Level.WARNING;

import dev.planetfall.language.Messages;
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
                        Messages.text("watch.source-alarms.it-is-not-known-whether", problem),
                        Messages.text("watch.source-alarms.look-whether-both-servers-run"))
                .after(lasting);
    }

    static Sighting stalled(Duration time, MigrationState state) {
        return Sighting.of(
                "stalled",
                WARNING,
                Messages.text(
                        "watch.source-alarms.nothing-has-arrived-on-planetscale",
                        Quantities.duration(time),
                        state.safety()
                                .diagnosis()
                                .map(found -> " " + found.sentence())
                                .orElse("")),
                state.safety()
                        .diagnosis()
                        .map(Diagnosis::advice)
                        .orElse(Messages.text("watch.source-alarms.ask-on-the-replicate-page")));
    }

    private static Sighting idle(LongTransaction open) {
        return Sighting.of(
                "idle-transaction",
                WARNING,
                Messages.text(
                        open.holdsLog()
                                ? "watch.source-alarms.a-session-on-the-source"
                                : "watch.source-alarms.a-session-on-the-source-left",
                        Quantities.age(open.idleFor()),
                        open.pid(),
                        open.who()),
                Messages.text("watch.source-alarms.end-it-in-its-program", open.pid()));
    }

    private static Sighting lasting(LongTransaction open) {
        return Sighting.of(
                "long-transaction",
                WARNING,
                Messages.text(
                        open.holdsLog()
                                ? "watch.source-alarms.a-transaction-on-the-source"
                                : "watch.source-alarms.a-transaction-on-the-source-has",
                        Quantities.age(open.age()),
                        open.pid(),
                        open.who()),
                Messages.text("watch.source-alarms.let-it-end-or-end", open.pid()));
    }

    /** Each table that is copied needs one more of both for a while. */
    private static Optional<Sighting> free(ReplicationStatus now, SourceFacts facts, Duration lasting) {
        boolean needed = facts.slotExists() && now.tables().stream().anyMatch(SourceAlarms::isNotBegun);
        if (!needed || (facts.freeSlots() > 0 && facts.freeSenders() > 0)) {
            return Optional.empty();
        }
        String setting = Messages.text(
                facts.freeSlots() <= 0 ? "watch.source-alarms.replication-slot" : "watch.source-alarms.wal-sender");
        String name = facts.freeSlots() <= 0 ? "max_replication_slots" : "max_wal_senders";
        return Optional.of(Sighting.of(
                        "none-free",
                        WARNING,
                        Messages.text("watch.source-alarms.the-source-has-no-free", setting),
                        Messages.text("watch.source-alarms.end-what-others-replicate-there", name))
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
                                Messages.text("watch.source-alarms.planetscale-is-behind", Quantities.duration(lag)),
                                Messages.text("watch.source-alarms.look-on-the-replicate-page"))
                        .fading(lag.compareTo(far) < 0));
    }

    private static Optional<Sighting> drift(MigrationState state) {
        return state.drift()
                .filter(found -> !found.isNone())
                .map(found -> Sighting.of(
                        "schema-drift",
                        WARNING,
                        Messages.plural(
                                "watch.source-alarms.the-schemas-of-the-two",
                                found.sentences().size()),
                        Messages.text("watch.source-alarms.the-replicate-page-lists-each")));
    }

    private static Sighting refused() {
        return Sighting.of(
                "refused",
                WARNING,
                Messages.text("watch.source-alarms.planetscale-refuses-rows-or-a"),
                Messages.text("watch.source-alarms.planetscales-log-names-the-table"));
    }
}
