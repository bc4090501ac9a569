package dev.planetfall.migration.step;

import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.SequenceValue;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.QualifiedName;
import dev.planetfall.postgres.Sequence;
import dev.planetfall.postgres.Session;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Where the target's sequences must stand, and setting them there. Both servers' values are read anew at each call. */
final class SequenceTargets {
    /** How many values ahead of the source a sequence is put while the application still draws from it. */
    private static final long MARGIN = 10_000;

    /** Fewer values left than this share of a sequence's range is worth a word. */
    private static final double SCARCE = 0.2;

    private SequenceTargets() {}

    /** @param exact the source's very value, for frozen writes; otherwise a safe distance ahead of it */
    static List<SequenceValue> read(MigrationContext context, boolean exact) {
        List<Sequence> onSource = context.source().withReadOnlySession(session -> new Catalog(session).sequences());
        Map<QualifiedName, Sequence> onTarget =
                context.target().withReadOnlySession(session -> new Catalog(session).sequences()).stream()
                        .collect(Collectors.toMap(Sequence::name, Function.identity()));
        List<SequenceValue> values = new ArrayList<>();
        for (Sequence source : onSource) {
            if (isInScope(context, source)) {
                Sequence target = onTarget.get(source.name());
                values.add(value(
                        source, target == null ? OptionalLong.empty() : target.lastValue(), exact, target != null));
            }
        }
        return values;
    }

    /** Sets every planned value; a sequence that stays unused on the source is made unused on the target. */
    static void apply(MigrationContext context, List<SequenceValue> values) {
        context.target().useSession(session -> {
            Map<QualifiedName, Sequence> known = new Catalog(session)
                    .sequences().stream().collect(Collectors.toMap(Sequence::name, Function.identity()));
            for (SequenceValue value : values) {
                Sequence sequence = known.get(value.sequence());
                if (sequence != null) {
                    set(session, sequence, value.planned());
                }
            }
        });
    }

    /** Whether the target's sequence is where the plan wants it, or farther in its own direction when that is allowed. */
    static boolean isReached(SequenceValue value, long increment) {
        if (value.planned().isEmpty()) {
            return true;
        }
        if (value.targetLast().isEmpty()) {
            return false;
        }
        long distance = value.targetLast().getAsLong() - value.planned().getAsLong();
        return increment > 0 ? distance >= 0 : distance <= 0;
    }

    private static boolean isInScope(MigrationContext context, Sequence sequence) {
        return context.plan().scope().includes(sequence.name())
                && sequence.owner()
                        .map(owner -> context.plan().scope().includes(owner.table()))
                        .orElse(true);
    }

    private static SequenceValue value(Sequence source, OptionalLong targetLast, boolean exact, boolean found) {
        OptionalLong planned = source.lastValue().isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(exact ? source.lastValue().getAsLong() : ahead(source));
        String note = found ? scarcity(source) : "Missing on PlanetScale";
        return new SequenceValue(source.name(), source.lastValue(), targetLast, planned, exact, note);
    }

    /** In the direction of the increment, on its grid, half of what is left at most; a cycling sequence may not be jumped. */
    private static long ahead(Sequence sequence) {
        long last = sequence.lastValue().orElseThrow();
        if (sequence.cycle()) {
            return last;
        }
        long bound = sequence.increment() > 0 ? sequence.maximum() : sequence.minimum();
        long stepsLeft = BigInteger.valueOf(bound)
                .subtract(BigInteger.valueOf(last))
                .divide(BigInteger.valueOf(sequence.increment()))
                .min(BigInteger.valueOf(2 * MARGIN))
                .longValueExact();
        return last + Math.max(0, stepsLeft / 2) * sequence.increment();
    }

    private static String scarcity(Sequence sequence) {
        if (sequence.cycle() || sequence.lastValue().isEmpty()) {
            return "";
        }
        double range = (double) sequence.maximum() - sequence.minimum();
        double bound = sequence.increment() > 0 ? sequence.maximum() : sequence.minimum();
        double left = Math.abs(bound - sequence.lastValue().getAsLong()) / Math.max(1, range);
        return left < SCARCE ? "%.0f %% of its values are left".formatted(left * 100) : "";
    }

    private static void set(Session session, Sequence sequence, OptionalLong planned) {
        session.query(
                "SELECT setval(?::regclass, ?, ?) AS value",
                row -> row.number("value"),
                sequence.name().quoted(),
                planned.orElse(sequence.start()),
                planned.isPresent());
    }
}
