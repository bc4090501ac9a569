package dev.planetfall.migration.verify;

import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.RowDifference;
import dev.planetfall.migration.RowDifference.Kind;
import dev.planetfall.migration.verify.KeyedRows.RowVersion;
import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/**
 * Decides which suspects really differ. A row is read on the source, then on the target once that has caught up with the moment
 * of the first reading, then on the source again: if nobody wrote it in between, the target must have it. While writes go on,
 * a row counts as different only when this was seen twice, so that one which came and went in between accuses nobody.
 */
final class Settlement {
    private static final int BATCH = 500;
    private static final int ROUNDS = 8;
    private static final Duration PAUSE = Duration.ofMillis(300);

    private final MigrationContext context;
    private final CaughtUp caughtUp;
    private final int proofs;
    private final ComparedTable table;
    private final Both<KeyedRows> rows;
    private final Map<List<String>, Integer> seenToDiffer = new HashMap<>();
    private final Map<List<String>, Kind> confirmed = new HashMap<>();
    private List<List<String>> open;

    /** @param proofs how often a row must be seen to differ */
    Settlement(MigrationContext context, CaughtUp caughtUp, int proofs, ComparedTable table, Both<KeyedRows> rows) {
        this.context = context;
        this.caughtUp = caughtUp;
        this.proofs = proofs;
        this.table = table;
        this.rows = rows;
        this.open = List.of();
    }

    /** Looks at the suspects again, in rounds, until each is settled or there were enough. */
    void settle(TwoSessions sessions, List<List<String>> suspects) {
        open = suspects;
        for (int round = 0; round < ROUNDS && !open.isEmpty(); round++) {
            if (round > 0) {
                context.pause(PAUSE.multipliedBy(1L << (round / 2)));
            }
            if (!lookAgain(sessions)) {
                return;
            }
        }
    }

    /** Those that were written again and again, so that nothing can be said. */
    int unsettled() {
        return open.size();
    }

    /** Those that differ, in the order in which they were suspected, with the columns that differ. */
    List<RowDifference> differences(TwoSessions sessions, List<List<String>> suspects) {
        List<List<String>> changed = suspects.stream()
                .filter(key -> confirmed.get(key) == Kind.CHANGED)
                .toList();
        Map<List<String>, List<Long>> here = inBatches(context, sessions.source(), changed, rows.source()::values);
        Map<List<String>, List<Long>> there = inBatches(context, sessions.target(), changed, rows.target()::values);
        return suspects.stream()
                .filter(confirmed::containsKey)
                .map(key -> new RowDifference(
                        key,
                        confirmed.get(key),
                        differing(here.getOrDefault(key, List.of()), there.getOrDefault(key, List.of()))))
                .toList();
    }

    private List<Identifier> differing(List<Long> here, List<Long> there) {
        return IntStream.range(0, Math.min(here.size(), there.size()))
                .filter(i -> !here.get(i).equals(there.get(i)))
                .mapToObj(i -> table.source().columns().get(i).name())
                .toList();
    }

    private boolean lookAgain(TwoSessions sessions) {
        Map<List<String>, RowVersion> before = inBatches(context, sessions.source(), open, rows.source()::versions);
        if (!caughtUp.await()) {
            return false;
        }
        Map<List<String>, RowVersion> there = inBatches(context, sessions.target(), open, rows.target()::versions);
        Map<List<String>, RowVersion> after = inBatches(context, sessions.source(), open, rows.source()::versions);
        open = open.stream()
                .filter(key -> !Objects.equals(before.get(key), after.get(key))
                        || isOpen(key, Optional.ofNullable(after.get(key)), Optional.ofNullable(there.get(key))))
                .toList();
        return true;
    }

    private boolean isOpen(List<String> key, Optional<RowVersion> here, Optional<RowVersion> there) {
        if (here.map(RowVersion::hash).equals(there.map(RowVersion::hash))) {
            return false;
        }
        if (seenToDiffer.merge(key, 1, Integer::sum) < proofs) {
            return true;
        }
        confirmed.put(key, here.isEmpty() ? Kind.EXTRA : there.isEmpty() ? Kind.MISSING : Kind.CHANGED);
        return false;
    }

    /** Asks a question about many rows, some at a time. */
    static <T> Map<List<String>, T> inBatches(
            MigrationContext context,
            Session session,
            List<List<String>> keys,
            BiFunction<Session, List<List<String>>, Map<List<String>, T>> question) {
        Map<List<String>, T> answers = new HashMap<>();
        for (List<List<String>> batch : batches(keys)) {
            context.throwIfCancelled();
            answers.putAll(question.apply(session, batch));
        }
        return answers;
    }

    static List<List<List<String>>> batches(List<List<String>> keys) {
        List<List<List<String>>> batches = new ArrayList<>();
        for (int i = 0; i < keys.size(); i += BATCH) {
            batches.add(keys.subList(i, Math.min(i + BATCH, keys.size())));
        }
        return batches;
    }
}
