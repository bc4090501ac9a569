package dev.planetfall.migration.watch;

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
        facts.add(live + " of " + Quantities.count(now.tables().size(), "table") + " live, "
                + Quantities.bytes(now.bytesCopied()) + " of " + Quantities.bytes(now.bytesTotal()) + " copied.");
        now.lagTime().ifPresent(lag -> facts.add("PlanetScale is " + Quantities.duration(lag) + " behind."));
        facts.add("Processes on PlanetScale: " + waits(onTarget));
        facts.add("Processes on the source: " + waits(onSource));
        if (target.copies() > 0) {
            facts.add(Quantities.count(target.copies(), "copy", "copies") + " at work on PlanetScale.");
        }
        if (target.vacuums() > 0) {
            facts.add(Quantities.count(target.vacuums(), "vacuum") + " at work on PlanetScale.");
        }
        if (target.idleInTransaction() > 0) {
            facts.add(Quantities.count(target.idleInTransaction(), "session") + " idle in transaction on PlanetScale.");
        }
        if (!target.seesAll()) {
            facts.add("Not seen: what other roles' sessions do on PlanetScale, because this role is no member of"
                    + " pg_read_all_stats.");
        }
        if (!onSource.isEmpty()
                && onSource.stream().allMatch(sample -> sample.waitsFor().isEmpty())) {
            facts.add("Not seen: what the source's processes wait for, because this role is no member of"
                    + " pg_read_all_stats there.");
        }
        return facts;
    }

    private static String waits(List<ProcessSample> samples) {
        Map<String, Long> counts = samples.stream()
                .collect(Collectors.groupingBy(
                        sample -> sample.waitsFor().orElse("not shown"), TreeMap::new, Collectors.counting()));
        return counts.isEmpty()
                ? "none."
                : counts.entrySet().stream()
                                .map(each -> each.getKey() + " " + each.getValue() + " times")
                                .collect(Collectors.joining(", "))
                        + " of " + samples.size() + ".";
    }
}
