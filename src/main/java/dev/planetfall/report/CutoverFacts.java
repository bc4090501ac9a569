package dev.planetfall.report;

import dev.planetfall.language.Messages;
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
            facts.add(new Fact(
                    Messages.text("report.cutover-facts.copy-sequences-views-and-comparison"),
                    Quantities.duration(times.rest())));
            facts.add(new Fact(
                    Messages.text("report.cutover-facts.time-without-writes"), Quantities.duration(times.total())));
        }
        return facts;
    }

    /** How the way back stands, and how long the last roll back took; nothing where there never was one. */
    static List<Fact> wayBack(MigrationState state) {
        WayBack wayBack = state.wayBack();
        List<Fact> facts = new ArrayList<>();
        wayBack.since()
                .ifPresent(at -> facts.add(new Fact(
                        Messages.text("report.cutover-facts.since", ReportPage.MOMENT.format(at)), standing(wayBack))));
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
                    Messages.text("report.cutover-facts.rolled-back"),
                    done == all.size()
                            ? Messages.plural("report.cutover-facts.times", done)
                            : Messages.text(
                                    "report.cutover-facts.and-begun-and-not-finished",
                                    Messages.plural("count.time", done),
                                    Messages.plural("count.time", all.size() - done))));
        }
        all.forEach(each -> facts.add(new Fact(
                Messages.text("report.cutover-facts.roll-back-begun-at", ReportPage.MOMENT.format(each.begun())),
                how(each))));
    }

    private static String how(RollBack rollBack) {
        String at = rollBack.ended()
                .map(moment -> Messages.text("report.cutover-facts.came-to-rest-at", ReportPage.MOMENT.format(moment)))
                .orElse("");
        return switch (rollBack.status()) {
            case DONE -> Messages.text("report.cutover-facts.done-the-source-took-over", at);
            case RUNNING -> Messages.text("report.cutover-facts.not-known-to-have-ended");
            case CANCELLED, NOT_STARTED -> Messages.text("report.cutover-facts.stopped-and-taken-back-planetscale", at);
            case FAILED, BLOCKED -> Messages.text("report.cutover-facts.failed-and-taken-back-planetscale", at);
        };
    }

    private static String standing(WayBack wayBack) {
        return switch (wayBack.standing()) {
            case NONE -> Messages.text("report.cutover-facts.there-is-none");
            case ARMED -> Messages.text("report.cutover-facts.the-source-follows-planetscale-and");
            case ROLLED_BACK -> Messages.text("report.cutover-facts.the-application-writes-to-the");
            case RETIRED -> Messages.text("report.cutover-facts.it-was-given-up-and");
        };
    }

    private static List<Fact> replicated(CutoverTimes times, Side follower) {
        List<Fact> facts = begun(times);
        facts.add(new Fact(
                Messages.text("report.cutover-facts.until-had-everything", follower.named()),
                Quantities.duration(times.drain())));
        facts.add(new Fact(
                Messages.text(
                        follower == Side.TARGET
                                ? "report.cutover-facts.sequences-views-and-comparison"
                                : "report.cutover-facts.sequences-and-turning-replication-round"),
                Quantities.duration(times.rest())));
        facts.add(new Fact(
                Messages.text("report.cutover-facts.time-without-writes"), Quantities.duration(times.total())));
        return facts;
    }

    private static List<Fact> begun(CutoverTimes times) {
        return new ArrayList<>(List.of(
                new Fact(
                        Messages.text("report.cutover-facts.writes-stopped-at"),
                        ReportPage.MOMENT.format(times.frozenAt())),
                new Fact(
                        Messages.text("report.cutover-facts.until-no-writer-was-left"),
                        Quantities.duration(times.freeze()))));
    }

    /** Part by part, with what was worked out told from what was measured. */
    static List<Fact> rehearsal(MigrationState state) {
        return state.rehearsal().map(CutoverFacts::rehearsal).orElse(List.of());
    }

    private static List<Fact> rehearsal(CutoverRehearsal rehearsal) {
        List<Fact> facts = new ArrayList<>();
        facts.add(
                new Fact(Messages.text("report.cutover-facts.rehearsed-at"), ReportPage.MOMENT.format(rehearsal.at())));
        rehearsal
                .parts()
                .forEach(part -> facts.add(new Fact(
                        part.title(),
                        part.measured()
                                ? Quantities.duration(part.took()) + ""
                                : Messages.text("report.cutover-facts.worked-out", Quantities.duration(part.took())))));
        facts.add(new Fact(
                Messages.text("report.cutover-facts.writers-would-have-waited"),
                Messages.text("report.cutover-facts.about", Quantities.duration(rehearsal.total()))));
        return facts;
    }
}
