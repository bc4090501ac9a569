package dev.planetfall.report;

import dev.planetfall.migration.CutoverRehearsal;
import dev.planetfall.migration.CutoverTimes;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.PhaseStatus;
import dev.planetfall.migration.Quantities;
import dev.planetfall.migration.RollBack;
import dev.planetfall.migration.Side;
import dev.planetfall.migration.WayBack;
import dev.planetfall.report.ReportPage.Fact;
import java.util.ArrayList;
import java.util.List;

/** How long the application could not write, forwards and back, and how long it was said that it could not. */
final class CutoverFacts {
    private CutoverFacts() {}

    /** Of the last cutover. */
    static List<Fact> cutover(MigrationState state) {
        return state.cutover().map(times -> cutover(times, state)).orElse(List.of());
    }

    private static List<Fact> cutover(CutoverTimes times, MigrationState state) {
        if (state.method().replicates()) {
            return replicated(times, Side.TARGET);
        }
        List<Fact> facts = begun(times);
        if (state.isDone(Phase.CUTOVER)) {
            facts.add(new Fact("Copy, sequences, views and comparison", Quantities.duration(times.rest())));
            facts.add(new Fact("Time without writes", Quantities.duration(times.total())));
        }
        return facts;
    }

    /** How the way back stands, and how long the last roll back took; nothing where there never was one. */
    static List<Fact> wayBack(MigrationState state) {
        WayBack wayBack = state.wayBack();
        List<Fact> facts = new ArrayList<>();
        wayBack.since()
                .ifPresent(at -> facts.add(new Fact("Since " + ReportPage.MOMENT.format(at), standing(wayBack))));
        rollBacks(state.chronicle().rollBacks(), facts);
        wayBack.times().ifPresent(times -> facts.addAll(replicated(times, Side.SOURCE)));
        return facts;
    }

    /** Of the last one the figures follow. */
    private static void rollBacks(List<RollBack> all, List<Fact> facts) {
        long done =
                all.stream().filter(each -> each.status() == PhaseStatus.DONE).count();
        if (!all.isEmpty()) {
            facts.add(new Fact(
                    "Rolled back",
                    Quantities.count(done, "time")
                            + (done == all.size()
                                    ? ""
                                    : ", and begun and not finished " + Quantities.count(all.size() - done, "time"))));
        }
        all.forEach(
                each -> facts.add(new Fact("Roll back begun at " + ReportPage.MOMENT.format(each.begun()), how(each))));
    }

    private static String how(RollBack rollBack) {
        String at = rollBack.ended()
                .map(moment -> ", came to rest at " + ReportPage.MOMENT.format(moment))
                .orElse("");
        return switch (rollBack.status()) {
            case DONE -> "Done: the source took over" + at;
            case RUNNING -> "Not known to have ended";
            case CANCELLED, NOT_STARTED -> "Stopped and taken back: PlanetScale stayed in charge" + at;
            case FAILED, BLOCKED -> "Failed and taken back: PlanetScale stayed in charge" + at;
        };
    }

    private static String standing(WayBack wayBack) {
        return switch (wayBack.standing()) {
            case NONE -> "There is none.";
            case ARMED -> "The source follows PlanetScale, and can take over without losing a row.";
            case ROLLED_BACK -> "The application writes to the source again, and PlanetScale follows it.";
            case RETIRED -> "It was given up, and the source no longer follows PlanetScale.";
        };
    }

    private static List<Fact> replicated(CutoverTimes times, Side follower) {
        List<Fact> facts = begun(times);
        facts.add(new Fact("Until " + follower.named() + " had everything", Quantities.duration(times.drain())));
        facts.add(new Fact(
                follower == Side.TARGET ? "Sequences, views and comparison" : "Sequences and turning replication round",
                Quantities.duration(times.rest())));
        facts.add(new Fact("Time without writes", Quantities.duration(times.total())));
        return facts;
    }

    private static List<Fact> begun(CutoverTimes times) {
        return new ArrayList<>(List.of(
                new Fact("Writes stopped at", ReportPage.MOMENT.format(times.frozenAt())),
                new Fact("Until no writer was left", Quantities.duration(times.freeze()))));
    }

    /** Part by part, with what was worked out told from what was measured. */
    static List<Fact> rehearsal(MigrationState state) {
        return state.rehearsal().map(CutoverFacts::rehearsal).orElse(List.of());
    }

    private static List<Fact> rehearsal(CutoverRehearsal rehearsal) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Rehearsed at", ReportPage.MOMENT.format(rehearsal.at())));
        rehearsal
                .parts()
                .forEach(part -> facts.add(new Fact(
                        part.title(), Quantities.duration(part.took()) + (part.measured() ? "" : ", worked out"))));
        facts.add(new Fact("Writers would have waited", "about " + Quantities.duration(rehearsal.total())));
        return facts;
    }
}
