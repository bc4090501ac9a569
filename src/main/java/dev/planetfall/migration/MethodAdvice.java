package dev.planetfall.migration;

import dev.planetfall.language.Messages;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which method suits this source, judged by its size, by how fast it writes and by what the checks found.
 *
 * @param reason why, in one sentence
 * @param instead what else would work, a sentence each
 */
public record MethodAdvice(Method method, String reason, List<String> instead) {
    /** Findings of these checks rule replication out for good, whatever the person mends. */
    private static final Set<String> RULES_REPLICATION_OUT = Set.of("provider-limits");

    /** From here on PlanetScale's guides copy with many streams; below, one stream for each table is enough. */
    private static final long LARGE_BYTES = 150L << 30;

    /** So much log kept for one copy is worth a faster one. */
    private static final long MUCH_LOG = 50L << 30;

    /** How a reason begins that only tells what follows from a person's choice. */
    public static final String CHOSEN = Messages.text("migration.method-advice.you-chose-it");

    public MethodAdvice {
        instead = List.copyOf(instead);
    }

    /** Empty until the source was measured. */
    public static Optional<MethodAdvice> of(MigrationState state) {
        return state.diskNeed()
                .map(need -> state.method().replicates()
                        ? ruledOut(state).map(finding -> dump(finding, need)).orElseGet(() -> replication(need))
                        : chosen(state.method(), need));
    }

    /** Whether replication would be possible was not asked: the person has decided. */
    private static MethodAdvice chosen(Method method, DiskNeed need) {
        String reason = method.stopsWriters()
                ? untilTheCutover(need)
                : Messages.text("migration.method-advice.writes-go-on-what-is", Quantities.duration(need.copyTime()));
        return new MethodAdvice(method, CHOSEN + reason, List.of());
    }

    private static Optional<Finding> ruledOut(MigrationState state) {
        return state.findings().stream()
                .filter(finding -> finding.severity() == Severity.BLOCKER)
                .filter(finding -> RULES_REPLICATION_OUT.contains(finding.checkId()))
                .findFirst();
    }

    private static MethodAdvice dump(Finding finding, DiskNeed need) {
        return new MethodAdvice(
                Method.DUMP_AND_RESTORE,
                Messages.text(
                        "migration.method-advice.live-replication-is-not-possible",
                        finding.sentence(),
                        untilTheCutover(need)),
                List.of(finding.advice()));
    }

    private static MethodAdvice replication(DiskNeed need) {
        String size = Quantities.bytes(need.size().measuredBytes());
        String rate = need.rate()
                .map(known -> Messages.text(
                        "migration.method-advice.of-log-written-an-hour",
                        Quantities.bytes(known.logBytesIn(Duration.ofHours(1)))))
                .orElse(Messages.text("migration.method-advice.an-unknown-write-rate"));
        if (need.size().measuredBytes() >= LARGE_BYTES && need.logWhileCopying() >= MUCH_LOG) {
            return new MethodAdvice(
                    Method.SNAPSHOT_COPY,
                    Messages.text("migration.method-advice.with-and-the-copy-should", size, rate),
                    List.of(Messages.text(
                            "migration.method-advice.logical-replication-alone-works-as",
                            Quantities.bytes(need.logWhileCopying()))));
        }
        return new MethodAdvice(
                Method.LOGICAL_REPLICATION,
                Messages.text(
                        "migration.method-advice.with-and-the-rows-are",
                        size,
                        rate,
                        Quantities.duration(need.copyTime())),
                List.of(Messages.text(
                        "migration.method-advice.a-dump-and-restore-is", Quantities.duration(need.copyTime()))));
    }

    private static String untilTheCutover(DiskNeed need) {
        return Messages.text("migration.method-advice.writes-must-stop-from-the", Quantities.duration(need.copyTime()));
    }
}
