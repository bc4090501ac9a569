package dev.planetfall.migration.watch;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.Quantities;
import dev.planetfall.migration.ReplicationStatus;
import dev.planetfall.migration.TableCopy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What was seen of a replication that is slow.
 *
 * @param refusing whether the target refuses changes again and again; an error or two may be a connection that was cut
 * @param onSource of each look, one after another
 * @param onTarget of each look, one after another
 */
record Symptoms(
        ReplicationStatus now,
        boolean refusing,
        List<ProcessSample> onSource,
        List<ProcessSample> onTarget,
        TargetFacts target) {
    /** The first that waits for another in the last look in which one did. */
    static Optional<ProcessSample> blocked(List<ProcessSample> samples) {
        return samples.stream().filter(sample -> sample.blocker().isPresent()).reduce((earlier, later) -> later);
    }

    /** In how many of the samples a process waited like this, as a share. */
    static double share(List<ProcessSample> samples, String... waits) {
        long all =
                samples.stream().filter(sample -> sample.waitsFor().isPresent()).count();
        long such = samples.stream()
                .filter(sample -> sample.waitsFor()
                        .filter(wait -> List.of(waits).stream().anyMatch(wait::startsWith))
                        .isPresent())
                .count();
        return all == 0 ? 0 : (double) such / all;
    }

    List<String> evidence() {
        List<String> facts = new ArrayList<>();
        long live = now.tablesIn(TableCopy.State.READY);
        facts.add(Messages.plural(
                "watch.symptoms.of-tables-live-of-copied",
                now.tables().size(),
                live,
                Quantities.bytes(now.bytesCopied()),
                Quantities.bytes(now.bytesTotal())));
        now.lagTime()
                .ifPresent(lag ->
                        facts.add(Messages.text("watch.symptoms.planetscale-is-behind", Quantities.duration(lag))));
        facts.add(Messages.text("watch.symptoms.processes-on-planetscale", waits(onTarget)));
        facts.add(Messages.text("watch.symptoms.processes-on-the-source", waits(onSource)));
        if (target.copies() > 0) {
            facts.add(Messages.plural("watch.symptoms.copies-at-work-on-planetscale", target.copies()));
        }
        if (target.vacuums() > 0) {
            facts.add(Messages.plural("watch.symptoms.vacuums-at-work-on-planetscale", target.vacuums()));
        }
        if (target.idleInTransaction() > 0) {
            facts.add(Messages.plural("watch.symptoms.sessions-idle-in-transaction-on", target.idleInTransaction()));
        }
        if (!target.seesAll()) {
            facts.add(Messages.text("watch.symptoms.not-seen-what-other-roles"));
        }
        if (!onSource.isEmpty()
                && onSource.stream().allMatch(sample -> sample.waitsFor().isEmpty())) {
            facts.add(Messages.text("watch.symptoms.not-seen-what-the-sources"));
        }
        return facts;
    }

    private static String waits(List<ProcessSample> samples) {
        Map<String, Long> counts = samples.stream()
                .collect(Collectors.groupingBy(
                        sample -> sample.waitsFor().orElse(Messages.text("watch.symptoms.not-shown")),
                        TreeMap::new,
                        Collectors.counting()));
        return counts.isEmpty()
                ? Messages.text("watch.symptoms.none")
                : Messages.text(
                        "watch.symptoms.of",
                        counts.entrySet().stream()
                                .map(each -> Messages.text("watch.symptoms.times", each.getKey(), each.getValue()))
                                .collect(Collectors.joining(", ")),
                        samples.size());
    }
}
