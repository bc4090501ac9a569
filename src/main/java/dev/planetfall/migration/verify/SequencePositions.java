package dev.planetfall.migration.verify;

import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.ObjectComparison;
import dev.planetfall.migration.ObjectComparison.Kind;
import dev.planetfall.migration.Quantities;
import dev.planetfall.migration.TableComparison.Verdict;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.QualifiedName;
import dev.planetfall.postgres.Sequence;
import dev.planetfall.postgres.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Whether each sequence of the target goes on at or beyond the place where the source's is. */
final class SequencePositions {
    private SequencePositions() {}

    static List<ObjectComparison> compare(MigrationContext context, Both<Session> sessions) {
        List<Sequence> here = new Catalog(sessions.source())
                .sequences().stream()
                        .filter(sequence -> context.plan().scope().includes(sequence.name()))
                        .toList();
        Map<QualifiedName, Sequence> there = new Catalog(sessions.target())
                .sequences().stream().collect(Collectors.toMap(Sequence::name, Function.identity()));
        List<ObjectComparison> found = new ArrayList<>();
        for (Sequence sequence : here) {
            if (!there.containsKey(sequence.name())) {
                found.add(of(sequence, Verdict.DIFFERS, "PlanetScale has no such sequence."));
            } else if (isBehind(sequence, there.get(sequence.name()))) {
                found.add(
                        of(
                                sequence,
                                Verdict.NOT_VERIFIED,
                                "It is behind on PlanetScale. The Sequences page puts it ahead, and the cutover sets it exactly."));
            }
        }
        if (found.isEmpty() && !here.isEmpty()) {
            found.add(new ObjectComparison(
                    Kind.SEQUENCE, "All " + Quantities.count(here.size(), "sequence"), Verdict.EQUAL, ""));
        }
        return found;
    }

    /** Whether it would hand out a value that the source has handed out. */
    private static boolean isBehind(Sequence here, Sequence there) {
        int ahead = Long.compare(next(there), next(here));
        return here.isCalled() && (here.increment() > 0 ? ahead < 0 : ahead > 0);
    }

    private static long next(Sequence sequence) {
        return sequence.isCalled() ? sequence.lastValue().getAsLong() + sequence.increment() : sequence.start();
    }

    private static ObjectComparison of(Sequence sequence, Verdict verdict, String note) {
        return new ObjectComparison(Kind.SEQUENCE, sequence.name().toString(), verdict, note);
    }
}
