package dev.planetfall.migration.verify;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.ObjectComparison;
import dev.planetfall.migration.ObjectComparison.Kind;
import dev.planetfall.migration.Phase;
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
        List<ObjectComparison> found = new ArrayList<>(here.stream()
                .filter(sequence -> !there.containsKey(sequence.name()))
                .map(sequence ->
                        differs(sequence, Messages.text("verify.sequence-positions.planetscale-has-no-such-sequence")))
                .toList());
        List<Sequence> behind = here.stream()
                .filter(sequence ->
                        there.containsKey(sequence.name()) && isBehind(sequence, there.get(sequence.name())))
                .toList();
        if (context.state().isDone(Phase.SEQUENCES)) {
            behind.forEach(sequence -> found.add(
                    differs(sequence, Messages.text("verify.sequence-positions.planetscale-would-hand-out-values"))));
        } else if (!behind.isEmpty()) {
            found.add(new ObjectComparison(
                    Kind.SEQUENCE,
                    Messages.plural("count.sequence", behind.size()),
                    Verdict.NOT_VERIFIED,
                    Messages.text("verify.sequence-positions.behind-on-planetscale-until-the")));
        }
        if (found.isEmpty() && !here.isEmpty()) {
            found.add(new ObjectComparison(
                    Kind.SEQUENCE, Messages.plural("verify.all-sequences", here.size()), Verdict.EQUAL, ""));
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

    private static ObjectComparison differs(Sequence sequence, String note) {
        return new ObjectComparison(Kind.SEQUENCE, sequence.name().toString(), Verdict.DIFFERS, note);
    }
}
